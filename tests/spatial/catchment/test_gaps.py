"""Zones are ranked by what their people lack, and what is not known is told apart."""

import numpy as np
import pytest

from spatial.catchment.gaps import rank_gaps
from spatial.errors import RefusedError
from tests.columns import NAN, codes, numbers


def test_zones_worked_by_hand() -> None:
    zone = codes(0, 0, 1, 2, -1, 1)
    found = rank_gaps(zone, 4, numbers(10, 10, 30, 5, 4, 6), numbers(0.1, 0.5, 0.2, 0.4, 0, NAN), 0.4)
    assert found.shortfall.tolist() == pytest.approx([3, 6, 0, 0, 1.6])
    assert found.short.tolist() == [10, 30, 0, 0, 4]
    assert found.share.tolist() == pytest.approx([0.5, 1, 0, NAN, 1], nan_ok=True)
    assert found.unknown.tolist() == [0, 6, 0, 0, 0]
    assert found.order.tolist() == [1, 0]


def test_of_zones_that_lack_alike_more_people_come_first_then_the_lesser_code() -> None:
    found = rank_gaps(codes(0, 1, 2), 3, numbers(10, 20, 10), numbers(0, 0.5, 0), 1)
    assert found.order.tolist() == [1, 0, 2]


def test_people_not_known_are_counted_as_points() -> None:
    found = rank_gaps(codes(0, 0), 1, numbers(NAN, 4), numbers(0, 0), 1)
    assert (found.shortfall.tolist(), found.points_unknown.tolist()) == ([4, 0], [1, 0])


def test_the_zones_add_up_to_the_city_and_scale_with_people() -> None:
    random = np.random.default_rng(2)
    zone, people = random.integers(-1, 9, 500).astype(np.int32), random.uniform(0, 9, 500)
    access = random.uniform(0, 2, 500)
    found, doubled = rank_gaps(zone, 9, people, access, 1.2), rank_gaps(zone, 9, people * 2, access, 1.2)
    assert found.shortfall.sum() == pytest.approx((people * np.maximum(1.2 - access, 0)).sum())
    assert doubled.shortfall.tolist() == pytest.approx((found.shortfall * 2).tolist())
    assert doubled.order.tolist() == found.order.tolist()
    assert (np.diff(found.shortfall[found.order]) <= 0).all()


@pytest.mark.parametrize("threshold", [0, -1, NAN, np.inf])
def test_a_threshold_that_is_none_is_refused_by_a_sentence(threshold: float) -> None:
    with pytest.raises(RefusedError, match="threshold above 0"):
        rank_gaps(codes(0), 1, numbers(1), numbers(1), threshold)


def test_accessibility_below_none_is_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="accessibility at index 0 is -1"):
        rank_gaps(codes(0), 1, numbers(1), numbers(-1), 1)
