"""What a statement reads: features nearby, what they amount to from afar, and no column that is not told."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.core.exceptions import EmptyResultSet

from spatial.text import Text
from spatial.tile_matrix import WEB_MERCATOR
from spatial.tile_matrix_sets import grids
from tiles.asking import Asked
from tiles.sources import find_source, limit, name_columns
from twin.access import NOBODY, Viewer
from twin.layer import EVERYONE, Field, layers

pytestmark = pytest.mark.django_db
BUILDINGS = layers["buildings"]
PLAIN = Asked(NOBODY, (BUILDINGS,))


def field(name: str, type: str = "string") -> Field:
    """A field of that name."""
    return Field(name=name, title=Text(name, name), type=type)


def test_from_afar_the_public_alone_reads_what_rows_amount_to() -> None:
    overview = find_source(PLAIN, BUILDINGS, 12, WEB_MERCATOR)
    assert "twin_overview" in overview.rows
    assert overview.columns[0] == 'f0 AS "count"'
    for nearer in (
        find_source(PLAIN, BUILDINGS, 14, WEB_MERCATOR),
        find_source(replace(PLAIN, viewer=Viewer(EVERYONE)), BUILDINGS, 12, WEB_MERCATOR),
        find_source(replace(PLAIN, conditions=(("height", 3),)), BUILDINGS, 12, WEB_MERCATOR),
    ):
        assert "twin_overview" not in nearer.rows
        assert "twin_building" in nearer.rows


def test_a_row_is_found_by_the_column_that_the_tile_need_not_be_moved_for() -> None:
    known = grids(settings.TWIN_CRS)
    by_grid = {id: find_source(PLAIN, BUILDINGS, 17, grid) for id, grid in known.items()}
    own = by_grid[f"EPSG{settings.TWIN_CRS}Quad"]
    assert (own.found_by, own.srid, own.geometry) == ("footprint", settings.TWIN_CRS, "footprint")
    assert (by_grid["WebMercatorQuad"].found_by, by_grid["WebMercatorQuad"].geometry) == ("tile", "tile")
    degrees = by_grid["WorldCRS84Quad"]
    assert (degrees.found_by, degrees.srid) == ("tile", 3857)
    assert degrees.geometry == "ST_Transform(footprint, 4326)"


def test_only_the_columns_asked_for_are_read() -> None:
    told = find_source(replace(PLAIN, fields=frozenset({"height"})), BUILDINGS, 17, WEB_MERCATOR)
    assert told.columns == ['f0 AS "height"']
    assert "attributes" not in told.rows
    assert find_source(replace(PLAIN, fields=frozenset()), BUILDINGS, 17, WEB_MERCATOR).columns == []


def test_a_layer_that_is_not_for_the_viewer_has_no_source() -> None:
    closed = next(one for one in layers if "anonymous" not in one.audience and one.geometry)
    with pytest.raises(EmptyResultSet):
        find_source(Asked(NOBODY, (closed,)), closed, max(closed.zooms), WEB_MERCATOR)


def test_names_that_are_no_columns_go_together() -> None:
    odd = [field("a"), field("%"), field("长" * 22), field("@geometry"), field("plan", "object")]
    *columns, others = name_columns(odd)
    assert columns == ['f0 AS "a"', 'f1 AS "%%"', 'f4::text AS "plan"']
    assert others == (
        f"""jsonb_strip_nulls(jsonb_build_object('{"长" * 22}', f2, '@geometry', f3)) AS "@others\""""
    )
    assert list(name_columns([])) == []


def test_small_areas_are_left_out_from_afar_where_a_layer_may_be_abridged() -> None:
    [kinds, small] = limit(BUILDINGS, 13)
    assert kinds == "ST_Dimension(tile) IN (2)"
    assert "ST_Area" in small
    assert list(limit(BUILDINGS, 14)) == [kinds]
    assert list(limit(replace(BUILDINGS, abridged=False, mixed=False), 13)) == []
