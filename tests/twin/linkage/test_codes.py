"""Codes lead to what bears them, in their own source first; two that bear one are proposed."""

import pytest

from tests.factories import LONG_AGO, make_version
from tests.planted import ties, why
from twin.linkage import link
from twin.models import (
    Building,
    Dwelling,
    Employment,
    Enterprise,
    House,
    Household,
    Method,
    Parcel,
    Person,
    Relation,
    Residence,
    Tie,
    Workplace,
)

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])
PARCEL = "330106001001GB00001"
HOUSE = f"{PARCEL}F0001"


def run(relation: str) -> dict[str, tuple[str, str, str]]:
    """The ties that codes give a relation."""
    link([Relation(relation)], [Method.CODE])
    return ties(relation)


def test_a_reference_is_to_its_own_source_alone() -> None:
    for source in ("one", "two"):
        make_version(House, "1", dataset=source, name=source)
    make_version(Dwelling, "D", dataset="two", house="1")
    run("dwelling-house")
    assert Tie.objects.get().target.dataset.key == "two"


@pytest.mark.parametrize(
    "told",
    [{"house_code": HOUSE}, {"house": HOUSE}, {"unit_code": f"{HOUSE}0001"}],
    ids=["house code", "house", "unit code"],
)
def test_a_dwelling_is_tied_by_any_code_that_is_its_houses(told: dict[str, str]) -> None:
    make_version(House, "H", dataset="housing", house_code=HOUSE)
    make_version(House, "G", dataset="housing", house_code=f"{PARCEL}F0002")
    make_version(Dwelling, "D", dataset="tax", **told)
    assert run("dwelling-house") == {"D": ("H", "code", "stands")}
    assert HOUSE in why(Tie.objects.get())


def test_a_houses_other_code_counts_too() -> None:
    house = make_version(House, "H", dataset="housing").thing
    house.codes.create(scheme="survey", code="SV-00042", recorded=(LONG_AGO, None))
    make_version(Dwelling, "D", dataset="tax", house_code="SV-00042")
    assert run("dwelling-house") == {"D": ("H", "code", "stands")}
    assert why(Tie.objects.get()) == "Its house code “SV-00042” (survey) is one of the house's codes."


def test_a_house_and_a_building_of_one_code_are_told_of_each_other() -> None:
    building = make_version(Building, "B", dataset="model").thing
    house = make_version(House, "H", dataset="housing").thing
    for thing in (building, house):
        thing.codes.create(scheme="survey", code="7", recorded=(LONG_AGO, None))
    assert run("house-building") == {"H": ("B", "code", "stands")}


def test_a_short_code_of_another_source_is_no_evidence() -> None:
    building = make_version(Building, "B", dataset="model").thing
    building.codes.create(scheme="survey", code="12", recorded=(LONG_AGO, None))
    make_version(House, "12", dataset="housing")
    assert run("house-building") == {}


def test_two_targets_of_one_code_are_proposed_and_none_is_guessed() -> None:
    for code in ("H9", "H10"):
        make_version(House, code, dataset="housing", house_code="X1")
    make_version(Dwelling, "D", dataset="tax", house_code="X1")
    run("dwelling-house")
    found = Tie.objects.order_by("pk")
    assert {(tie.target.code, tie.standing) for tie in found} == {("H9", "proposed"), ("H10", "proposed")}
    assert why(found[0]) == "Its house code “X1” is the house's. 2 such are known."


def test_two_targets_that_are_one_are_nothing_to_guess() -> None:
    for source in ("housing", "tax"):
        make_version(Dwelling, f"D {source}", dataset=source, unit_code=f"{HOUSE}0001")
    for kind, told in ((Household, {}), (Residence, {"person": "P"})):
        make_version(kind, "1", dataset="police", dwelling=f"{HOUSE}0001", **told)
    make_version(Person, "P", dataset="police")
    link(tuple(Relation), [Method.CODE])
    assert ties("same") == {"D tax": ("D housing", "code", "stands")}
    assert ties("household-dwelling")["1"][1:] == ("code", "stands")
    assert {standing for _, _, standing in ties("person-dwelling").values()} == {"stands"}


def test_a_house_stands_where_its_dwellings_codes_say_and_its_building_too() -> None:
    make_version(Parcel, "P", dataset="land", unit_code=PARCEL)
    make_version(Building, "B", dataset="one")
    make_version(House, "B", dataset="one")
    make_version(Dwelling, "D", dataset="one", house="B", unit_code=f"{HOUSE}0001")
    link(methods=[Method.CODE])
    on = Tie.objects.filter(relation="building-parcel").order_by("pk")
    assert [(tie.thing.kind, tie.target.code) for tie in on] == [("house", "P"), ("building", "P")]
    assert why(on[1]).startswith("By the house told of it: Its dwellings' unit codes begin with the parcel's")


