"""Addresses in any spelling lead to their house; those of two districts or too little told lead nowhere."""

import pytest

from tests.factories import make_version
from tests.planted import SIDE, box, middle, ties, why
from twin.linkage import link
from twin.linkage.addresses import lines_of
from twin.models import Building, Dwelling, House, Household, Relation, Tie, Workplace

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])


@pytest.mark.parametrize(
    "spelling",
    [
        "杭州市西湖区文三路20号3幢2单元301室",
        "文三路20号3号楼2单元301",
        "文三路２０号三栋二单元３０１室",
        "浙江省杭州市文三路20号3幢2单元301室",
    ],
)
def test_every_spelling_of_an_address_leads_to_its_house(spelling: str) -> None:
    for number in (2, 3):
        make_version(House, f"H{number}", address=f"西湖区文三路20号{number}幢", dataset="housing")
    make_version(Dwelling, "D", address=spelling, dataset="tax")
    link([Relation.DWELLING_IN_HOUSE])
    assert ties("dwelling-house") == {"D": ("H3", "address", "stands")}


def test_one_road_in_two_districts_is_two_roads() -> None:
    for district in ("西湖区", "余杭区"):
        make_version(House, district, address=f"杭州市{district}中山路8号", dataset="housing")
    make_version(Dwelling, "D", address="西湖区中山路8号101室", dataset="tax")
    make_version(Dwelling, "E", address="中山路8号102室", dataset="tax")
    link([Relation.DWELLING_IN_HOUSE])
    found = ties("dwelling-house")
    assert found["D"] == ("西湖区", "address", "stands")
    assert found["E"][2] == "proposed"


def test_unit_and_room_beside_the_address_are_part_of_it() -> None:
    make_version(Dwelling, "D", address="文三路20号", unit="1单元", room="502", dataset="housing")
    make_version(Dwelling, "E", address="文三路20号1单元502室", dataset="tax")
    make_version(Household, "F", address="文三路20号1单元502室", dataset="police")
    link([Relation.SAME, Relation.HOUSEHOLD_AT_DWELLING])
    assert ties("same") == {"E": ("D", "address", "stands")}
    assert ties("household-dwelling") == {"F": ("D", "address", "stands")}


def test_a_dwelling_without_its_room_is_no_ones_home() -> None:
    make_version(Dwelling, "D", address="文三路20号", dataset="housing")
    make_version(Household, "F", address="文三路20号", dataset="police")
    link([Relation.HOUSEHOLD_AT_DWELLING])
    assert ties("household-dwelling") == {}


def test_a_workplace_lies_in_the_building_of_the_house_of_its_address() -> None:
    make_version(Building, "B", box(1, SIDE), dataset="model")
    make_version(House, "H", middle(1), address="文三路20号", dataset="housing")
    make_version(Workplace, "W", address="杭州市文三路20号", dataset="tax")
    link([Relation.HOUSE_IS_BUILDING, Relation.WORKPLACE_IN_BUILDING])
    assert ties("workplace-building") == {"W": ("B", "address", "stands")}


def test_an_address_of_which_nothing_is_understood_has_no_key() -> None:
    [line] = lines_of("dwelling", (1, "某处", None, None, None))
    assert line[3:5] == (None, None)
    [line] = lines_of("house", (1, None, None, None, "翠苑大厦"))
    assert line[6] == "翠苑大厦"


def test_one_address_at_two_places_is_proposed_with_the_distance() -> None:
    make_version(House, "H", middle(1), address="文三路20号", dataset="housing")
    make_version(Building, "B", box(6, SIDE), address="文三路20号", dataset="model")
    link([Relation.HOUSE_IS_BUILDING])
    assert ties("house-building") == {"H": ("B", "address", "proposed")}
    assert why(Tie.objects.get()) == "Its address “文三路20号” is the building's. They lie 462 m apart."
