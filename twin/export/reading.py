"""The rows of a query read a batch at a time, and what is to be known of all of them beforehand."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from typing import Any, NamedTuple

from django.contrib.gis.db.models import Extent, GeometryField
from django.contrib.gis.db.models.functions import AsWKB, Transform
from django.contrib.postgres.aggregates import ArrayAgg, BoolOr
from django.db.models import BooleanField, Count, F, Func, Q, TextField
from django.db.models.functions import Cast

from spatial.crs import LONLAT, parse
from twin.export.query import Query

BATCH = 2000
DECIMALS = {True: 7, False: 3}
"""Of a coordinate in degrees, and in metres: a centimetre and a millimetre."""


class Survey(NamedTuple):
    """Of all rows: how many, their kinds of geometry (as “POLYGON”), whether some have heights (`deep`).

    `placed` are so many of them as lie somewhere, `bounds` are in the system asked for; `single` says that no
    feature comes twice; `loads` are those that brought the rows.
    """

    rows: int
    placed: int
    kinds: frozenset[str]
    deep: bool
    bounds: tuple[float, float, float, float] | None
    single: bool
    loads: frozenset[int]


def survey(query: Query) -> Survey:
    """What the whole of a query is like."""
    shape = Transform("footprint", query.srid)
    found = query.rows.order_by().aggregate(
        rows=Count("pk"),
        placed=Count("footprint", filter=Q(footprint__isempty=False)),
        things=Count("thing_id", distinct=True),
        kinds=ArrayAgg(Func("footprint", function="GeometryType", output_field=TextField()), distinct=True),
        deep=BoolOr(
            Func("footprint", template="(ST_Zmflag(%(expressions)s) >= 2)", output_field=BooleanField())
        ),
        bounds=Extent(shape),
        loads=ArrayAgg("load_id", distinct=True),
    )
    return Survey(
        rows=found["rows"],
        placed=found["placed"],
        kinds=frozenset(kind for kind in found["kinds"] or () if kind) if query.shaped else frozenset(),
        deep=bool(found["deep"]),
        bounds=found["bounds"],
        single=found["rows"] == found["things"],
        loads=frozenset(found["loads"] or ()),
    )


def wkb(query: Query) -> Any:
    """The shape as well-known binary (OGC 06-103r4, with heights), x before y whatever the system."""
    return AsWKB(Transform("footprint", query.srid))


def geojson(srid: int) -> Any:
    """The shape as the text of GeoJSON in a system, with the axes in the order of its authority.

    Outer rings are counterclockwise on the map (RFC 7946 §3.1.6); EPSG:4326 stands for CRS84.
    """
    system = parse(srid)
    shape: Any = Func(
        Transform("footprint", srid), function="ST_ForcePolygonCCW", output_field=GeometryField(srid=srid)
    )
    if system.north_first and srid != LONLAT:
        shape = Func(shape, function="ST_FlipCoordinates", output_field=GeometryField(srid=srid))
    template = f"ST_AsGeoJSON(%(expressions)s, {DECIMALS[system.geographic]}, 0)"
    return Func(shape, template=template, output_field=TextField())


@contextmanager
def read(query: Query, *shapes: Any) -> Iterator[Iterator[list[tuple[Any, ...]]]]:
    """Gives batches of rows: the shapes, then the values of the columns in their order.

    They are read as they are asked for, by a cursor of the database, in the order of the query or the
    table's own, which is along a Hilbert curve. To be called within one view of the database.
    """
    values = [
        Cast(field.source, TextField()) if field.type == "object" else F(field.source) for field in query.told
    ]
    found = query.rows.values_list(
        *shapes, "thing_id", *values, F("valid__startswith"), F("valid__endswith")
    ).iterator(chunk_size=BATCH)
    # A cursor that is left to itself would be closed in some later transaction, and break that.
    with closing(found):  # type: ignore[type-var]
        yield iter(lambda: list(islice(found, BATCH)), [])
