"""Footprints: rows of buildings laid out in a block, and their outlines as boxes, L, U, cross or stepped."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.generator.chance import Floats, Whole
from spatial.generator.uses import BOX, COURT, CROSS, ELL, STEP, Use

SMALLEST = 0.72


def _ring(text: str) -> Floats:
    numbers = np.array(text.split(), dtype=float).reshape(-1, 2)
    return numbers - 0.5


# Outlines in a unit square, anticlockwise, open.
OUTLINES = {
    BOX: _ring("0 0  1 0  1 1  0 1"),
    ELL: _ring("0 0  1 0  1 .42  .4 .42  .4 1  0 1"),
    COURT: _ring("0 0  1 0  1 1  .7 1  .7 .4  .3 .4  .3 1  0 1"),
    CROSS: _ring(
        ".27 0  .73 0  .73 .22  1 .22  1 .78  .73 .78  .73 1  .27 1  .27 .78  0 .78  0 .22  .27 .22"
    ),
    STEP: _ring("0 0  .5 0  .5 .14  1 .14  1 1  .5 1  .5 .86  0 .86"),
}
# A point that lies inside each outline, for the door plate.
DOORS = {BOX: (0.0, 0.0), ELL: (-0.3, -0.29), COURT: (0.0, -0.3), CROSS: (0.0, 0.0), STEP: (0.0, 0.0)}


@dataclass(frozen=True, slots=True)
class Lots:
    """Places for buildings, one row each: `centre`, `size` along and across the axis, unit `axis`; (n, 2).

    `lanes` are lines midway between their rows, from the block's western side to its eastern, (m, 2, 2).
    """

    centre: Floats
    size: Floats
    axis: Floats
    lanes: Floats


def lay_out(draw: np.random.Generator, quad: Floats, margins: Floats, use: Use) -> Lots:
    """Rows of buildings inside a convex block (4, 2), set back from the `margins` along its four sides.

    Rows fan out between the block's southern and northern sides; every lot lies wholly within the margins
    and no two lots overlap.
    """
    along = quad[1] - quad[0] + quad[2] - quad[3]
    axis = along / np.hypot(*along)
    turn = np.array([[axis[0], -axis[1]], [axis[1], axis[0]]])
    normals, edges = _half_planes((quad - quad[0]) @ turn)
    bounds = edges + margins + use.setback
    wide, deep = draw.uniform(*use.wide), draw.uniform(*use.deep)
    gap, lane = draw.uniform(*use.gap), draw.uniform(*use.lane)
    corners = _corners(normals, bounds)
    south, north = _lines(normals, bounds, wide)
    room = min(north[0] * x + north[1] - south[0] * x - south[1] for x in corners[:, 0].tolist())
    rows = int((room + lane) // (deep + lane))
    if rows < 1:
        if room < SMALLEST * use.deep[0]:
            return _nothing()
        rows, deep = 1, min(room, deep)
    share = np.linspace(0, 1, rows) if rows > 1 else np.array([0.5])
    middle = corners[:, 0].mean()
    slope, start = _between(south, north, share, deep)
    level = start + slope * middle
    left, right = _reach(normals, bounds, level, deep + wide * np.abs(slope))
    row, place, step, fill = _fill(draw, left, right, wide, gap, use)
    size = np.stack([fill, np.full(row.size, deep)], axis=-1)
    size *= 1 - draw.random((row.size, 2)) * (0.06 + use.loose)
    slack = np.stack([fill, np.full(row.size, deep)], axis=-1) - size
    x = left[row] + (place + 0.5) * step
    centre = np.stack([x, start[row] + slope[row] * x], axis=-1)
    centre += slack * draw.uniform(-0.5, 0.5, slack.shape)
    inside = _lies_inside(normals, bounds, centre, size)
    centre, size = centre[inside], size[inside]
    lanes = _midway(normals, edges, slope, start)
    return Lots(
        quad[0] + centre @ turn.T, size, np.broadcast_to(axis, centre.shape), quad[0] + lanes @ turn.T
    )


def _lines(normals: Floats, bounds: Floats, wide: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Slope and height of the southern and northern sides, moved in so that `wide` lots clear them."""
    lines = []
    for side, inward in ((0, 1), (2, -1)):
        slope = -normals[side, 0] / normals[side, 1]
        lines.append((float(slope), float(bounds[side] / normals[side, 1] + inward * abs(slope) * wide / 2)))
    return lines[0], lines[1]


def _between(
    south: tuple[float, float], north: tuple[float, float], share: Floats, deep: float
) -> tuple[Floats, Floats]:
    """Slope and height of the rows' middle lines, `share` of the way from south to north."""
    slope = south[0] + share * (north[0] - south[0])
    return slope, south[1] + deep / 2 + share * (north[1] - south[1] - deep)


