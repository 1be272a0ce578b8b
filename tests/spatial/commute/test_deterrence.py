"""What beta multiplies is the cost or its logarithm, and no logarithm is taken of nothing."""

import numpy as np
import pytest

from spatial.commute.deterrence import DETERRENCES, Deterrence, resist
from spatial.errors import RefusedError

COST = np.array([[1.0, np.e], [np.inf, 0]])


def test_the_exponential_takes_costs_as_they_are() -> None:
    assert resist(COST, Deterrence.EXPONENTIAL) is COST


def test_the_power_takes_their_logarithms_and_keeps_what_has_no_way() -> None:
    assert resist(COST[:, :1], Deterrence.POWER).tolist() == [[0], [np.inf]]


def test_a_power_of_no_cost_is_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="from zone 1 to zone 1 costs nothing"):
        resist(COST, Deterrence.POWER)


def test_every_deterrence_has_its_words() -> None:
    assert set(DETERRENCES) == set(Deterrence)
