"""The streets are built once of the roads that a viewer may see, and anew when the roads change."""

from typing import Any

import pytest
from django.contrib.gis.geos import LineString, MultiLineString

from spatial.routing.city import CityStreets
from tests.registers import LOADED, SOUTH, WEST, Planted
from twin.access import NOW, Times, Viewer
from twin.access.personal import Reading
from twin.changes import writing
from twin.layer import EVERYONE
from twin.models import Openness, Road
from twin.runner import streets
from twin.runner.statements import Ground
from twin.runner.streets import gather_streets
from twin.runner.zone import Zoning

pytestmark = pytest.mark.usefixtures("ledger")
GROUND = Ground(Reading(Viewer(EVERYONE), "root", "statistics", "test"), NOW, Zoning())


def pave(planted: Planted, code: str, *xy: tuple[float, float], **told: Any) -> None:
    """A road along these metres from the corner of the city."""
    line = LineString(*((WEST + x, SOUTH + y) for x, y in xy), srid=4549)
    planted.add(Road, code, MultiLineString(line, srid=4549), klass="residential", **told)


@pytest.fixture
def planted() -> Planted:
    """Two roads that meet, one of them one-way, and one that is closed."""
    streets.kept.clear()
    found = Planted()
    pave(found, "a", (0, 0), (1000, 0), maxspeed=50)
    pave(found, "b", (1000, 0), (1000, 500), oneway=True)
    pave(found, "c", (1000, 500), (0, 0), openness=Openness.CLOSED)
    found.write()
    return found


def gather(ground: Ground = GROUND) -> CityStreets:
    """The streets, of which there are some."""
    found = gather_streets(object, ground)
    assert found is not None
    return found


def test_roads_are_lines_with_direction_and_speed(planted: Planted) -> None:
    graph = gather().driving
    assert len(graph.lines) == 3 and sorted(graph.lengths.round().tolist()) == [500, 1000, 1118]
    by_length = dict(
        zip(graph.lengths.round().tolist(), zip(graph.forth, graph.back, strict=True), strict=True)
    )
    assert by_length[1000][0] == pytest.approx(1000 / 50 * 3.6)
    assert sum(time == float("inf") for time in by_length[500]) == 1


def test_closed_roads_are_no_way_for_a_stranger(planted: Planted) -> None:
    stranger = Ground(Reading(Viewer(frozenset({"anonymous"})), "", "statistics", "test"), NOW, Zoning())
    assert len(gather(stranger).network.pieces.row) == 2


def test_they_are_built_once_until_the_roads_change(planted: Planted) -> None:
    with writing() as changed:
        changed.add(Road)
    first = gather()
    assert gather() is first
    with writing() as changed:
        pave(planted, "d", (0, 0), (0, 900))
        planted.write()
        changed.add(Road)
    assert len(gather()) == len(first) + 1


def test_those_of_the_past_are_built_for_the_asking(planted: Planted) -> None:
    then = Ground(GROUND.reading, Times(recorded=LOADED), Zoning())
    assert gather(then) is not gather(then)


def test_a_city_without_roads_has_none() -> None:
    streets.kept.clear()
    assert gather_streets(object, GROUND) is None