def _midway(normals: Floats, bounds: Floats, slope: Floats, start: Floats) -> Floats:
    """The lines between rows that follow each other, as far as the block goes west and east."""
    slope, start = (slope[1:] + slope[:-1]) / 2, (start[1:] + start[:-1]) / 2
    ends = []
    for side in (3, 1):
        x = (bounds[side] - normals[side, 1] * start) / (normals[side, 0] + normals[side, 1] * slope)
        ends.append(np.stack([x, start + slope * x], axis=-1))
    return np.stack(ends, axis=1)


def _corners(normals: Floats, bounds: Floats) -> Floats:
    """The corners of the ground within the margins, (4, 2)."""
    before, behind = np.roll(normals, 1, axis=0), np.roll(bounds, 1)
    crossed = before[:, 0] * normals[:, 1] - before[:, 1] * normals[:, 0]
    x = (behind * normals[:, 1] - bounds * before[:, 1]) / crossed
    y = (before[:, 0] * bounds - normals[:, 0] * behind) / crossed
    return np.stack([x, y], axis=-1)


def _fill(
    draw: np.random.Generator, left: Floats, right: Floats, wide: float, gap: float, use: Use
) -> tuple[Whole, Whole, Floats, Floats]:
    """For every lot its row, its place there, the width of a place and that of the lot."""
    room = right - left
    count = np.maximum((room + gap) // (wide + gap), 0).astype(np.int64)
    count[(count == 0) & (room > SMALLEST * use.wide[0])] = 1
    row = np.repeat(np.arange(count.size), count)
    place = np.arange(row.size) - np.repeat(np.cumsum(count) - count, count)
    step = (room / np.maximum(count, 1))[row]
    fill = np.minimum(step - np.where(count[row] > 1, gap, 0), wide * 1.15)
    kept = (draw.random(row.size) < use.keep) & (fill > SMALLEST * use.wide[0])
    return row[kept], place[kept], step[kept], fill[kept]


def _nothing() -> Lots:
    none = np.zeros((0, 2))
    return Lots(none, none, none, np.zeros((0, 2, 2)))


def _half_planes(local: Floats) -> tuple[Floats, Floats]:
    """Inward unit normals (4, 2) and distances (4) of the block's sides."""
    sides = np.roll(local, -1, axis=0) - local
    normals = np.stack([-sides[:, 1], sides[:, 0]], axis=-1) / np.hypot(sides[:, 0], sides[:, 1])[:, None]
    return normals, (normals * local).sum(axis=1)


def _reach(normals: Floats, bounds: Floats, y: Floats, deep: Floats) -> tuple[Floats, Floats]:
    """How far west and east rows of depth `deep` at `y` may reach between the eastern and western sides."""
    edges = np.stack([y - deep / 2, y + deep / 2])
    right = ((bounds[1] - normals[1, 1] * edges) / normals[1, 0]).min(axis=0)
    left = ((bounds[3] - normals[3, 1] * edges) / normals[3, 0]).max(axis=0)
    return left, right


def _lies_inside(normals: Floats, bounds: Floats, middle: Floats, size: Floats) -> NDArray[np.bool_]:
    """Which rectangles lie wholly within the half planes."""
    reach = (np.abs(normals[None]) * size[:, None] / 2).sum(axis=-1)
    found: NDArray[np.bool_] = (middle @ normals.T - reach >= bounds - 1e-9).all(axis=1)
    return found


def choose_shapes(draw: np.random.Generator, uses: list[Use], which: Whole) -> Whole:
    """The shape of each building, by the weights of its block's use."""
    weights = np.cumsum([use.shapes for use in uses], axis=1)
    luck = draw.random(which.size) * weights[which, -1]
    shapes: Whole = (luck[:, None] >= weights[which]).sum(axis=1)
    return shapes


def outline(draw: np.random.Generator, lots: Lots, shapes: Whole) -> tuple[NDArray[np.object_], Floats]:
    """Polygons (n) of the lots in their shapes, and a point inside each (n, 2); to the millimetre."""
    made = np.empty(shapes.size, dtype=object)
    doors = np.empty((shapes.size, 2))
    flips = np.where(draw.random((shapes.size, 2)) < 0.5, -1.0, 1.0)
    for shape, ring in OUTLINES.items():
        which = np.flatnonzero(shapes == shape)
        if which.size:
            unit = np.concatenate([ring, [DOORS[shape]]])
            points = unit[None] * (lots.size[which] * flips[which])[:, None]
            x, y = lots.axis[which, None, 0], lots.axis[which, None, 1]
            turned = np.stack(
                [points[..., 0] * x - points[..., 1] * y, points[..., 0] * y + points[..., 1] * x], axis=-1
            )
            placed = np.round(turned + lots.centre[which, None], 3)
            made[which] = shapely.polygons(placed[:, :-1])
            doors[which] = placed[:, -1]
    return made, doors
