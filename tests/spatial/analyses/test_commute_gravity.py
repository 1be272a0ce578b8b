"""The gravity model meets what was observed, zone by zone."""

import numpy as np
import pytest

from spatial.analyses.commute_gravity import model_commuting
from spatial.analysis import Flows, Reason, Series
from spatial.commute.deterrence import Deterrence
from spatial.figures import Places
from tests.columns import pick, values
from tests.trips import lie, publish, register

SPOTS = ((0.0, 0.0), (4.0, 0.0), (0.0, 5.0), (7.0, 7.0))
MATRIX = [[90.0, 30, 20, 5], [25, 80, 10, 15], [15, 10, 60, 10], [5, 20, 10, 70]]


@pytest.mark.parametrize("deterrence", list(Deterrence))
def test_the_model_has_the_totals_and_the_mean_observed(deterrence: Deterrence) -> None:
    found = model_commuting(publish(MATRIX), lie(*SPOTS), Places(4), deterrence)
    series = [one for one in found if isinstance(one, Series)]
    [flows] = [one for one in found if isinstance(one, Flows)]
    told = np.zeros((4, 4))
    told[flows.origin, flows.destination] = flows.count
    assert told.sum(axis=1) == pytest.approx(np.sum(MATRIX, axis=1), abs=0.3)
    assert told.sum(axis=0) == pytest.approx(np.sum(MATRIX, axis=0), abs=0.3)
    beta = values(series, "beta")[0]
    assert beta is not None and beta > 0
    if deterrence is Deterrence.EXPONENTIAL:
        assert values(series, "modelled-mean")[-1] == pytest.approx(
            values(series, "observed-mean")[-1], rel=1e-5
        )
    fit = values(series, "cpc")[0]
    assert fit is not None and 0.8 < fit <= 1


def test_zones_that_are_left_out_keep_the_others_in_their_places() -> None:
    asked = register((0, 0, 50), (0, 2, 20), (2, 0, 30), (2, 2, 60), (-1, 1, 4))
    found = model_commuting(asked, lie(*SPOTS[:3]), Places(3))
    series = [one for one in found if isinstance(one, Series)]
    observed = pick(series, "observed-mean")
    assert observed.denominator is not None and observed.denominator.tolist() == [70, 0, 90, 0, 160]
    assert observed.reasons[1] == Reason.NO_DENOMINATOR
    assert pick(series, "beta").unknown.tolist() == [4]


def test_a_city_that_is_not_divided_has_no_model() -> None:
    found = model_commuting(publish([[5]]), lie((0, 0)), Places(1))
    assert {reason for one in found if isinstance(one, Series) for reason in one.reasons} == {Reason.NO_ZONES}
