"""What was counted before is found again by whoever asks first."""

from typing import Any

import pytest

from spatial.analysis import analyses
from tests.registers import Planted, furnish
from twin.runner import Asker, keeping, run
from twin.runner.priming import BUREAU, prime

pytestmark = pytest.mark.usefixtures("twin")


def test_the_first_to_ask_finds_every_table_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(Planted())
    assert [zoning for zoning, _ in prime("li")] == [
        "city",
        "admin-areas/6",
    ]

    def refuse(*what: Any) -> None:
        raise AssertionError(what)

    monkeypatch.setattr(keeping, "begin", refuse)
    for analysis in analyses:
        for where in ({"zoning": "city"}, {"zoning": "admin-areas", "admin_level": 6}):
            run(
                analysis,
                {
                    **{k: v for k, v in analysis.example.items() if k not in where | {"admin_level": 6}},
                    **where,
                },
                Asker("li", BUREAU),
            )
