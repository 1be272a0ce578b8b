"""Every word the registers have for persons has words in both languages."""

import pytest

from spatial.profile.kinds import choices_of, list_slots
from spatial.registers import Household, Person
from twin.access.masks import BUREAU
from twin.api.residents import NAMES, WORDS, lay_out


@pytest.mark.parametrize("kind", [Household, Person])
def test_every_word_of_the_vocabularies_is_known(kind: type) -> None:
    assert {word for slot in list_slots(kind).values() for word in choices_of(slot)} <= set(WORDS)


@pytest.mark.parametrize("kind", ["household", "person"])
def test_every_field_the_gate_may_show_has_a_name(kind: str) -> None:
    assert set(BUREAU[kind]) - {"dwelling"} <= set(NAMES)


def test_a_row_is_told_in_words_and_what_it_does_not_tell_is_passed_over() -> None:
    row = {"valid": [None, None], "sex": "female", "size": 1, "resident": True, "income": None}
    assert lay_out(row, "zh") == [("性别", "女"), ("人数", "1"), ("常住", "是")]
    assert lay_out(row, "en")[0] == ("Sex", "female")
