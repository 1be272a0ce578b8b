"""The sites chosen are those that help most, with what each adds."""

import pytest
import shapely

from spatial.analyses.facility_siting import Aim, site_facilities
from spatial.analysis import Found, Reason, Series, Shapes
from spatial.catchment.demand import Demand, DemandAsked, People
from spatial.catchment.reaching import ReachAsked
from spatial.figures import Places
from tests.access import Spot, lay, live, offer
from tests.columns import codes, pick, values

REACH = ReachAsked(streets=None, metres=1000)
HOMES = live((0, 0, 0, 10), (3, 0, 0, 30), (3.5, 0, 1, 5), (9, 9, 1, 20))
CANDIDATES = lay((0, 0.1, 0, 1), (3.2, 0, 0, 1), (9, 9.2, 1, 1))


def split(found: tuple[Found, ...]) -> tuple[list[Series], Shapes]:
    """The figures and the sites."""
    [sites] = [one for one in found if isinstance(one, Shapes)]
    return [one for one in found if isinstance(one, Series)], sites


def test_the_sites_that_cover_most_come_first() -> None:
    figures, sites = split(
        site_facilities(HOMES, offer((0, 0, 0, 1)), REACH, CANDIDATES, Places(2), number=2)
    )
    assert sites.value.tolist() == [35, 20] and sites.name == ("1", "2")
    assert shapely.get_coordinates(sites.geometry).tolist() == [[3200, 0], [9000, 9200]]
    assert [values(figures, f"cover-{one}")[0] for one in ("before", "after", "bound")] == [10, 65, 65]
    assert values(figures, "chosen") == [1, 1, 0, 2]
    for other in ("metres-after", "gain-minutes"):
        assert pick(figures, other).reasons == (Reason.NOT_ASKED,)
    assert sites.people is None


def test_the_way_of_all_is_made_least() -> None:
    figures, sites = split(
        site_facilities(HOMES, offer((0, 0, 0, 1)), REACH, CANDIDATES, Places(2), number=1, aim=Aim.SHORTEN)
    )
    assert shapely.get_coordinates(sites.geometry).tolist() == [[3200, 0]]
    before, after = 55_000 / 65, (20_000 + 30 * 200 + 5 * 300) / 65
    told = [values(figures, f"metres-{one}")[0] for one in ("before", "after")]
    assert told == pytest.approx([before, after])
    assert sites.measure == "gain-metres" and sites.value.tolist() == pytest.approx([before - after])


def people(*spots: Spot) -> DemandAsked:
    """Persons where these dwellings are."""
    points = lay(*spots)
    persons = People(
        zone=points.zone, x=points.x, y=points.y, age=codes(*[1] * len(spots)), count=points.count
    )
    return DemandAsked(dwellings=None, people=persons, others=None, demand=Demand.PEOPLE)


@pytest.mark.parametrize("aim", list(Aim))
def test_of_people_it_is_told_how_many_each_figure_is_drawn_from(aim: Aim) -> None:
    who = people((0, 0, 0, 10), (3, 0, 0, 30), (3.5, 0, 1, 5), (9, 9, 1, 4))
    figures, sites = split(
        site_facilities(who, offer((0, 0, 0, 1)), REACH, CANDIDATES, Places(2), number=2, aim=aim)
    )
    kind = "cover" if aim is Aim.COVER else "metres"
    assert sites.people is not None and sites.people.tolist() == [35, 4]
    told = pick(figures, f"{kind}-after").people
    assert told is not None and told.tolist() == [39]


def test_no_candidate_that_helps_is_none_chosen() -> None:
    figures, sites = split(site_facilities(HOMES, offer(), REACH, lay((50, 50, 0, 1)), Places(2)))
    assert len(sites.value) == 0
    assert values(figures, "cover-after") == [0]
