"""The file of a made-up population stands for the records of its half."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.formats.population import FORMAT
from spatial.records import Issue

QUARTER = Path(__file__).resolve().parents[3] / "fixtures" / "population" / "quarter.jsonl"


def test_the_header_tells_frame_half_and_seed() -> None:
    header = FORMAT.header(QUARTER, Asked())
    assert (header.crs, header.dataset, header.publisher) == (
        "EPSG:4549",
        "generated-land",
        "generated, seed 7",
    )


def test_what_was_settled_by_default_is_told_first() -> None:
    told = list(FORMAT.read(QUARTER, Asked()))
    assert [one.code for one in told if isinstance(one, Issue)] == ["USE_SETTLED", "STOREYS_SETTLED"]
    assert isinstance(told[0], Issue) and "12 buildings of unknown use" in told[0].message


def test_it_lies_nowhere_but_where_its_buildings_do() -> None:
    with pytest.raises(RefusedError, match="leave out --crs"):
        FORMAT.header(QUARTER, Asked(crs="EPSG:4326"))
