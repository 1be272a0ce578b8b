"""A small map of features over their surroundings, for pages and paper: north up, a scale bar, an inset."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import shapely
from shapely.geometry.base import BaseGeometry

from spatial.crs import Extent
from spatial.drawings.canvas import Canvas, write_svg
from spatial.drawings.site_plan import draw_north, draw_scale

WIDTH, HEIGHT = 720.0, 400.0
INSET_WIDTH, INSET_HEIGHT, EDGE = 132.0, 92.0, 12.0
# Of the drawn box around what is shown; metres that are shown at least, so that a point has its street.
MARGIN, LEAST = 1.16, 240.0
# Units of the sheet: what is smaller is drawn as a dot, and detail below the second is left out.
SMALL, DETAIL = 3.0, 0.3
# Radii of a point and of what is too small to be seen.
POINT, DOT = 4.0, 2.2
# Shares of the extent: a page that fills more of it needs no inset.
FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Spot:
    """A feature in the plane of Web Mercator: where it lies, what it is called and where it leads."""

    shape: BaseGeometry
    title: str = ""
    href: str = ""


def frame(bounds: Sequence[float], shrunk: float) -> Extent:
    """The box that is drawn of these bounds, in the proportions of the sheet.

    `shrunk` is how many metres on the ground a metre of the plane is there.
    """
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    tall = (north - south) * MARGIN
    high = max(tall, (east - west) * MARGIN * HEIGHT / WIDTH, LEAST / shrunk)
    wide = high * WIDTH / HEIGHT
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def draw_locator(
    box: Extent,
    spots: Sequence[Spot],
    around: Mapping[str, Sequence[BaseGeometry]],
    extent: Extent | None,
    shrunk: float,
    title: str,
) -> str:
    """The map as SVG, coloured by classes of the page: `spot`, `dot`, those of `around`, `inset` and others.

    Everything is in the plane of Web Mercator; `extent` is that of the whole layer.
    """
    canvas = Canvas(box, WIDTH, HEIGHT)
    view = shapely.box(*box)
    drawn = [f'<rect class="land" width="{WIDTH:g}" height="{HEIGHT:g}"/>']
    for name, shapes in around.items():
        drawn += [trace(canvas, view, name, shape) for shape in shapes]
    drawn += [draw_spot(canvas, view, spot) for spot in spots]
    ground = Canvas((box[0] * shrunk, box[1] * shrunk, box[2] * shrunk, box[3] * shrunk), WIDTH, HEIGHT)
    drawn += [draw_inset(box, extent), draw_north(WIDTH), draw_scale(ground)]
    return write_svg(canvas, title, drawn)


def trace(canvas: Canvas, view: BaseGeometry, name: str, shape: BaseGeometry) -> str:
    """What is seen of a shape, as areas and as lines of the class `name`; nothing where it is not seen."""
    coarse = shapely.simplify(shape, DETAIL / canvas.scale)
    parts = shapely.get_parts(shapely.intersection(shapely.make_valid(coarse), view))
    areas = canvas.outline(shapely.geometrycollections(parts[shapely.get_dimensions(parts) == 2]))
    lines = canvas.outline(shapely.geometrycollections(parts[shapely.get_dimensions(parts) == 1]))
    return "".join(
        f'<path class="{name} {kind}" d="{path}"/>'
        for kind, path in (("area", areas), ("line", lines))
        if path
    )


def draw_spot(canvas: Canvas, view: BaseGeometry, spot: Spot) -> str:
    """A feature, as a dot where it is too small to be seen; a link where it leads somewhere."""
    west, south, east, north = spot.shape.bounds
    small = max(east - west, north - south) * canvas.scale < SMALL
    pointed = shapely.get_dimensions(spot.shape) == 0
    if small or pointed:
        radius, shape = (POINT, spot.shape) if pointed else (DOT, spot.shape.centroid)
        inner = "".join(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'
            for x, y in canvas.place(shapely.get_coordinates(shape)).tolist()
        )
    else:
        inner = trace(canvas, view, "spot", spot.shape)
    told = f"<title>{escape(spot.title)}</title>" if spot.title else ""
    # The table of the page has the same links for who goes from one to the next by the keyboard.
    if spot.href:
        return f'<a href="{escape(spot.href)}" tabindex="-1">{told}{inner}</a>'
    return f"<g>{told}{inner}</g>" if told else inner


def draw_inset(box: Extent, extent: Extent | None) -> str:
    """Where in the extent of the layer the box lies; nothing where it is most of it."""
    if extent is None:
        return ""
    west, south, east, north = extent
    wide, high = east - west, north - south
    if not (wide > 0 and high > 0) or (box[2] - box[0]) * (box[3] - box[1]) > FILLED * wide * high:
        return ""
    scale = min(INSET_WIDTH / wide, INSET_HEIGHT / high)
    left, top = WIDTH - EDGE - wide * scale, HEIGHT - EDGE - high * scale
    x, y = left + (box[0] - west) * scale, top + (north - box[3]) * scale
    size = [max(6.0, (box[2] - box[0]) * scale), max(5.0, (box[3] - box[1]) * scale)]
    return (
        f'<rect class="inset" x="{left:.1f}" y="{top:.1f}" width="{wide * scale:.1f}" '
        f'height="{high * scale:.1f}"/><rect class="here" x="{x:.1f}" y="{y:.1f}" '
        f'width="{size[0]:.1f}" height="{size[1]:.1f}"/>'
    )


def shrink(latitude: float) -> float:
    """Metres on the ground in a metre of the plane of Web Mercator at a latitude in degrees."""
    return max(math.cos(math.radians(latitude)), 0.05)
