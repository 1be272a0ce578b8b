"""Every thing is in one state and every exposed one in one class, and what is not known is told."""

from typing import Any

import numpy as np
import pytest

from spatial.exposure import BANDS, EDGES, Alike, Detail, classify_depth, tell_exposure
from spatial.figures import Places
from spatial.hazards import Exposure
from tests.columns import codes, numbers, pick, words

INFINITE = float("inf")
STATES = [*Exposure, "unknown"]


def reached(*rows: tuple[int, str | None, float, float, int], count: list[float] | None = None) -> Alike:
    """Things by zone, state, least and greatest depth, and rank."""
    zone, state, low, high, rank = zip(*rows, strict=True)
    return Alike(
        zone=codes(*zone),
        state=words(*state),
        low=numbers(*low),
        high=numbers(*high),
        rank=codes(*rank),
        count=numbers(*(count or [1.0] * len(rows))),
    )


TOWN = reached(
    (0, "exposed", 0.5, 1.0, 2),
    (0, "exposed", 0.0, 0.5, 1),
    (0, "modelled-not-exposed", -1, -1, -1),
    (1, "exposed", 0.0, INFINITE, 0),
    (1, "not-modelled", -1, -1, -1),
    (-1, None, -1, -1, -1),
    count=[4, 2, 3, 1, 5, 7],
)


def count(detail: Detail, part: str, town: Alike = TOWN) -> list[float]:
    """How many are in a state or class: two zones, in none, in the city."""
    numerator: Any = pick(tell_exposure("things", town, town.count, Places(2), detail), "things", part)
    return list(numerator.numerator.tolist())


def test_the_states_and_the_unknown_are_told_of_all() -> None:
    found = tell_exposure("things", TOWN, TOWN.count, Places(2), Detail.NONE)
    assert [one.part for one in found] == STATES
    assert [one.numerator.tolist() for one in found if one.numerator is not None] == [
        [6, 1, 0, 7],
        [3, 0, 0, 3],
        [0, 5, 0, 5],
        [0, 0, 7, 7],
    ]
    assert all(one.denominator is not None and one.denominator.tolist() == [9, 6, 7, 22] for one in found)
    assert all(one.unknown.tolist() == [0, 0, 7, 7] and one.people is None for one in found)
    assert pick(found, "things", "exposed").value.tolist() == pytest.approx([6 / 9, 1 / 6, 0, 7 / 22])


def test_the_exposed_are_told_by_depth_and_what_its_range_does_not_settle_is_told_apart() -> None:
    assert count(Detail.DEPTH, "depth-from-0.5") == [4, 0, 0, 4]
    assert count(Detail.DEPTH, "depth-spanning") == [2, 0, 0, 2]
    assert count(Detail.DEPTH, "depth-unknown") == [0, 1, 0, 1]
    series = pick(
        tell_exposure("things", TOWN, TOWN.count, Places(2), Detail.DEPTH), "things", "depth-from-0.5"
    )
    assert series.unknown.tolist() == [2, 1, 0, 3]


def test_the_exposed_are_told_by_rank() -> None:
    assert count(Detail.GRADE, "rank-2") == [4, 0, 0, 4]
    assert count(Detail.GRADE, "rank-1") == [2, 0, 0, 2]
    assert count(Detail.GRADE, "rank-unknown") == [0, 1, 0, 1]
    high = reached((0, "exposed", 0, INFINITE, 7))
    assert count(Detail.GRADE, "rank-above", high) == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [
        (0, 0.15, "depth-below-0.15"),
        (0.15, 0.27, "depth-0.15-0.27"),
        (0.3, 0.3, "depth-0.27-0.4"),
        (0.4, 0.5, "depth-0.4-0.5"),
        (0.5, INFINITE, "depth-from-0.5"),
        (0.15, 0.15, "depth-0.15-0.27"),
        (0.15, 0.3, "depth-spanning"),
        (0, 3, "depth-spanning"),
        (0.4, INFINITE, "depth-spanning"),
        (0, INFINITE, "depth-unknown"),
    ],
)
def test_a_range_of_depth_is_in_the_one_class_that_holds_it(low: float, high: float, band: str) -> None:
    found = classify_depth(numbers(low), numbers(high))
    assert [name for name, which in found.items() if which[0]] == [band]


def test_figures_about_people_say_how_many_each_is_drawn_from() -> None:
    found = tell_exposure("people", TOWN, TOWN.count, Places(2), Detail.DEPTH, people=True)
    for one in found:
        assert one.people is not None and one.numerator is not None
        assert one.people.tolist() == one.numerator.tolist()


@pytest.mark.parametrize("detail", Detail)
def test_whatever_there_is_the_states_make_up_all_and_the_classes_the_exposed(detail: Detail) -> None:
    dice = np.random.default_rng(3)
    many = 500
    edges = [edge.depth for edge in EDGES]
    low, state = dice.choice([0, *edges, 1.0], many), dice.choice([*Exposure, None], many)
    town = Alike(
        zone=dice.integers(-1, 5, many).astype(np.int32),
        state=np.array([one and str(one) for one in state], dtype=object),
        low=low,
        high=np.maximum(low, dice.choice([*edges, 2.0, INFINITE], many)),
        rank=dice.integers(0, 9, many).astype(np.int32),
        count=dice.integers(1, 9, many).astype(float),
    )
    found = tell_exposure("things", town, town.count, Places(5), detail)
    numerators = {one.part: one.numerator for one in found}
    everything = found[0].denominator
    assert everything is not None and everything[-1] == town.count.sum()
    assert sum(numerators[name] for name in STATES).tolist() == everything.tolist()
    classes = [figures for part, figures in numerators.items() if part not in STATES]
    assert len(classes) == {Detail.NONE: 0, Detail.DEPTH: len(BANDS) + 2, Detail.GRADE: 7}[detail]
    if classes:
        assert sum(classes).tolist() == numerators["exposed"].tolist()


def test_nothing_at_all_is_no_share_and_says_why() -> None:
    nothing = Alike(zone=codes(), state=words(), low=numbers(), high=numbers(), rank=codes(), count=numbers())
    found = tell_exposure("things", nothing, nothing.count, Places(1), Detail.GRADE)
    assert {reason for one in found for reason in one.reasons} == {"no-denominator"}
