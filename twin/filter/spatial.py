"""How two geometries lie to each other (CQL2 21-065r2 §7.11), in the system the filter writes them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models import GeometryField
from django.db.models import F, Func, Value

from spatial import crs
from spatial.errors import RefusedError
from twin.filter.boxes import DEGREES, LEAST, MERCATOR, cover, envelope
from twin.filter.errors import FilterError
from twin.filter.sql import Sql, join
from twin.filter.terms import Kind, Term

RELATIONS = {
    "s_intersects": "ST_Intersects",
    "s_disjoint": "ST_Disjoint",
    "s_equals": "ST_Equals",
    "s_touches": "ST_Touches",
    "s_within": "ST_Within",
    "s_contains": "ST_Contains",
    "s_crosses": "ST_Crosses",
    "s_overlaps": "ST_Overlaps",
}
PIECES = 64
"""So many straight pieces, at least, a side is taken for that another system bends."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are kept (EPSG:`table`) and the system EPSG:`literal` of what the filter writes."""

    table: int
    literal: int

    @property
    def as_kept(self) -> bool:
        """Whether rows are kept in the filter's system."""
        return self.table == self.literal or {self.table, self.literal} <= DEGREES

    @property
    def abroad(self) -> bool:
        """Whether rows may lie where the filter's system does not reach."""
        return self.table in DEGREES and self.literal not in DEGREES | {MERCATOR}


def relate(name: str, left: Term, right: Term, place: Place) -> Any:
    """Whether two geometries lie so to each other, of which each is the rows' or one the filter writes.

    Rows kept in another system than the filter's are moved to it, once those that are far from the geometry
    are set aside by the index of the map.
    """
    sides = [one.expect(Kind.GEOMETRY) for one in (left, right)]
    drawn = [one.constant for one in sides if one.constant is not None]
    if name == "s_intersects" and len(drawn) == 1 and is_box(drawn[0]) and crosses_to_map(place):
        return Sql("ST_Intersects({}, {})", F("tile"), write_box(drawn[0].bounds, place.literal))
    exact = Sql(f"{RELATIONS[name]}({{}}, {{}})", *(write(one, drawn, place) for one in sides))
    moved = not (place.as_kept or place.abroad or place.literal == MERCATOR)
    if name == "s_disjoint" or not moved or len(drawn) != 1:
        return exact
    return join("AND", [Sql("({} && {})", F("tile"), write_box(drawn[0].bounds, place.literal)), exact])


def is_box(shape: shapely.Geometry) -> bool:
    """Whether a shape is an area between two meridians and two parallels."""
    return shape.geom_type == "Polygon" and bool(shape.equals(shapely.box(*shape.bounds)))


def crosses_to_map(place: Place) -> bool:
    """Whether a box of degrees is asked of rows of the city, on whose map it is a box as well."""
    return place.literal in DEGREES and place.table not in DEGREES


def write_box(bounds: Sequence[float], srid: int) -> Any:
    """A box of the map that covers the bounds."""
    west, south, east, north = bounds
    return envelope(*cover((west, south, east, north), srid), LEAST, MERCATOR)


def write(one: Term, drawn: Sequence[Any], place: Place) -> Any:
    """A side of a relation: the rows' geometry, or the filter's by its bytes."""
    if one.constant is None:
        if not drawn or place.as_kept or place.abroad:
            return F("footprint")
        if place.literal == MERCATOR:
            return F("tile")
        return Sql(
            f"ST_Transform({{}}, {int(place.literal)})",
            F("footprint"),
            output_field=GeometryField(srid=place.literal),
        )
    shape, srid = one.constant, place.literal
    if place.abroad:
        shape, srid = move(shape, place), place.table
    elif place.as_kept:
        srid = place.table
    return Func(
        Value(shapely.to_wkb(shape)),
        Value(srid),
        function="ST_GeomFromWKB",
        output_field=GeometryField(srid=srid),
    )


def move(shape: shapely.Geometry, place: Place) -> shapely.Geometry:
    """A shape in the system of the table, its sides as they bend there."""
    west, south, east, north = shape.bounds
    step = max(east - west, north - south) / PIECES
    fine = shapely.segmentize(shape, step) if step > 0 else shape

    def bring(positions: Any) -> Any:
        return crs.move(np.asarray(positions, dtype=np.float64), place.literal, place.table)

    try:
        moved = shapely.transform(fine, bring)
    except RefusedError:
        raise FilterError(
            "A geometry of the filter lies where its coordinate system does not reach; give it in another by "
            "filter-crs."
        ) from None
    return moved if moved.is_valid else shapely.make_valid(moved)
