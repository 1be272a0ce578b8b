"""An analysis is given the tables its inputs ask for, and nothing of those they do not."""

import pytest

from spatial.analysis import analyses
from spatial.inputs import list_inputs, take_all
from tests.registers import Planted, furnish
from twin.access import NOW, Viewer
from twin.access.personal import Reading
from twin.layer import EVERYONE
from twin.runner.arguments import Arguments, gather_arguments, is_personal
from twin.runner.statements import Ground
from twin.runner.zone import Zoning
from twin.runner.zoning import find_zoning

pytestmark = pytest.mark.usefixtures("ledger")
READING = Reading(Viewer(EVERYONE), "root", "statistics", "test")


def gather(id: str, divided: bool = True, **given: object) -> tuple[Arguments, list[float]]:
    """What the analysis is given with these inputs, and how far it said to be at each step."""
    zoning = find_zoning(READING.viewer, NOW, "admin-areas", 6) if divided else Zoning()
    stops: list[float] = []
    taken = take_all(list_inputs(analyses[id]), given)
    found = gather_arguments(
        analyses[id], taken, Ground(READING, NOW, zoning), lambda done: stops.append(done)
    )
    return found, stops


def test_published_counts_are_asked_for_instead_of_the_registers() -> None:
    furnish(Planted())
    found, _ = gather("jobs-housing", basis="published")
    assert found.given["commuters"] is None and found.given["workplaces"] is None
    assert found.given["published"].commuters.sum() == 120 + 80 + 30 + 7 + 60 + 40 + 15
    assert found.kinds == {"commuteflow"} and not found.empty
    both, stops = gather("jobs-housing")
    assert both.given["published"] is None and both.given["commuters"].count.sum() > 0
    assert {"person", "workplace"} <= both.kinds and stops == [0, 1 / 3, 2 / 3]


def test_whether_people_are_asked_about_hangs_on_the_inputs() -> None:
    analysis = analyses["jobs-housing"]
    for basis, personal in (("registers", True), ("published", False)):
        taken = take_all(list_inputs(analysis), {"basis": basis})
        assert is_personal(analysis, taken) is personal


def test_the_streets_are_a_source_and_their_lack_is_nothing_to_work_with() -> None:
    Planted()
    found, _ = gather("opportunities", way="walking")
    assert found.given["streets"] is None and found.empty and "road" in found.kinds


def test_stations_may_lack() -> None:
    furnish(Planted())
    found, _ = gather("commute-indices")
    assert len(found.given["stops"]) == 0 and not found.empty
    assert found.given["zones"].x.shape == (2,)
