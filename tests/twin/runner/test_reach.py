"""Houses, people and facilities in planted zones are counted once each, in the state and class they are."""

from typing import Any

import pytest
from django.contrib.gis.geos import Point, Polygon

from spatial.analysis import analyses
from spatial.inputs import BadInputError
from tests.registers import SOUTH, WEST, WIDE, Planted, furnish, square
from twin.access import NOBODY, Viewer
from twin.access.personal import NotOpenError
from twin.layer import EVERYONE
from twin.models import Building, Dwelling, HazardZone, House, Openness, Person, Place, Relation
from twin.runner import Asker, run

pytestmark = pytest.mark.usefixtures("ledger")
STAFF = Asker("root", Viewer(EVERYONE))
BY_DISTRICT = {"zoning": "admin-areas", "admin_level": 6}
EXPOSED, SPARED, UNMODELLED, UNKNOWN = "exposed", "modelled-not-exposed", "not-modelled", "unknown"


@pytest.fixture
def planted(settings: Any) -> Planted:
    """The register, with people few enough to be hidden by the city's own threshold."""
    settings.TWIN_K = 1
    return furnish(Planted())


def count(subject: str, measure: str = "", asker: Asker = STAFF, **inputs: Any) -> dict[str, Any]:
    """How many are in each state or class that any is in: west, east, in none, city; or of the city alone."""
    rows = run(analyses[f"exposed-{subject}"], {"hazard": "flood", **inputs}, asker)["rows"]
    found: dict[str, list[Any]] = {}
    for row in rows:
        if row["measure"] == (measure or subject):
            found.setdefault(row["part"], []).append(row["numerator"])
    return {
        part: figures if len(figures) > 1 else figures[0] for part, figures in found.items() if any(figures)
    }


def test_buildings_are_exposed_spared_or_not_modelled_district_by_district(planted: Planted) -> None:
    assert count("buildings", **BY_DISTRICT) == {
        EXPOSED: [3, 1, 0, 4],
        SPARED: [3, 3, 0, 6],
        UNMODELLED: [0, 1, 1, 2],
    }
    assert count("buildings", hazard="landslide") == {EXPOSED: 1, UNMODELLED: 11}


def test_a_building_in_two_zones_counts_once_by_the_greater(planted: Planted) -> None:
    by_grade = count("buildings", detail="grade")
    assert by_grade == {EXPOSED: 4, SPARED: 6, UNMODELLED: 2, "rank-2": 1, "rank-3": 2, "rank-unknown": 1}
    by_depth = count("buildings", detail="depth")
    assert by_depth == {EXPOSED: 4, SPARED: 6, UNMODELLED: 2, "depth-from-0.5": 3, "depth-unknown": 1}


def test_the_greatest_depth_along_a_footprint_is_bounded_by_all_its_zones(planted: Planted) -> None:
    assert count("buildings", hazard="waterlogging", detail="depth")["depth-spanning"] == 1
    planted.threaten("pit", 480, 40, hazard="waterlogging", depth_from=0.3, depth_to=0.35)
    planted.write()
    found = count("buildings", hazard="waterlogging", detail="depth")
    assert {part: found[part] for part in (EXPOSED, "depth-0.27-0.4")} == {EXPOSED: 1, "depth-0.27-0.4": 1}


def test_ranks_of_several_scales_are_not_compared(planted: Planted) -> None:
    planted.threaten("other scale", 450, 100, scheme="another", rank=5)
    planted.write()
    assert count("buildings", detail="grade")["rank-unknown"] == 2


def test_dwellings_are_where_their_building_is_and_lost_ones_unknown(planted: Planted) -> None:
    assert count("dwellings", **BY_DISTRICT) == {
        EXPOSED: [6, 2, 0, 8],
        SPARED: [6, 6, 0, 12],
        UNMODELLED: [0, 2, 2, 4],
        UNKNOWN: [0, 0, 2, 2],
    }


def test_a_dwelling_without_a_building_is_where_its_house_or_it_is_said_to_be(planted: Planted) -> None:
    at_sea, flooded = square(WEST + 9 * WIDE, SOUTH, 9), square(WEST + 400, SOUTH + WIDE / 2, 9)
    house = planted.add(House, "h13", flooded)
    planted.tie(Relation.DWELLING_IN_HOUSE, planted.add(Dwelling, "13-1", at_sea), house)
    planted.add(Dwelling, "alone", flooded)
    planted.write()
    assert count("dwellings")[EXPOSED] == 10
    planted.tie(Relation.HOUSE_IS_BUILDING, house, (Building, "b4"))
    planted.write()
    assert (count("dwellings")[EXPOSED], count("dwellings")[SPARED]) == (9, 13)


def test_people_are_told_by_their_homes_and_all_of_them_are_told(planted: Planted) -> None:
    # Houses 1 and 10 have one household of three each, house 2 and 3 likewise or two; 12 the dormitory.
    lived = {number: sum(3 for at in (1, 2) if (number * 2 + at) % 3) for number in range(1, 12)} | {12: 30}
    found = count("people")
    assert found == {
        EXPOSED: sum(lived[number] for number in (1, 2, 3, 10)),
        SPARED: sum(lived[number] for number in range(4, 10)),
        UNMODELLED: lived[11] + lived[12],
    }
    assert sum(found.values()) == Person.objects.count()


