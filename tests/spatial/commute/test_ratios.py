"""The ratios of homes and jobs agree with tables worked by hand; nothing to divide by gives none."""

import numpy as np
import pytest

from spatial.commute.flows import Flows
from spatial.commute.ratios import measure_jobs_housing, measure_self_containment, measure_self_sufficiency
from spatial.errors import RefusedError
from tests.columns import codes, numbers

NAN = float("nan")
FLOWS = Flows(origin=codes(0, 0, 1, -1, 1), destination=codes(0, 1, 0, 1, -1), count=numbers(5, 3, 2, 7, 4))


def test_jobs_for_each_resident() -> None:
    found = measure_jobs_housing(numbers(10, 0, 4, NAN), numbers(8, 5, 0, 3))
    np.testing.assert_array_equal(found, [0.8, NAN, 0, NAN])


def test_who_works_outside_lowers_self_containment() -> None:
    np.testing.assert_allclose(measure_self_containment(FLOWS, 3), [5 / 8, 0, NAN])


def test_who_comes_from_outside_lowers_self_sufficiency() -> None:
    np.testing.assert_allclose(measure_self_sufficiency(FLOWS, 3), [5 / 7, 0, NAN])


@pytest.mark.parametrize("bad", [-1.0, np.inf])
def test_residents_that_are_no_count_are_refused_by_a_sentence(bad: float) -> None:
    with pytest.raises(RefusedError, match="give numbers from 0"):
        measure_jobs_housing(numbers(bad), numbers(1))


def test_unlike_lengths_are_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="unlike lengths"):
        measure_jobs_housing(numbers(1, 2), numbers(1))
