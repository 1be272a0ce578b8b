"""A run of pipe is cut where manholes are due, without a gap."""

import numpy as np

from spatial.generator.mains import MAINS, SPACING
from spatial.generator.plan import Plan
from spatial.generator.runs import run_along
from spatial.generator.streets import Rank, Streets
from spatial.generator.terrain import Terrain
from spatial.generator.webs import local_web

STORM = next(main for main in MAINS if main.klass == "YS")
WATER = next(main for main in MAINS if main.klass == "JP")


def test_pieces_follow_each_other_from_manhole_to_manhole(plan: Plan) -> None:
    streets, terrain = Streets(plan), Terrain(plan)
    i, j = next(cell for cell in plan.order if plan.lived_in(*cell))
    web = local_web(streets, streets.grid(i, j), i, j)
    run = run_along(STORM, web, terrain)
    lengths = np.hypot(*(run.ends - run.starts).T)
    assert (lengths <= [SPACING[Rank(rank)] + 0.01 for rank in run.rank.tolist()]).all()
    places = dict(zip(run.start_names, run.starts.tolist(), strict=True))
    for name, end in zip(run.end_names, run.ends.tolist(), strict=True):
        assert places.setdefault(name, end) == end
    assert run.inner.sum() == len(run.names) - len(web.pairs)
    assert len(run_along(WATER, web, terrain).names) == len(web.pairs)
