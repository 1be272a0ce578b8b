"""Analyses on a planted register find what was planted, zone by zone."""

from typing import Any

import pytest

from spatial.analysis import analyses
from tests.registers import Planted
from twin.access import Viewer
from twin.layer import EVERYONE
from twin.runner import run

pytestmark = pytest.mark.django_db
STAFF = Viewer(EVERYONE)
BY_DISTRICT = {"zoning": "admin-areas", "admin_level": 6}


def find(id: str, measure: str, part: str | None = None, **inputs: Any) -> list[dict[str, Any]]:
    """The rows of a measure."""
    outcome = run(analyses[id], inputs, STAFF)
    return [row for row in outcome["rows"] if (row["measure"], row["part"]) == (measure, part)]


def test_vacancy() -> None:
    Planted()
    for row in run(analyses["vacancy"], BY_DISTRICT, STAFF)["rows"]:
        assert row
    for analysis in analyses:
        assert run(analysis, analysis.example, STAFF)["rows"]
