"""Webs of streets: local ones reach their main roads in the same points."""

import numpy as np

from spatial.generator.plan import Plan
from spatial.generator.streets import Streets
from spatial.generator.webs import edge_points, local_web, main_web


def test_the_ends_of_local_streets_are_points_of_main_roads(plan: Plan) -> None:
    streets = Streets(plan)
    i, j = next(cell for cell in plan.order if plan.lived_in(*cell))
    web = local_web(streets, streets.grid(i, j), i, j)
    known = {}
    for place in ((i, j, True), (i, j + 1, True), (i, j, False), (i + 1, j, False)):
        edge = streets.edge(*place)
        assert edge is not None
        points = edge_points(plan, edge)
        known |= {name: tuple(xy) for name, xy in zip(points.names, points.xy.tolist(), strict=True)}
    ends = [index for index, told in enumerate(web.told.tolist()) if not told]
    assert ends
    for index in ends:
        assert known[web.points.names[index]] == tuple(web.points.xy[index].tolist())


def test_offsets_of_a_main_road_are_metres_from_its_axis(plan: Plan) -> None:
    streets = Streets(plan)
    i, j = next(cell for cell in plan.order if plan.lived_in(*cell))
    edge = streets.edge(i, j, True)
    assert edge is not None
    points = main_web(streets, edge).points
    way = points.xy[-1] - points.xy[0]
    left = np.array([-way[1], way[0]]) / np.hypot(*way)
    assert np.allclose((10 * points.wide[1:-1]) @ left, 10)
    assert np.allclose(points.narrow[1:-1] @ left, 0)
