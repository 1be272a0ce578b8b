"""Commuters go the way told with their counts, else that between their zones."""

import numpy as np

from spatial.commute.commuters import place
from spatial.commute.ways import Ways, Zones
from tests.columns import NAN, numbers
from tests.trips import publish

ZONES = Zones(x=numbers(0, 1000), y=numbers(0, 2000), area=numbers(1e6, 1e6))
WAYS = Ways(kilometres=np.array([[1.0, 5.0], [6.0, 2.0]]), minutes=np.array([[2.0, 10.0], [np.inf, 4.0]]))


def test_what_is_told_goes_before_what_is_measured() -> None:
    trips = publish([[10, 20, 7], [30, 0, 0], [4, 0, 0]], zones=2).choose()
    trips.minutes[1] = 44.0
    placed = place(trips, WAYS, ZONES)
    assert placed.weights.tolist() == [10, 20, 30]
    assert placed.minutes.tolist() == [2, 44, np.inf]
    assert placed.kilometres.tolist() == [1, 5, 6]
    assert placed.homes.tolist() == [[0, 0], [0, 0], [1000, 2000]]
    assert placed.jobs.tolist() == [[0, 0], [1000, 2000], [0, 0]]
    assert placed.left_out == 11


def test_a_way_that_is_not_known_stays_so() -> None:
    nowhere = Ways(kilometres=np.full((2, 2), NAN), minutes=np.full((2, 2), NAN))
    placed = place(publish([[10, 0], [0, 5]]).choose(), nowhere, ZONES)
    assert np.isnan(placed.minutes).all() and placed.weights.sum() == 15
