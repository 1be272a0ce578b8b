"""What houses and dwellings add up to in a building, planted case by case."""

from typing import Any

import pytest

from tests.stock import dwelling, house, stand, tie
from twin.models import AdminArea, Building, Dwelling, Openness, Relation, Standing, Stock
from twin.stock import refresh

pytestmark = pytest.mark.django_db


def told(code: str = "b") -> dict[str, Any]:
    """The stock of a building after a refresh."""
    refresh()
    return Stock.objects.filter(recorded__upper_inf=True, code=code).values().get()


def test_dwellings_are_occupied_vacant_uninhabitable_or_unknown_and_nothing_else() -> None:
    home = house("h", stand("b"))
    for at, state in enumerate(("occupied", "occupied", "vacant", "uninhabitable", None)):
        dwelling(f"d{at}", home, use_state=state)
    row = told()
    parts = [row[name] for name in ("occupied", "vacant", "uninhabitable", "unknown")]
    assert parts == [2, 1, 1, 1]
    assert row["dwellings"] == sum(parts)
    assert row["vacancy"] == pytest.approx(33.3)


def test_a_building_of_which_no_use_is_known_has_no_vacancy_rather_than_none_vacant() -> None:
    dwelling("d", house("h", stand("b")))
    assert told()["vacancy"] is None


def test_the_oldest_year_and_the_worst_grade_of_several_houses_count() -> None:
    building = stand("b", year=2015)
    house("h1", building, year=1998, safety="B", usage="apartments", area_gross=100.0)
    second = house("h2", building, year=1985, safety=None, usage="retail")
    dwelling("d", second, safety="C", area_gross=80.0)
    row = told()
    assert (row["year"], row["safety"], row["usage"]) == (1985, "C", "mixed")
    assert (row["houses"], row["area_gross"]) == (2, 180.0)


def test_where_the_register_is_silent_the_building_speaks() -> None:
    house("h", stand("b", year=2001, klass="apartments", storeys=6, height=18.0))
    row = told()
    assert (row["year"], row["usage"], row["storeys"], row["height"]) == (2001, "apartments", 6, 18.0)
    assert (row["dwellings"], row["safety"]) == (0, None)


def test_a_dwelling_that_three_sources_tell_of_counts_once_and_their_discord_is_unknown() -> None:
    home = house("h", stand("b"), area_gross=None)
    one = dwelling("d1", home, use_state="occupied", area_gross=89.2)
    two = dwelling("d2", None, use_state="occupied", dataset="police", area_gross=88.0)
    three = dwelling("d3", None, use_state=None, dataset="power")
    tie(Relation.SAME, two, one)
    tie(Relation.SAME, three, two)
    row = told()
    assert (row["dwellings"], row["occupied"], row["area_gross"]) == (1, 1, 89.2)
    Dwelling.objects.filter(thing=three).update(use_state="vacant")
    row = told()
    assert (row["dwellings"], row["occupied"], row["vacant"], row["unknown"]) == (1, 0, 0, 1)


def test_a_house_of_another_source_lies_where_its_twin_lies() -> None:
    first = house("h1", stand("b"))
    second = house("h2", None, dataset="police")
    tie(Relation.SAME, second, first)
    dwelling("d1", first)
    dwelling("d2", second, dataset="police")
    row = told()
    assert (row["houses"], row["dwellings"]) == (1, 2)


@pytest.mark.parametrize("standing", [Standing.PROPOSED, Standing.REJECTED])
def test_only_ties_that_stand_are_followed(standing: Standing) -> None:
    home = house("h", stand("b"))
    dwelling("d1", home)
    tie(Relation.DWELLING_IN_HOUSE, dwelling("d2", None), home, standing=standing)
    assert told()["dwellings"] == 1


def test_a_dwelling_tied_to_two_houses_counts_in_the_likelier() -> None:
    near, far = house("h1", stand("a")), house("h2", stand("b", 1))
    place = dwelling("d", far, score=0.95)
    tie(Relation.DWELLING_IN_HOUSE, place, near, score=0.9)
    assert (told("b")["dwellings"], told("a")["dwellings"]) == (1, 0)


def test_a_building_lies_in_the_smallest_area_around_it() -> None:
    stand("city", model=AdminArea, name="杭州市", admin_level=5)
    stand("street", model=AdminArea, name="北山街道", admin_level=8)
    stand("elsewhere", 5, model=AdminArea, name="西溪街道", admin_level=8)
    house("h", stand("b"))
    row = told()
    assert (row["district"], row["district_code"]) == ("北山街道", "street")


def test_the_stock_is_as_closed_as_the_most_closed_row_it_is_made_of() -> None:
    dwelling("d", house("h", stand("b")))
    Dwelling.objects.update(openness=Openness.LIMITED)
    assert told()["openness"] == Openness.LIMITED
    assert Building.objects.get().openness == Openness.OPEN


def test_a_building_without_a_name_goes_by_its_house_or_its_address() -> None:
    for at, (name, address) in enumerate((("安康楼", "高荷街 1 号"), (None, "高荷街 2 号"), (None, None))):
        house(f"h{at}", stand(f"b{at}", at, address=f"elsewhere {at}"), name=name, address=address)
    assert [told(f"b{at}")["name"] for at in range(3)] == ["安康楼", "高荷街 2 号", "elsewhere 2"]
