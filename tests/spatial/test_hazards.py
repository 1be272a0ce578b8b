"""A hazard zone of no known kind, or with its figures the wrong way round, is noticed."""

from typing import Any

import pytest

from spatial.hazards import HAZARDS, check_hazard
from spatial.records import HazardZone, Severity


def zone(**values: Any) -> HazardZone:
    """A flood zone."""
    return HazardZone(code="z", footprint=None, **{"hazard": "flood", **values})


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_zone_of_a_known_hazard_raises_no_finding(hazard: str) -> None:
    assert check_hazard(zone(hazard=hazard, rank=1, depth_from=0.15, depth_to=0.4)) == []
    assert check_hazard(zone(hazard=hazard, depth_from=1.0)) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"hazard": "fire"}, "UNKNOWN_HAZARD"),
        ({"rank": 0}, "RANK_BELOW_ONE"),
        ({"depth_from": 2.0, "depth_to": 1.0}, "DEPTHS_REVERSED"),
    ],
)
def test_what_is_wrong_with_a_zone_is_an_error(values: dict[str, Any], code: str) -> None:
    [issue] = check_hazard(zone(**values))
    assert (issue.severity, issue.code, issue.object) == (Severity.ERROR, code, "z")
