"""Likeness and the counts of agreeing pairs are those the field knows."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from spatial.linkage.model import Likeness, Row
from tests.spatial.linkage.agreement import (
    Pair,
    Rule,
    count_agreements,
    count_patterns,
    measure,
    pair_between,
    pair_within,
)
from tests.spatial.linkage.febrl import GUIDE, person, read_febrl

FOLDER = "reference/linkage"


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [("MARTHA", "MARHTA", 0.9611), ("DIXON", "DICKSONX", 0.8133), ("DWAYNE", "DUANE", 0.8400)],
)
def test_names_are_as_alike_as_winkler_says(one: str, other: str, likeness: float) -> None:
    assert measure(one, other, Likeness.NAME) == pytest.approx(likeness, abs=5e-5)


def test_texts_are_alike_by_the_letters_to_change() -> None:
    assert measure("light street", "light setreet", Likeness.TEXT) == pytest.approx(12 / 13)
    assert measure("一", "一", Likeness.EXACT) == 1
    assert measure("一", "1", Likeness.EXACT) == 0


def test_an_unknown_value_agrees_with_nothing() -> None:
    rule = Rule("name", Likeness.NAME, 0.85)
    assert not rule.holds({"name": None}, {"name": None})
    rows: list[Row] = [{"name": None}, {"name": None}, {"name": "li"}, {"name": "li"}]
    assert list(pair_within(rows, "name")) == [(rows[2], rows[3])]
    assert list(pair_between(rows[:2], rows, "name")) == []


def true_among(pairs: Iterable[Pair]) -> tuple[int, int]:
    """How many pairs agree on more than three rules, and how many of them are of one person."""
    chosen = [(one, other) for one, other in pairs if sum(rule.holds(one, other) for rule in GUIDE) > 3]
    return len(chosen), sum(person(one["id"]) == person(other["id"]) for one, other in chosen)


def test_the_pairs_of_febrl4_are_counted_as_its_guide_counts_them(sample: Callable[[str], Path]) -> None:
    left, right = (read_febrl(sample(f"{FOLDER}/dataset4{part}.csv")) for part in "ab")
    pairs = list(pair_between(left, right, "given_name"))
    counts = count_agreements(count_patterns(pairs, GUIDE))
    assert len(pairs) == 77_249
    assert counts == {6: 1566, 5: 1332, 4: 343, 3: 146, 2: 16_427, 1: 57_435}
    chosen, true = true_among(pairs)
    assert (chosen, true, round(true / len(left), 4)) == (3241, 3241, 0.6482)


def test_the_pairs_of_febrl1_are_counted_as_its_guide_counts_them(sample: Callable[[str], Path]) -> None:
    pairs = list(pair_within(read_febrl(sample(f"{FOLDER}/dataset1.csv")), "given_name"))
    assert count_agreements(count_patterns(pairs, GUIDE)) == {6: 142, 5: 145, 4: 30, 3: 9, 2: 376, 1: 1380}
    assert true_among(pairs) == (317, 317)