def test_two_sources_of_a_code_are_one_unless_one_tells_it_twice() -> None:
    for source in ("one", "two"):
        make_version(Enterprise, f"E {source}", dataset=source, credit_code="91330106MA27XW1234")
        make_version(Dwelling, f"D {source}", dataset=source, unit_code=f"{HOUSE}0001")
    make_version(Dwelling, "D again", dataset="two", unit_code=f"{HOUSE}0001")
    found = run("same")
    assert found["E two"] == ("E one", "code", "stands")
    assert found["D two"] == ("D one", "code", "proposed")
    assert found["D again"] == ("D one", "code", "proposed")


def test_registers_kept_in_parts_name_each_others_codes() -> None:
    make_version(House, "house-1", dataset="land")
    make_version(Dwelling, "dwelling-1", dataset="land")
    make_version(Dwelling, "dwelling-2", dataset="homes", house="house-1")
    make_version(Person, "hash", dataset="police", household="family-1")
    make_version(Household, "family-1", dataset="families", dwelling="dwelling-1")
    make_version(Residence, "R", dataset="police", person="hash", dwelling="dwelling-1")
    assert run("dwelling-house") == {"dwelling-2": ("house-1", "code", "stands")}
    assert run("household-dwelling") == {"family-1": ("dwelling-1", "code", "stands")}
    assert run("person-household") == {"hash": ("family-1", "code", "stands")}
    assert run("person-dwelling") == {"hash": ("dwelling-1", "code", "stands")}


def test_a_code_that_two_other_sources_bear_is_proposed() -> None:
    for source in ("one", "two"):
        make_version(Dwelling, "dwelling-1", dataset=source)
    make_version(Person, "hash", dataset="police")
    make_version(Residence, "R", dataset="police", person="hash", dwelling="dwelling-1")
    make_version(Household, "F", dataset="police", dwelling="dwelling-1")
    assert run("household-dwelling")["F"][2] == "proposed"
    assert run("person-dwelling")["hash"][2] == "proposed"


def test_a_residence_may_name_a_dwelling_of_another_source_by_its_unit_code() -> None:
    make_version(Dwelling, "D", dataset="housing", unit_code=f"{HOUSE}0001")
    make_version(Person, "hash", dataset="police")
    make_version(Residence, "R", dataset="police", person="hash", dwelling=f"{HOUSE}0001")
    make_version(Household, "F", dataset="police", dwelling=f"{HOUSE}0001")
    assert run("person-dwelling") == {"hash": ("D", "code", "stands")}
    assert run("household-dwelling") == {"F": ("D", "code", "stands")}


def test_an_employment_leads_to_the_workplace() -> None:
    make_version(Person, "hash", dataset="tax")
    make_version(Workplace, "W", dataset="tax", enterprise="E")
    make_version(Enterprise, "E", dataset="tax")
    make_version(Employment, "J", dataset="tax", person="hash", workplace="W")
    assert run("person-workplace") == {"hash": ("W", "code", "stands")}
    assert run("workplace-enterprise") == {"W": ("E", "code", "stands")}


def test_people_of_one_file_live_in_the_dwellings_of_another() -> None:
    make_version(Dwelling, "330106-0001", dataset="dwellings.csv")
    make_version(Household, "HH-1", dataset="households.csv", dwelling="330106-0001")
    make_version(Person, "a1" * 16, dataset="persons.csv", household="HH-0000001")
    make_version(Household, "HH-0000001", dataset="households.csv")
    stay = {"person": "a1" * 16, "dwelling": "330106-0001"}
    make_version(Residence, "R", dataset="residences.csv", **stay)
    assert run("household-dwelling") == {"HH-1": ("330106-0001", "code", "stands")}
    assert run("person-household") == {"a1" * 16: ("HH-0000001", "code", "stands")}
    assert run("person-dwelling") == {"a1" * 16: ("330106-0001", "code", "stands")}


def test_a_residence_of_the_same_source_as_the_dwelling_alone_leads_there() -> None:
    make_version(Dwelling, "1", dataset="housing")
    make_version(Dwelling, "1", dataset="elsewhere")
    make_version(Person, "b2" * 16, dataset="persons")
    make_version(Residence, "R", dataset="housing", person="b2" * 16, dwelling="1")
    run("person-dwelling")
    assert Tie.objects.get(standing="stands").target.dataset.key == "housing"
