"""The records of the registers say by their types what they are of."""

from spatial import registers
from spatial.records import Record


def test_rows_about_people_are_told_apart() -> None:
    kinds = {kind for kind in vars(registers).values() if isinstance(kind, type) and issubclass(kind, Record)}
    assert kinds > registers.PERSONAL
    told = {
        kind for kind in kinds if {"person", "household", "birth_year", "income"} & set(kind.__annotations__)
    }
    assert told == registers.PERSONAL


def test_what_is_not_told_is_unknown() -> None:
    dwelling = registers.Dwelling(code="1", footprint=None)
    assert dwelling.area_gross is None
    assert dwelling.use_state is None
