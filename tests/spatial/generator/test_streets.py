"""Streets meet: what leaves a cell on one side is there on the other."""

import numpy as np

from spatial.generator.plan import Kind, Plan, draw_plan
from spatial.generator.streets import HALF, NEAR, Rank, Streets, rank_of_edge, rank_of_line


def test_every_local_street_ends_at_a_stop_of_its_main_road(plan: Plan) -> None:
    streets = Streets(plan)
    for i, j in plan.order:
        if not plan.lived_in(i, j):
            continue
        grid = streets.grid(i, j)
        south = streets.edge(i, j, True)
        assert south is not None
        for k in np.flatnonzero(np.isin(grid.across[1:-1, 0], [Rank.LOCAL, Rank.MINOR])) + 1:
            part = grid.uv[k, 0, 0] - i
            assert abs(south.stops[south.stop_at(part)] - part) * plan.lattice.side <= NEAR


def test_a_main_road_is_told_once_and_none_runs_through_the_wild(plan: Plan) -> None:
    streets = Streets(plan)
    told = [(edge.i, edge.j, edge.east) for i, j in plan.order for edge in streets.edges_of(i, j)]
    assert len(told) == len(set(told))
    assert all(streets.stands(*edge) for edge in told)
    size = plan.lattice.size
    standing = {
        (i, j, east)
        for i in range(1, size)
        for j in range(1, size)
        for east in (True, False)
        if streets.stands(i, j, east)
    }
    assert set(told) == standing


def test_only_some_roads_cross_the_river(plan: Plan) -> None:
    streets = Streets(plan)
    cells = [cell for cell in plan.order if plan.kind[cell] == Kind.RIVER]
    edges = [edge for i, j in cells if (edge := streets.edge(i, j, False))]
    assert all(edge.wet for edge in edges)
    assert any(edge.bridged for edge in edges) and not all(edge.bridged for edge in edges)


def test_lesser_roads_change_their_rank_on_the_way_and_greater_keep_it() -> None:
    plan = draw_plan(60_000, 3)
    met: dict[Rank, set[Rank]] = {}
    for line in range(plan.lattice.size):
        ranks = {rank_of_edge(plan, i, line, True) for i in range(plan.lattice.size)}
        met.setdefault(rank_of_line(plan, line), set()).update(ranks)
    assert met[Rank.SECONDARY] == {Rank.SECONDARY, Rank.COLLECTOR}
    assert (met[Rank.PRIMARY], met[Rank.TRUNK]) == ({Rank.PRIMARY}, {Rank.TRUNK})


def test_every_block_is_convex_however_its_corners_stray() -> None:
    plan = draw_plan(60_000, 3)
    streets = Streets(plan)
    for i, j in plan.order:
        if plan.lived_in(i, j):
            xy = streets.grid(i, j).xy
            quads = np.stack([xy[:-1, :-1], xy[1:, :-1], xy[1:, 1:], xy[:-1, 1:]], axis=2).reshape(-1, 4, 2)
            sides = np.roll(quads, -1, axis=1) - quads
            after = np.roll(sides, -1, axis=1)
            assert (sides[..., 0] * after[..., 1] - sides[..., 1] * after[..., 0] > 0).all()


def test_blocks_stay_clear_of_every_rank() -> None:
    assert len(HALF) == len(Rank)
    assert (np.diff(HALF[: Rank.TRUNK + 1]) > 0).all()


def test_streets_forgotten_are_drawn_the_same_again(plan: Plan) -> None:
    cell = next(cell for cell in plan.order if plan.lived_in(*cell))
    one, other = Streets(plan).grid(*cell), Streets(plan).grid(*cell)
    assert np.array_equal(one.xy, other.xy) and np.array_equal(one.along, other.along)
