"""The sites chosen are those that help most, with what each adds."""

import shapely

from spatial.analyses.facility_siting import Aim, site_facilities
from spatial.analysis import Found, Series, Shapes
from spatial.catchment.reaching import ReachAsked
from spatial.figures import Places
from tests.access import lay, live, offer
from tests.columns import values

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
    assert [values(figures, f"cover-{when}")[0] for when in ("before", "after", "bound")] == [10, 65, 65]
    assert values(figures, "chosen") == [1, 1, 0, 2]
    assert values(figures, "shorten-after") == [None]


def test_the_way_of_all_is_made_least() -> None:
    figures, sites = split(
        site_facilities(HOMES, offer((0, 0, 0, 1)), REACH, CANDIDATES, Places(2), number=1, aim=Aim.SHORTEN)
    )
    assert shapely.get_coordinates(sites.geometry).tolist() == [[3200, 0]]
    assert [values(figures, f"shorten-{when}")[0] for when in ("before", "after")] == [
        55_000,
        20_000 + 30 * 200 + 5 * 300,
    ]


def test_no_candidate_that_helps_is_none_chosen() -> None:
    figures, sites = split(site_facilities(HOMES, offer(), REACH, lay((50, 50, 0, 1)), Places(2)))
    assert len(sites.value) == 0
    assert values(figures, "cover-after") == [0]
