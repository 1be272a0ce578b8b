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
    name_field,
    name_value,
)


@pytest.mark.parametrize("kind", REGISTERS)
def test_fields_and_words_are_those_of_the_record(kind: str) -> None:
    slots = list_slots(name_kinds()[kind])
    for field in REGISTERS[kind]:
        assert field.unit == slots[field.name].unit or slots[field.name].unit == "{count}"
        assert not field.closed or list(field.values) == choices_of(slots[field.name])


def test_names_are_told_in_both_languages() -> None:
    assert name_field("dwelling", "area_gross").zh == "建筑面积"
    assert name_field("dwelling", "other").en == "other"
    assert name_value("dwelling", "tenure", "rented").zh == "租赁"
    assert name_value("dwelling", "area_gross", 89.2).en == "89.2"


def test_the_words_of_made_up_registers_and_the_sectors_are_told_in_both_languages() -> None:
    assert {use.id for use in uses.USES} <= set(HOUSE_USES)
    assert set(structures.KINDS) <= set(STRUCTURES)
    assert SCHEME in CODE_SCHEMES
    assert name_value("house", "structure", structures.KINDS[0]).zh == "钢筋混凝土结构"
    assert name_value("house", "usage", "outbuilding").zh == "附属用房"
    assert name_value("workplace", "sector", "F").en == "Wholesale and retail trade"


def test_money_tenure_and_the_state_of_a_home_are_not_for_strangers() -> None:
    hidden = {field.name for field in REGISTERS["dwelling"] if field.sensitivity is not Sensitivity.OPEN}
    assert hidden == {"tenure", "use_state", "safety", "price", "rent", "sale", "sold_on"}
