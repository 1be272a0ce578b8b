"""The graphs of a city's streets are made once, and ways by length take the shortest."""

import numpy as np
import shapely

from spatial.routing.city import CityStreets, measure_between
from spatial.routing.noding import node
from spatial.routing.streets import lay

LINES = np.array(
    [
        shapely.LineString([(1000, 1000), (2000, 1000)]),
        shapely.LineString([(1000, 1000), (1500, 1600), (2000, 1000)]),
    ],
    dtype=object,
)


def city() -> CityStreets:
    """A short slow street, and a longer quick one between the same ends."""
    words = np.array(["living_street", "primary"], dtype=object)
    return CityStreets(node(lay(LINES, words, speed=[5.0, 100.0])))


def test_a_graph_is_made_once() -> None:
    streets = city()
    assert streets.driving is streets.driving and streets.walking is streets.walking
    assert len(streets) == 2


def test_the_quickest_way_is_not_the_shortest() -> None:
    streets, ends = city(), np.array([[1000.0, 1000.0], [2000.0, 1000.0]])
    quick = measure_between(streets.driving, ends)[0, 1]
    short = measure_between(streets.driving_metres, ends)[0, 1]
    assert abs(quick - 2 * np.hypot(500, 600) / 100 * 3.6) < 1e-6
    assert abs(short - 1000) < 1e-6
    assert abs(measure_between(streets.walking_metres, ends)[0, 1] - 1000) < 1e-6
