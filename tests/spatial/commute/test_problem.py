"""The models are asked about who commutes between zones that have ways; who is left out is counted."""

import numpy as np

from spatial.commute.basis import Commuters, choose_registered
from spatial.commute.problem import pose
from spatial.commute.ways import Ways
from tests.columns import codes, numbers

NAN, INF = np.nan, np.inf


def test_flows_keep_their_numbers_and_the_rest_is_counted() -> None:
    trips = choose_registered(
        Commuters(
            zone=codes(0, 0, 1, 2, -1, 2), work=codes(2, 1, 0, 2, 0, 0), count=numbers(10, 4, 3, 7, 2, 5)
        )
    )
    minutes = np.array([[1.0, NAN, 9.0], [NAN, NAN, NAN], [INF, NAN, 2.0]])
    problem = pose(trips, Ways(kilometres=minutes * 2, minutes=minutes))
    assert problem.zones.tolist() == [0, 2]
    assert problem.matrix().tolist() == [[0, 10], [0, 7]]
    assert (problem.outside, problem.wayless, problem.left_out) == (2, 12, 14)
    assert problem.commuters + problem.left_out == trips.flows.count.sum()
    assert (problem.homes().tolist(), problem.jobs().tolist()) == ([10, 7], [0, 17])
    assert problem.kilometres.tolist() == [[2, 18], [INF, 4]]
