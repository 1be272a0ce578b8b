"""The fields and words of the registers have names in both languages, and are those of the records."""

import pytest

from spatial.population import structures, uses
from spatial.population.land import SCHEME
from spatial.profile.kinds import choices_of, list_slots, name_kinds
from twin.layer import Sensitivity
from twin.layer.register import (
    CODE_SCHEMES,
    HOUSE_USES,
    REGISTERS,
    STRUCTURES,
    find_field,
)


@pytest.mark.parametrize("kind", REGISTERS)
def test_fields_and_words_are_those_of_the_record(kind: str) -> None:
    slots = list_slots(name_kinds()[kind])
    for field in REGISTERS[kind]:
        assert field.unit == slots[field.name].unit or slots[field.name].unit == "{count}"
        assert not field.closed or list(field.values) == choices_of(slots[field.name])


def test_names_are_told_in_both_languages() -> None:
    assert find_field("dwelling", "area_gross").title.zh == "建筑面积"
    assert find_field("dwelling", "other").title.en == "other"
    assert find_field("dwelling", "tenure").values["rented"].zh == "租赁"


def test_the_words_of_made_up_registers_and_the_sectors_are_told_in_both_languages() -> None:
    assert {use.id for use in uses.USES} <= set(HOUSE_USES)
    assert set(structures.KINDS) <= set(STRUCTURES)
    assert SCHEME in CODE_SCHEMES
    assert find_field("house", "structure").values[structures.KINDS[0]].zh == "钢筋混凝土结构"
    assert find_field("house", "usage").values["outbuilding"].zh == "附属用房"
    assert find_field("workplace", "sector").values["F"].en == "Wholesale and retail trade"


def test_money_tenure_and_the_state_of_a_home_are_not_for_strangers() -> None:
    hidden = {field.name for field in REGISTERS["dwelling"] if field.sensitivity is not Sensitivity.OPEN}
    assert hidden == {"tenure", "use_state", "safety", "price", "rent", "sale", "sold_on"}
