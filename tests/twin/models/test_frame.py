"""Geometry columns follow the city's frame, and the migrations do not know it."""

import pytest
from django.conf import settings
from django.db import connection

from twin.changes import kinds
from twin.models import CityGeometryField


def test_a_city_column_has_the_frames_srid_and_keeps_it_out_of_migrations() -> None:
    field = CityGeometryField(null=True)
    assert field.srid == settings.TWIN_CRS
    assert "srid" not in field.deconstruct()[3]


@pytest.mark.django_db
def test_every_footprint_column_stands_in_the_storage_crs_and_every_tile_column_in_3857() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT f_table_name, f_geometry_column, srid FROM geometry_columns")
        columns = {(table, column): srid for table, column, srid in cursor.fetchall()}
    for kind in kinds():
        assert columns[kind._meta.db_table, "footprint"] == 4549
        assert columns[kind._meta.db_table, "tile"] == 3857
