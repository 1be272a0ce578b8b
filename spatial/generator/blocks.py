"""The blocks of a cell between its streets: their land, their use, their front."""

from dataclasses import dataclass

import numpy as np
import shapely

from spatial.generator.addresses import Front, face
from spatial.generator.areas import MADE_UP
from spatial.generator.chance import Floats, chance
from spatial.generator.plan import Plan, Theme
from spatial.generator.streets import HALF, Grid, Rank
from spatial.generator.uses import PARK, Use, choose_uses
from spatial.records import CityObject, LandUse, PlantCover


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its four corners (4, 2) anticlockwise; its margins to south, east, north and west, and
    whether streets run there.
    """

    code: str
    quad: Floats
    margins: Floats
    streets: tuple[bool, ...]
    use: Use
    front: Front


def draw_blocks(plan: Plan, grid: Grid, i: int, j: int) -> list[Block]:
    """The blocks of a cell in serpentine order; none where the river flows."""
    draw = chance(plan.seed, 6, i, j)
    n, m = grid.along.shape[0], grid.across.shape[1]
    places = [(k if l % 2 == 0 else n - 1 - k, l) for l in range(m) for k in range(n)]  # noqa: E741
    theme = Theme(int(plan.theme[i, j]))
    uses = choose_uses(draw, theme, len(places))
    blocks = []
    for (k, l), use in zip(places, uses, strict=True):  # noqa: E741
        ranks = [grid.along[k, l], grid.across[k + 1, l], grid.along[k, l + 1], grid.across[k, l]]
        streets = tuple(bool(Rank.LOCAL <= rank <= Rank.TRUNK) for rank in ranks)
        if l == grid.wet or not any(streets):
            continue
        blocks.append(
            Block(
                code=f"{i:03d}{j:03d}{k}{l}",
                quad=grid.xy[[k, k + 1, k + 1, k], [l, l, l + 1, l + 1]],
                margins=HALF[ranks],
                streets=streets,
                use=use,
                front=face(plan, grid, i, j, k, l),
            )
        )
    return blocks


def shrink(quads: Floats, margins: Floats) -> Floats:
    """Convex quadrangles (n, 4, 2) with each side moved inwards by its margin (n, 4)."""
    sides = np.roll(quads, -1, axis=1) - quads
    length = np.hypot(sides[..., 0], sides[..., 1])
    normals = np.stack([-sides[..., 1], sides[..., 0]], axis=-1) / length[..., None]
    reach = (normals * quads).sum(axis=-1) + margins
    before, behind = np.roll(normals, 1, axis=1), np.roll(reach, 1, axis=1)
    crossed = before[..., 0] * normals[..., 1] - before[..., 1] * normals[..., 0]
    x = (behind * normals[..., 1] - reach * before[..., 1]) / crossed
    y = (before[..., 0] * reach - normals[..., 0] * behind) / crossed
    return np.stack([x, y], axis=-1)


def tell_land(blocks: list[Block]) -> list[CityObject]:
    """The blocks' land by use; parks are plant cover."""
    quads = shrink(np.stack([one.quad for one in blocks]), np.stack([one.margins for one in blocks]))
    shapes = shapely.polygons(np.round(quads, 3))
    told: list[CityObject] = []
    for block, shape in zip(blocks, shapes, strict=True):
        if not shape.is_valid:
            continue
        if block.use is PARK:
            told.append(
                PlantCover(code=f"park-{block.code}", klass="park", footprint=shape, attributes=MADE_UP)
            )
        else:
            told.append(
                LandUse(
                    code=f"land-{block.code}",
                    klass=block.use.land,
                    footprint=shape,
                    attributes=MADE_UP,
                )
            )
    return told
