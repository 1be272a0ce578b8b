"""Where a building stands: its outline among its neighbours and roads, north up, with a scale bar."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from spatial.crs import Extent
from spatial.drawings.canvas import Canvas, write_svg

WIDTH, HEIGHT = 360.0, 260.0
# Metres around the building, and the least that is shown, so that a kiosk still has its street.
AROUND, LEAST = 30.0, 120.0
LONGEST_BAR = 140.0
STYLES = {
    "parcel": 'fill="#f6efd9" stroke="#a8842c" stroke-width="1.4" stroke-dasharray="7 4"',
    "road": 'fill="none" stroke="#c3c8cd" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"',
    "square": 'fill="#d7dade" stroke="#bcc2c7" stroke-width=".6"',
    "neighbour": 'fill="#e4e1da" stroke="#9a958a" stroke-width=".7"',
    "pipe": 'fill="none" stroke="#3d5a73" stroke-width="1.6"',
    "subject": 'fill="#c2410c" stroke="#7c2d12" stroke-width="1.2"',
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape of the plan and how it is drawn: a key of STYLES, `colour` going before its stroke."""

    style: str
    shape: BaseGeometry
    colour: str | None = None


def frame_site(footprint: BaseGeometry) -> Extent:
    """The box the plan shows, in the proportions of the sheet."""
    west, south, east, north = footprint.bounds
    x, y = (west + east) / 2, (south + north) / 2
    high = max(north - south + 2 * AROUND, (east - west + 2 * AROUND) * HEIGHT / WIDTH, LEAST)
    wide = high * WIDTH / HEIGHT
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def draw_site(box: Extent, marks: Sequence[Mark], title: str) -> str:
    """The plan as SVG; marks lie over each other in the order of the styles."""
    canvas = Canvas(box, WIDTH, HEIGHT)
    view, order = shapely.box(*box), list(STYLES)
    drawn = []
    for mark in sorted(marks, key=lambda mark: order.index(mark.style)):
        seen = mark.shape.intersection(view)
        style = "square" if mark.style == "road" and seen.area else mark.style
        colour = f' style="stroke:{mark.colour}"' if mark.colour else ""
        if path := canvas.outline(seen):
            drawn.append(f'<path d="{path}" {STYLES[style]}{colour} fill-rule="evenodd"/>')
    return write_svg(canvas, title, [*drawn, draw_north(canvas.width), draw_scale(canvas)])


def draw_north(width: float) -> str:
    """An arrow to the north of the grid, in the corner of a sheet of that width."""
    x, y = width - 22, 20
    return (
        f'<path class="ink" d="M{x} {y - 10}L{x + 7} {y + 12}L{x} {y + 7}L{x - 7} {y + 12}Z" '
        f'fill="#1d2731" stroke="#fff"/>'
        f'<text class="ink" x="{x}" y="{y + 24}" text-anchor="middle" font-size="11" '
        f'font-family="sans-serif" fill="#1d2731" stroke="#fff" stroke-width="3" '
        f'paint-order="stroke">N</text>'
    )


def draw_scale(canvas: Canvas) -> str:
    """A bar of a round number of metres, at most a third of a small sheet and a fifth of a large one."""
    metres = round_down(min(canvas.width / 3, LONGEST_BAR) / canvas.scale)
    told = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    long, x, y = metres * canvas.scale, 12, canvas.height - 12
    bar = f'd="M{x} {y - 5}V{y}H{x + long:.1f}V{y - 5}" fill="none"'
    return (
        f'<path class="halo" {bar} stroke="#fff" stroke-width="4"/>'
        f'<path class="bar" {bar} stroke="#1d2731" stroke-width="1.4"/>'
        f'<text class="ink" x="{x + 4}" y="{y - 4}" font-size="10.5" font-family="sans-serif" '
        f'fill="#1d2731" stroke="#fff" stroke-width="3" paint-order="stroke">{told}</text>'
    )


def round_down(number: float) -> float:
    """The greatest of 1, 2 and 5 times a power of ten that is not above `number`."""
    power = 10.0 ** math.floor(math.log10(number))
    return max(step * power for step in (1, 2, 5) if step * power <= number)
