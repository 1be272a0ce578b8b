"""Old houses are in worse repair than new ones."""

import numpy as np

from spatial.population.plan import Plan
from spatial.population.structures import draw_structures, grade


def test_danger_grows_with_wear_and_a_new_house_is_sound() -> None:
    luck = np.random.default_rng(1).random(20_000)
    shares = [
        [(grade(np.full(luck.size, wear), luck) == one).mean() for one in range(4)] for wear in (5, 25, 75)
    ]
    assert shares[0][0] == 1 and shares[1][1] > 0.1 and shares[1][3] == 0
    assert shares[2][0] < shares[1][0] and 0.01 < shares[2][3] < 0.03


def test_every_building_of_the_tract_has_a_structure(plan: Plan) -> None:
    for tract in range(plan.tracts):
        span, found = plan.span(tract), draw_structures(plan, tract)
        assert found.first == span.start
        assert found.kind.size == found.grade.size == found.age.size == span.stop - span.start
