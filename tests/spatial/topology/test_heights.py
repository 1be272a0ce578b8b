"""Heights that contradict each other are found; what is unknown contradicts nothing."""

from typing import Any

import pytest

from spatial.records import VerticalKind
from tests.streets import DEPTH, GROUND, change, find, make_street, told


@pytest.mark.parametrize(
    ("code", "fields", "codes"),
    [
        ("n2", {"depth": DEPTH + 0.2}, ["HEIGHTS_DISAGREE"]),
        ("n2", {"ground": GROUND - 0.06}, ["HEIGHTS_DISAGREE"]),
        ("n2", {"ground": GROUND - 0.04}, []),
        ("n2", {"depth": None}, []),
        ("l2", {"start_z": GROUND - DEPTH - 0.3}, ["LINK_BELOW_NODE"]),
        ("l2", {"end_z": GROUND + 0.3}, ["LINK_ABOVE_GROUND"]),
        ("l2", {"end_z": GROUND + 0.3, "burial": "JK"}, []),
        ("l2", {"end_z": GROUND + 0.3, "burial": "ZM"}, ["LINK_ABOVE_GROUND"]),
        ("l2", {"vertical": VerticalKind.DEPTH, "start_z": 1.2, "end_z": DEPTH}, []),
        ("l2", {"vertical": VerticalKind.DEPTH, "start_z": 1.2, "end_z": DEPTH + 0.5}, ["LINK_BELOW_NODE"]),
        ("l2", {"vertical": VerticalKind.DEPTH, "start_z": -0.5, "end_z": DEPTH}, ["LINK_ABOVE_GROUND"]),
        ("l2", {"vertical": VerticalKind.DEPTH, "start_z": -0.5, "end_z": DEPTH, "burial": "SJ"}, []),
        ("l2", {"vertical": VerticalKind.COVER, "start_z": 9.0, "end_z": 0.8}, []),
        ("l2", {"vertical": None, "start_z": None, "end_z": None}, []),
    ],
)
def test_a_planted_contradiction_is_found(code: str, fields: dict[str, Any], codes: list[str]) -> None:
    assert told(change(make_street(), code, **fields)) == [(one, code) for one in codes]


def test_a_finding_tells_all_three_heights() -> None:
    [issue] = find(change(make_street(), "n2", depth=2.5))
    assert issue.message == (
        "Its ground at 6.000 m is not its depth of 2.500 m above its pipe at 4.000 m, but off by 0.500 m; "
        "correct one."
    )
