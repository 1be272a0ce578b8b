"""The list of synonyms names only kinds, fields and words that there are, each once."""

import tomllib
from collections import Counter

import pytest

from spatial.profile.kinds import choices_of, list_slots, name_kinds
from spatial.tabular.synonyms import FILE, plain, read_synonyms, read_unit

ROOT = tomllib.loads(FILE.read_text(encoding="utf-8"))


def test_kinds_and_fields_are_those_a_profile_knows() -> None:
    kinds = name_kinds()
    for kind, said in ROOT["kinds"].items():
        assert set(said["fields"]) <= set(list_slots(kinds[kind])), kind


def test_words_are_those_of_a_vocabulary_and_every_vocabulary_has_its_words() -> None:
    kinds = name_kinds()
    for kind, said in ROOT["kinds"].items():
        for name in said["fields"]:
            if choices := choices_of(list_slots(kinds[kind])[name]):
                words = ROOT["words"].get(f"{kind}-{name}") or ROOT["words"].get(name)
                assert words, f"{kind}.{name}"
                assert set(words) <= set(choices)


def test_no_column_means_two_fields_of_one_kind_and_no_value_two_words() -> None:
    lists = [said["fields"] for said in ROOT["kinds"].values()] + list(ROOT["words"].values())
    for listed in lists:
        counts = Counter(plain(word) for words in listed.values() for word in words)
        assert {word for word, count in counts.items() if count > 1} == set()


@pytest.mark.parametrize(
    ("name", "told", "unit"),
    [
        ("建筑面积（㎡）", "建筑面积", "m2"),
        ("宗地面积(亩)", "宗地面积", "亩"),
        ("BuiltArea", "builtarea", ""),
        ("built_area", "builtarea", ""),
        ("ＢＵＩＬＴ ＡＲＥＡ", "builtarea", ""),
    ],
)
def test_a_name_is_known_however_it_is_written(name: str, told: str, unit: str) -> None:
    assert (plain(name), read_unit(name)) == (told, unit)
    assert plain("建筑面积") in read_synonyms().fields["dwelling"]
