"""The head says the grid anew, and of the sources what they said of themselves."""

from typing import Any

import pytest

from spatial.cityjson.grid import Grid
from tests.factories import make_load
from twin.export.head import as_date, latest, write_head
from twin.models import Load, Source

pytestmark = pytest.mark.django_db
GRID = Grid("4549+5737", {"scale": [0.001] * 3, "translate": [1, 2, 3]})
BASE = "https://www.opengis.net/def/crs/EPSG/0/"
SYSTEM = {"referenceSystem": f"{BASE}4549", "verticalReferenceSystem": f"{BASE}5737"}
ABOUT = {
    "metadata": {
        "identifier": "quarter",
        "title": "A quarter",
        "geographicalExtent": [0, 0, 0, 1, 1, 1],
        "referenceSystem": "http://www.opengis.net/def/crs/EPSG/0/6697",
        "pointOfContact": {"contactName": "A", "emailAddress": "a@example.org"},
    },
    "extensions": {"Noise": {"url": "noise.ext.json", "version": "1.0"}},
    "+census": {"men": 49.5},
}


def bring(dataset: str, **said: Any) -> int:
    """A load of a source that says these things."""
    load = make_load(dataset)
    Source.objects.filter(pk=load.source_id).update(**said)
    return load.pk


def test_one_source_is_described_by_itself() -> None:
    head = write_head(GRID, [bring("a", about=ABOUT)], whole=True)
    assert head == {
        "transform": GRID.transform,
        "metadata": {
            "identifier": "quarter",
            "title": "A quarter",
            "pointOfContact": ABOUT["metadata"]["pointOfContact"],
            **SYSTEM,
        },
        "extensions": ABOUT["extensions"],
        "+census": {"men": 49.5},
    }


def test_an_excerpt_is_not_the_dataset() -> None:
    assert "identifier" not in write_head(GRID, [bring("a", about=ABOUT)], whole=False)["metadata"]


def test_a_source_of_another_format_is_described_by_what_is_known_of_it() -> None:
    said = {"publisher": "P", "licence": "ODbL", "attribution": "© A", "reference_date": "2024-05-01"}
    assert write_head(GRID, [bring("a", **said)], whole=True)["metadata"] == {
        "referenceDate": "2024-05-01",
        "publisher": "P",
        "license": "ODbL",
        "attribution": "© A",
        **SYSTEM,
    }


def test_several_sources_are_all_thanked_and_their_extensions_joined() -> None:
    first = bring("a", about=ABOUT, attribution="© A", licence="CC-BY")
    other = {"Shade": {"url": "s.json", "version": "1.0"}}
    second = bring("b", about={"extensions": other, "vertices": "no"}, attribution="© B", licence="CC-BY")
    head = write_head(GRID, [first, second], whole=True)
    assert head["metadata"] == {"license": "CC-BY", "attribution": "© B; © A", **SYSTEM}
    assert head["extensions"] == ABOUT["extensions"] | other
    assert head["+census"] == {"men": 49.5}
    assert "vertices" not in head


def test_the_last_edition_speaks_for_its_dataset() -> None:
    first = bring("a")
    source = Source.objects.create(
        dataset=make_load("a").source.dataset, file="new.json", sha256="1" * 64, size=1, format="made"
    )
    second = Load.objects.create(source=source, who="tester").pk
    assert [one.file for one in latest([first, second])] == ["new.json"]
    assert [one.file for one in latest([first])] == ["a.json"]


@pytest.mark.parametrize(("text", "day"), [("2024-05-01", "2024-05-01"), ("2024", ""), ("", "")])
def test_a_date_that_is_none_is_left_out(text: str, day: str) -> None:
    assert as_date(text) == day
