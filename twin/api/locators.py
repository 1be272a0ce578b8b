"""The small maps of the pages: a page's features, or a whole layer, over the roads and waters around them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import orjson
import shapely
from django.contrib.gis.geos import Polygon
from django.db.models import QuerySet
from shapely.geometry.base import BaseGeometry

from spatial import crs
from spatial.crs import Extent
from spatial.drawings import Spot, draw_locator, frame, shrink
from spatial.drawings.locator import WIDTH
from spatial.tile_matrix import WORLD
from twin import access
from twin.api.features import Shape
from twin.doorway.systems import LONLAT, MERCATOR, System
from twin.layer import Layer

AROUND = {"water": 0, "buildings": 15, "roads": 0}
"""The layers that are drawn under the features, the lowest first, and the zoom from which each is."""

MANY = 1500
"""Shapes of a layer that a small map bears."""

# The widest latitude that a web map shows.
FARTHEST, DEEPEST, PIXELS = 85.0, 18, 512
PLANE = (-WORLD / 2, -WORLD / 2, WORLD / 2, WORLD / 2)


def draw_features(
    viewer: access.Viewer,
    features: Sequence[Mapping[str, Any]],
    system: System,
    extent: Extent | None,
    titles: Sequence[tuple[str, str]],
    title: str,
) -> str | None:
    """GeoJSON features of a system as a map; None where none of them has a place.

    `extent` is the layer's in CRS84, `titles` what each feature is called and where it leads.
    """
    placed = place(features[:MANY], system, MERCATOR)
    seen = shapely.clip_by_rect(placed, *PLANE)
    spots = [
        Spot(shape, *told)
        for shape, told in zip(seen, titles, strict=False)
        if shape is not None and not shape.is_empty
    ]
    if not spots:
        return None
    bounds = shapely.total_bounds([spot.shape for spot in spots]).tolist()
    return draw(viewer, bounds, spots, extent and to_plane(extent), title)


def find_middle(feature: Mapping[str, Any], system: System) -> tuple[float, float] | None:
    """Longitude and latitude of a point of a feature; None where it has no place."""
    [shape] = place([feature], system, LONLAT)
    if shape is None:
        return None
    middle = shape.representative_point()
    return middle.x, middle.y


def place(features: Sequence[Mapping[str, Any]], system: System, srid: int) -> list[BaseGeometry | None]:
    """The shapes of GeoJSON features of a system in another, x first; None for those without a place."""
    texts = [orjson.dumps(one["geometry"]).decode() if one.get("geometry") else None for one in features]
    shapes = shapely.force_2d(shapely.from_geojson(np.array(texts, dtype=object)))
    if system.north_first:
        shapes = shapely.transform(shapes, lambda points: points[:, ::-1])
    moved = crs.reproject(shapes, system.srid, srid, lost=set())
    return [None if shape is None or shape.is_empty else shape for shape in moved]


def draw_layer(viewer: access.Viewer, layer: Layer, extent: Extent | None, title: str) -> str | None:
    """A layer as a whole, or as much of it as a small map bears; None where it has no place."""
    if extent is None:
        return None
    bounds = to_plane(extent)
    box = frame(bounds, shrink_at(bounds))
    shapes = list(find_shapes(viewer, layer, box)) if layer.geometry else []
    return draw(viewer, bounds, [Spot(shape) for shape in shapes], None, title)


def draw_city(viewer: access.Viewer, extents: Iterable[Extent], title: str) -> str | None:
    """What lies where the extents do; None where there is none."""
    planes = [shapely.box(*to_plane(extent)) for extent in extents]
    return draw(viewer, shapely.total_bounds(planes).tolist(), [], None, title) if planes else None


def draw(
    viewer: access.Viewer, bounds: Sequence[float], spots: Sequence[Spot], extent: Extent | None, title: str
) -> str:
    """A map of these bounds, in the plane of Web Mercator."""
    shrunk = shrink_at(bounds)
    box = frame(bounds, shrunk)
    layers = {layer.id: layer for layer in access.visible(viewer)}
    zoom = zoom_of(box)
    around = {
        id: list(find_shapes(viewer, layers[id], box))
        for id, nearest in AROUND.items()
        if id in layers and zoom >= nearest
    }
    return draw_locator(box, spots, around, extent, shrunk, title)


def find_shapes(viewer: access.Viewer, layer: Layer, box: Extent) -> Iterable[BaseGeometry]:
    """What is drawn of a layer in a box, as coarse as a map of its scale shows it."""
    zoom = zoom_of(box)
    view = Polygon.from_bbox(box)
    view.srid = MERCATOR
    overview = access.overview_rows(layer, zoom)
    if overview is not None:
        found: QuerySet[Any, Any] = overview.filter(tile__bboverlaps=view).values_list("tile")
    else:
        rows = access.rows(viewer, layer).filter(tile__bboverlaps=view)
        found = choose_classes(rows, layer, zoom).values_list(Shape(zoom=zoom).coarsen())
    for (geometry,) in found[:MANY]:
        if geometry is not None:
            yield shapely.from_wkb(geometry.wkb.tobytes())


def zoom_of(box: Extent) -> int:
    """The zoom of a web map of the scale at which a box is drawn."""
    return min(DEEPEST, max(0, round(math.log2(WORLD / PIXELS * WIDTH / (box[2] - box[0])))))


def choose_classes(rows: QuerySet[Any], layer: Layer, zoom: int) -> QuerySet[Any]:
    """The rows of those classes of the legend that are drawn at a zoom."""
    source = next((field.source for field in layer.fields if field.name == layer.paint.by), None)
    late = [value for one in layer.paint.classes if one.zoom > zoom for value in one.values]
    if source is None or not late:
        return rows
    if layer.paint.rest.zoom > zoom:
        early = [value for one in layer.paint.classes if one.zoom <= zoom for value in one.values]
        return rows.filter(**{f"{source}__in": early})
    return rows.exclude(**{f"{source}__in": late})


def to_plane(extent: Extent) -> Extent:
    """An extent of CRS84 in the plane of Web Mercator, cut off where that ends."""
    west, south, east, north = extent
    corners = np.array([(west, max(south, -FARTHEST)), (east, min(north, FARTHEST))], dtype=np.float64)
    (left, low), (right, high) = crs.move(corners, LONLAT, MERCATOR).tolist()
    return left, low, right, high


def shrink_at(bounds: Sequence[float]) -> float:
    """Metres on the ground in a metre of the plane, in the middle of bounds."""
    middle = np.array([((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)])
    return shrink(float(crs.move(middle, MERCATOR, LONLAT)[0, 1]))
