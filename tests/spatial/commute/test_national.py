"""The national indices agree with commuters worked by hand; who is not known is counted apart."""

from collections.abc import Callable

import numpy as np
import pytest

from spatial.analysis import Numbers
from spatial.commute import national
from spatial.commute.national import Told
from spatial.errors import RefusedError
from tests.columns import numbers

NAN, INF = float("nan"), float("inf")
WEIGHTS = numbers(4, 3, 2, 1, 10)
MINUTES = numbers(45, 60, 61, INF, NAN)
KILOMETRES = numbers(5, 5.1, 20, INF, NAN)
SHARES = [
    (national.share_within_45_minutes, MINUTES, 0.4),
    (national.share_over_60_minutes, MINUTES, 0.3),
    (national.share_within_5_kilometres, KILOMETRES, 0.4),
    (national.share_by_transit_in_45, MINUTES, 0.4),
]
MEANS = [
    (national.mean_minutes, MINUTES, (4 * 45 + 3 * 60 + 2 * 61) / 9),
    (national.mean_kilometres, KILOMETRES, (4 * 5 + 3 * 5.1 + 2 * 20) / 9),
]


@pytest.mark.parametrize(("measure", "values", "wanted"), SHARES)
def test_shares_count_no_way_as_far(
    measure: Callable[[Numbers, Numbers], Told], values: Numbers, wanted: float
) -> None:
    found = measure(WEIGHTS, values)
    assert (found.value, found.known, found.unknown) == (pytest.approx(wanted), 10, 10)


@pytest.mark.parametrize(("measure", "values", "wanted"), MEANS)
def test_means_leave_no_way_out_and_count_it(
    measure: Callable[[Numbers, Numbers], Told], values: Numbers, wanted: float
) -> None:
    found = measure(WEIGHTS, values)
    assert (found.value, found.known, found.unknown) == (pytest.approx(wanted), 9, 11)


@pytest.mark.parametrize("measure", [measure for measure, *_ in [*SHARES, *MEANS]])
def test_nobody_known_is_no_figure(measure: Callable[[Numbers, Numbers], Told]) -> None:
    found = measure(numbers(3), numbers(NAN))
    assert np.isnan(found.value)
    assert (found.known, found.unknown) == (0, 3)


@pytest.mark.parametrize("measure", [measure for measure, *_ in [*SHARES, *MEANS]])
def test_what_cannot_be_is_refused_by_a_sentence(measure: Callable[[Numbers, Numbers], Told]) -> None:
    with pytest.raises(RefusedError, match="Commuter 1 has a way of -1"):
        measure(numbers(1, 1), numbers(NAN, -1))
    with pytest.raises(RefusedError, match="Commuter 0 weighs nan"):
        measure(numbers(NAN), numbers(1))
    with pytest.raises(RefusedError, match="unlike lengths"):
        measure(numbers(1, 2), numbers(1))


def test_rail_wants_both_ends_near_and_one_far_end_is_enough_to_know() -> None:
    homes = numbers(800, 100, 900, NAN, NAN, INF)
    jobs = numbers(10, 801, NAN, 5, 2000, 5)
    found = national.share_near_rail(numbers(1, 1, 1, 1, 1, 1), homes, jobs)
    assert (found.value, found.known, found.unknown) == (pytest.approx(1 / 5), 5, 1)
    with pytest.raises(RefusedError, match="a way of -3"):
        national.share_near_rail(numbers(1), numbers(-3), numbers(5))
    with pytest.raises(RefusedError, match="unlike lengths"):
        national.share_near_rail(numbers(1, 1), numbers(3, 4), numbers(5))


def test_separation_is_the_least_mean_of_exchanged_jobs() -> None:
    found = national.measure_separation(numbers(60, 40), numbers(30, 70), np.array([[1.0, 5], [5, 2]]))
    assert (found.value, found.known, found.unknown) == (pytest.approx(2.6), 100, 0)


def test_the_radius_leaves_out_who_has_no_place() -> None:
    homes = np.array([[-10.0, 0], [10, 0], [NAN, 0]])
    found = national.measure_radius(numbers(1, 1, 5), homes, -homes)
    assert (found.value, found.known, found.unknown) == (pytest.approx(10), 2, 5)
    with pytest.raises(RefusedError, match="give x and y"):
        national.measure_radius(numbers(1), np.zeros((1, 3)), np.zeros((1, 3)))
