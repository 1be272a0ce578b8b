"""Lots lie within their block, apart from each other; outlines lie within their lots."""

import numpy as np
import pytest
import shapely

from spatial.generator.blocks import shrink
from spatial.generator.footprints import OUTLINES, Lots, lay_out, outline
from spatial.generator.uses import USES, Use

BLOCK = np.array([[0.0, 0.0], [190.0, 14.0], [205.0, 180.0], [-12.0, 165.0]])
MARGINS = np.array([10.0, 12.0, 14.0, 9.0])


def rectangles(lots: Lots) -> list[shapely.Polygon]:
    aside = np.stack([-lots.axis[:, 1], lots.axis[:, 0]], axis=-1)
    half = lots.size[:, None] / 2
    signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    steps = signs[None] * half
    corners = lots.centre[:, None] + steps[..., :1] * lots.axis[:, None] + steps[..., 1:] * aside[:, None]
    return list(shapely.polygons(corners))


@pytest.mark.parametrize("use", USES, ids=lambda use: use.id)
def test_lots_lie_within_the_margins_and_apart(use: Use) -> None:
    within = MARGINS + use.setback
    ground = shapely.Polygon(shrink(BLOCK[None], within[None])[0]).buffer(1e-6)
    found = 0
    for seed in range(20):
        laid = lay_out(np.random.default_rng(seed), BLOCK, MARGINS, use)
        lots = np.array(rectangles(laid), dtype=object)
        found += len(lots)
        assert all(ground.contains(lot) for lot in lots)
        tree = shapely.STRtree(lots)
        first, second = tree.query(lots, predicate="intersects")
        assert (first == second).all()
    assert found > 0


def test_a_block_too_small_stays_empty() -> None:
    assert len(lay_out(np.random.default_rng(1), BLOCK / 12, MARGINS / 2, USES[0]).centre) == 0


def test_outlines_are_valid_lie_in_their_lots_and_hold_their_doors() -> None:
    count = 200
    draw = np.random.default_rng(2)
    turn = draw.uniform(0, 2 * np.pi, count)
    lots = Lots(
        draw.uniform(0, 1000, (count, 2)),
        draw.uniform(10, 60, (count, 2)),
        np.stack([np.cos(turn), np.sin(turn)], axis=-1),
        np.zeros((0, 2, 2)),
    )
    shapes = np.arange(count) % len(OUTLINES)
    polygons, doors = outline(draw, lots, shapes)
    whole = [lot.buffer(0.002) for lot in rectangles(lots)]
    assert shapely.is_valid(polygons).all()
    assert shapely.contains(whole, polygons).all()
    assert shapely.contains(polygons, shapely.points(doors)).all()
    assert {len(polygon.exterior.coords) - 1 for polygon in polygons} == {4, 6, 8, 12}
