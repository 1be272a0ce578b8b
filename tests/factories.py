"""Rows made by hand for tests: a version of a thing with its dataset, source and load."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any

from django.contrib.gis.gdal import CoordTransform, SpatialReference
from django.contrib.gis.geos import GEOSGeometry, LineString, Point, Polygon
from django.db import transaction

from twin.access.rows import model_of
from twin.changes import raise_revision
from twin.layer import Field, Layer
from twin.models import Dataset, Load, Shape, Source, Thing, Tie, Version

LONGITUDE, LATITUDE = 120.15, 30.25
STEP = 0.01
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def make_load(dataset: str = "made") -> Load:
    """A load of a source of that dataset, each made once."""
    body, _ = Dataset.objects.get_or_create(key=dataset)
    source, _ = Source.objects.get_or_create(
        dataset=body, file=f"{dataset}.json", defaults={"sha256": "0" * 64, "size": 1, "format": "made"}
    )
    load, _ = Load.objects.get_or_create(source=source, defaults={"who": "tester", "status": "done"})
    return load


def outline(geometry: str, index: int) -> GEOSGeometry:
    """A small shape in CRS84; each index lies one hundredth of a degree east of the last."""
    west, south = LONGITUDE + index * STEP, LATITUDE
    shapes: dict[str, GEOSGeometry] = {
        "point": Point(west, south),
        "line": LineString((west, south), (west + 0.001, south + 0.001)),
        "polygon": Polygon.from_bbox((west, south, west + 0.001, south + 0.001)),
    }
    shape = shapes[geometry]
    shape.srid = 4326
    return shape


@cache
def find_way(source: int, target: int) -> CoordTransform:
    """GDAL's way from one system to another, which takes longer to find than all else about a row."""
    return CoordTransform(SpatialReference(source), SpatialReference(target))


def place(shape: GEOSGeometry, srid: int) -> GEOSGeometry:
    """A copy of a shape in another system."""
    return shape.transform(find_way(shape.srid, srid), clone=True)


def make_version(
    model: type[Version],
    code: str,
    shape: GEOSGeometry | None = None,
    *,
    valid: tuple[date | None, date | None] = (None, None),
    recorded: tuple[datetime, datetime | None] = (LONG_AGO, None),
    dataset: str = "made",
    **values: Any,
) -> Version:
    """A version of the thing of that code, which is made where it is not there yet."""
    load = make_load(dataset)
    kind = str(model._meta.model_name)
    thing, _ = Thing.objects.get_or_create(dataset=load.source.dataset, kind=kind, code=code)
    places = {"footprint": 4549, "tile": 3857}
    version: Version = model._default_manager.create(
        thing=thing,
        load=load,
        code=code,
        valid=valid,
        recorded=recorded,
        digest=blake2b(code.encode(), digest_size=16).digest(),
        **{name: shape and place(shape, srid) for name, srid in places.items()},
        **values,
    )
    return version


def make_tie(relation: str, thing: Thing, target: Thing, **values: Any) -> Tie:
    """A tie between two things that stands, found by an exact code, unless told otherwise."""
    told = {"method": "code", "score": 1.0, "reason": "reference", "recorded": (LONG_AGO, None), **values}
    return Tie.objects.create(relation=relation, thing=thing, target=target, **told)


def make_shape(crs: str = "4549+5737", **body: Any) -> Shape:
    """A kept body: a triangle on a grid of millimetres, unless told otherwise."""
    whole: dict[str, Any] = {
        "geometry": [{"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 1, 2]]]}],
        "vertices": [[0, 0, 0], [4000, 0, 0], [0, 3000, 0]],
        "transform": {"scale": [0.001] * 3, "translate": [515_000.0, 3_349_000.0, 5.0]},
        **body,
    }
    content = json.dumps([crs, whole], sort_keys=True).encode()
    digest = blake2b(content, digest_size=16).digest()
    return Shape.objects.get_or_create(digest=digest, defaults={"crs": crs, "body": whole})[0]


def make_whole() -> Thing:
    """The building that all parts are parts of."""
    dataset = make_load().source.dataset
    whole, _ = Thing.objects.get_or_create(dataset=dataset, kind="building", code="whole")
    return whole


def value_of(field: Field, index: int) -> Any:
    """A value that fits the field, a different one for each index where the type has as many."""
    if field.source == "parent_id":
        return make_whole().pk
    values = {
        "integer": index,
        "number": index + 0.5,
        "boolean": index % 2 == 0,
        "object": {"index": index},
        "string": f"{date(2000, 1, 1) + timedelta(days=index)}"
        if field.format == "date"
        else f"{field.name} {index}",
    }
    return list(field.values)[index % len(field.values)] if field.values else values[field.type]


def fill_layer(layer: Layer, indices: Iterable[int], **values: Any) -> list[Any]:
    """A row of the layer for each index, with a value in every field, as changes of its kind do it."""
    model = model_of(layer)
    rows = []
    for index in indices:
        told = {field.source: value_of(field, index) for field in layer.fields}
        for required in {"housenumber", "building"} & {column.name for column in model._meta.concrete_fields}:
            told.setdefault(required, str(index))
        told |= {name: value for name, value in layer.where.items() if "__" not in name} | values
        for name, bound in layer.where.items():
            if name.endswith("__gt"):
                source = name.removesuffix("__gt")
                told[source] = max(told[source], bound + 1)
        code = told.pop("code", f"code {index}")
        rows.append(make_version(model, code, outline(layer.geometry[0], index), **told))
    with transaction.atomic():
        raise_revision(model)
    return rows