def test_who_has_several_homes_is_told_by_the_worst(planted: Planted) -> None:
    before = count("people")
    for code in ("4-1", "1-1"):
        planted.tie(Relation.PERSON_AT_DWELLING, (Person, "household 5-1 0"), (Dwelling, code))
    for code in ("4-1", "lost-1"):
        planted.tie(Relation.PERSON_AT_DWELLING, (Person, "household 5-1 1"), (Dwelling, code))
    planted.write()
    after = count("people")
    assert (after[EXPOSED] - before[EXPOSED], after[UNKNOWN]) == (1, 1)
    assert after[SPARED] - before[SPARED] == -2


def test_people_are_told_to_the_bureau_alone_and_few_are_hidden(planted: Planted, settings: Any) -> None:
    with pytest.raises(NotOpenError, match="housing bureau"):
        count("people", asker=Asker("", NOBODY))
    settings.TWIN_K = 10
    rows = run(analyses["exposed-people"], {"hazard": "flood", "detail": "depth", **BY_DISTRICT}, STAFF)[
        "rows"
    ]
    shown = {row["numerator"] for row in rows} - {None}
    assert not any(0 < figure < 10 for figure in shown)
    west = [row["reason"] for row in rows if row["code"] == "1 west"]
    east = [row["reason"] for row in rows if row["code"] == "2 east"]
    assert set(east) == {"protected"}
    assert set(west) <= {None, "protected"} and len(set(west)) == 1


def test_facilities_are_told_by_class(planted: Planted) -> None:
    for klass, east in (("school", 500), ("school", 5000), ("clinic", 1515), ("nursing_home", 4 * WIDE)):
        place = Point(WEST + east, SOUTH + WIDE / 2, srid=4549)
        planted.add(Place, f"{klass} {east}", place, klass=klass)
    planted.add(Place, "school without a place", klass="school")
    planted.write()
    # The register's own schools stand in the deep and in the silent zone.
    assert count("facilities", "schools", detail="grade") == {
        **{EXPOSED: 3, SPARED: 1, UNKNOWN: 1},
        **{"rank-2": 1, "rank-3": 1, "rank-unknown": 1},
    }
    assert count("facilities", "hospitals", detail="grade") == {EXPOSED: 1, "rank-3": 1}
    assert count("facilities", "care-homes") == {UNMODELLED: 1}
    assert count("facilities", "schools", hazard="waterlogging") == {EXPOSED: 1, UNMODELLED: 3, UNKNOWN: 1}


def test_where_no_zone_is_held_nothing_was_modelled_and_nothing_is_called_safe(planted: Planted) -> None:
    HazardZone.objects.all().delete()
    assert count("buildings") == {UNMODELLED: 12}


def test_a_model_covers_what_lies_wholly_among_its_zones_and_no_corner_beside_them(planted: Planted) -> None:
    HazardZone.objects.all().delete()
    middle = SOUTH + WIDE / 2
    for code, west, south in (("low", WEST + 3000, middle - 2500), ("high", WEST + 8000, middle + 2500)):
        planted.add(HazardZone, code, square(west, south, 100), hazard="flood", scenario="a")
    planted.write()
    assert count("buildings") == {SPARED: 1, UNMODELLED: 11}
    HazardZone.objects.filter(code="high").update(scenario="b")
    assert count("buildings") == {UNMODELLED: 12}


def test_zones_closed_to_the_viewer_neither_expose_nor_cover(planted: Planted) -> None:
    HazardZone.objects.filter(code="silent").update(openness=Openness.CLOSED)
    assert count("buildings", asker=Asker("", NOBODY)) == {EXPOSED: 3, UNMODELLED: 9}
    assert count("buildings") == {EXPOSED: 4, SPARED: 6, UNMODELLED: 2}


def test_what_touches_a_zone_is_exposed_and_a_hole_in_it_is_not(planted: Planted) -> None:
    HazardZone.objects.all().delete()
    ring = Polygon(
        ((0, 0), (20_000, 0), (20_000, 6000), (0, 6000), (0, 0)),
        ((480, 2900), (480, 3100), (600, 3100), (600, 2900), (480, 2900)),
        ((1500, 2900), (1500, 3100), (1600, 3100), (1600, 2900), (1500, 2900)),
    )
    shifted = [[(WEST + x, SOUTH + y) for x, y in part.coords] for part in ring]
    planted.add(HazardZone, "ring", Polygon(*shifted, srid=4549), hazard="flood")
    planted.write()
    assert count("buildings") == {EXPOSED: 11, SPARED: 1}


def test_parts_of_buildings_are_not_counted_apart(planted: Planted) -> None:
    whole = planted.things[Building, "b1"]
    planted.add(Building, "b1 part", square(WEST + 500, SOUTH + WIDE / 2, 5), parent_id=whole.pk)
    planted.write()
    assert count("buildings")[EXPOSED] == 4


@pytest.mark.parametrize("given", [{"hazard": "fire"}, {"hazard": "other"}, {"detail": "colour"}])
def test_a_hazard_or_detail_that_is_not_there_is_refused(planted: Planted, given: dict[str, str]) -> None:
    with pytest.raises(BadInputError, match="give one of"):
        count("buildings", **given)
