"""What is only like is proposed with its evidence, and the likeliest few of many alone."""

import pytest

from spatial.linkage.model import Match
from tests.factories import make_version
from tests.planted import ties, why
from twin.linkage import link
from twin.linkage.likeness import MOST, best
from twin.models import Building, Dwelling, House, Household, Relation, Tie

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])


def test_a_misspelt_road_is_proposed_and_another_number_is_not() -> None:
    make_version(House, "right", address="文三西路20号")
    make_version(House, "wrong", address="文三西路22号")
    make_version(Dwelling, "D", address="文三路20号1单元101室")
    link([Relation.DWELLING_IN_HOUSE])
    assert ties("dwelling-house") == {"D": ("right", "fuzzy", "proposed")}
    assert why(Tie.objects.get()).startswith("Evidence of likeness in bits: number +6.6, road +")


def test_a_house_renamed_is_found_by_the_rest_and_one_with_its_name_stands() -> None:
    make_version(Building, "B", name="翠苑大厦", address="文三路20号")
    make_version(House, "moved", name="翠苑大厦", address="文三路26号")
    link([Relation.HOUSE_IS_BUILDING])
    assert ties("house-building") == {"moved": ("B", "fuzzy", "proposed")}
    House.objects.update(address="文三西路20号")
    link([Relation.HOUSE_IS_BUILDING])
    assert ties("house-building") == {"moved": ("B", "fuzzy", "stands")}


def test_a_household_without_a_room_is_like_no_dwelling() -> None:
    make_version(Dwelling, "D", address="文三西路20号1单元101室")
    make_version(Household, "F", address="文三路20号1单元101室")
    make_version(Household, "roomless", address="文三路20号")
    link([Relation.HOUSEHOLD_AT_DWELLING])
    assert ties("household-dwelling") == {"F": ("D", "fuzzy", "proposed")}


def test_the_likeliest_few_are_kept() -> None:
    matches = [Match("a", str(at), at / 10, {}) for at in range(9)] + [Match("b", "0", 0.6, {})]
    assert [match.right for match in best(matches)] == ["8", "7", "6", "5", "4", "0"]
    assert MOST == 5
