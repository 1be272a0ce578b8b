"""Rows are read in batches with their shapes, and surveyed as a whole before."""

import json

import pytest

from tests.queries import ask, fill_buildings, fill_mixed
from twin.export import reading
from twin.export.exporting import one_view
from twin.export.reading import geojson, read, survey, wkb

pytestmark = pytest.mark.django_db


def test_a_survey_tells_kinds_places_and_loads() -> None:
    rows = fill_mixed()
    found = survey(ask())
    assert (found.rows, found.placed, found.deep, found.single) == (5, 4, False, True)
    assert found.kinds == {"POINT", "LINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"}
    assert found.loads == {rows[0].load_id}
    assert found.bounds
    assert found.bounds == pytest.approx((120.1, 30.1, 120.2, 30.2), abs=1e-6)
    assert survey(ask(shaped=False)).kinds == frozenset()


def test_a_survey_of_nothing_is_empty() -> None:
    found = survey(ask())
    assert (found.rows, found.kinds, found.bounds, found.loads) == (0, frozenset(), None, frozenset())


def test_rows_come_in_batches_in_the_order_of_the_query(monkeypatch: pytest.MonkeyPatch) -> None:
    fill_mixed()
    monkeypatch.setattr(reading, "BATCH", 2)
    query = ask(rows=ask().rows.order_by("-id"))
    with one_view(), read(query, wkb(query)) as batches:
        found = list(batches)
    assert [len(batch) for batch in found] == [2, 2, 1]
    ids = [row[1] for batch in found for row in batch]
    assert ids == sorted(ids, reverse=True)


def test_shapes_in_degrees_of_an_authority_have_latitude_first() -> None:
    fill_buildings()
    with one_view(), read(ask(), geojson(4326), geojson(4490), geojson(3857)) as batches:
        [[(lonlat, latlon, metres, *_), _]] = list(batches)
    east, north = json.loads(lonlat)["coordinates"][0][0]
    assert json.loads(latlon)["coordinates"][0][0] == pytest.approx([north, east], abs=1e-6)
    assert json.loads(metres)["coordinates"][0][0][0] > 13_000_000
    assert "crs" not in json.loads(metres)
