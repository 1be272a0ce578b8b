"""Rows become Arrow batches of one schema, their shapes first."""

import pytest
import shapely

from tests.queries import NAME, ask, fill_buildings
from twin.export import reading
from twin.export.columns import list_columns
from twin.export.exporting import one_view
from twin.export.tables import tabulate, write_schema

pytestmark = pytest.mark.django_db


def test_batches_hold_the_values_and_the_count_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    fill_buildings()
    monkeypatch.setattr(reading, "BATCH", 1)
    columns, told = list_columns(ask()), list[int]()
    schema = write_schema(columns, "zh", shaped=True)
    with one_view():
        rows = [row for batch in tabulate(ask(), columns, schema, told.append) for row in batch.to_pylist()]
    assert told == [1, 2]
    assert [row["name"] for row in rows] == [NAME, None]
    assert shapely.from_wkb(rows[0]["geometry"]).geom_type == "Polygon"


def test_a_schema_has_titles_and_units_and_shapes_where_asked_for() -> None:
    columns = list_columns(ask())
    assert write_schema(columns, "en", shaped=False).names == [column.name for column in columns]
    schema = write_schema(columns, "en", shaped=True)
    assert schema.names[0] == "geometry"
    assert schema.field("height").metadata == {b"title": b"Height", b"unit": b"m"}
