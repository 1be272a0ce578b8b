"""Parcels hold their own buildings whole and never overlap."""

import numpy as np
import pytest
import shapely

from spatial.population.blocks import MOST, Block, draw_blocks, group, part
from spatial.population.plan import Plan


@pytest.fixture(scope="module")
def blocks(plan: Plan) -> list[Block]:
    stock = plan.stock
    groups = group(stock.shapes, stock.place, stock.zone)
    return list(draw_blocks(groups, stock.shapes, stock.zone))


def test_every_building_stands_on_one_parcel_and_whole(plan: Plan, blocks: list[Block]) -> None:
    members = np.concatenate([block.members for block in blocks])
    assert sorted(members.tolist()) == list(range(len(plan.stock.codes)))
    for block in blocks:
        outside = shapely.difference(plan.stock.shapes[block.members], block.outline)
        assert shapely.area(outside).max() < 0.1


def test_no_two_parcels_share_ground(blocks: list[Block]) -> None:
    outlines = np.array([block.outline for block in blocks])
    assert shapely.is_valid(outlines).all()
    one, other = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    shared = shapely.area(shapely.intersection(outlines[one[one < other]], outlines[other[one < other]]))
    assert shared.max(initial=0) < 0.1


def test_a_parcel_lies_in_one_zone(plan: Plan, blocks: list[Block]) -> None:
    assert all((plan.stock.zone[block.members] == block.zone).all() for block in blocks)


def test_a_large_group_is_halved_until_it_is_not() -> None:
    place = np.random.default_rng(1).random((300, 2))
    groups = part(place, np.zeros(300, dtype=np.int64))
    assert max(members.size for members in groups) <= MOST
    assert sorted(np.concatenate(groups).tolist()) == list(range(300))


def test_where_two_reach_for_the_same_ground_the_earlier_takes_it_but_no_house() -> None:
    shapes = np.array([shapely.box(0, 0, 10, 10), shapely.box(16, 0, 26, 10)])
    zone = np.array([0, 1])
    groups = group(shapes, np.array([[5.0, 5.0], [21.0, 5.0]]), zone)
    found = list(draw_blocks(groups, shapes, zone))
    assert len(found) == 2
    assert shapely.contains(found[1].outline, shapes[1]) and not shapely.contains(found[0].outline, shapes[1])
    assert shapely.area(found[0].outline) > shapely.area(found[1].outline)
