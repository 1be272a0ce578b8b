"""Figures of few people are hidden, and what would give them away is too."""

import numpy as np
from shapely import Point

from spatial.analysis import Flows, Reason, Series, Shapes
from spatial.figures import divide, tell
from tests.columns import codes, numbers
from twin.runner.protection import protect


def hidden(series: Series) -> list[bool]:
    """Which places are hidden."""
    return np.isnan(series.value).tolist()


def test_figures_of_fewer_than_k_are_hidden_whole() -> None:
    people = numbers(9, 3, 50, 0, 62)
    [one] = protect([divide("share", people / 2, people, numbers(1, 1, 1, 0, 3), people=people)], 10)
    assert hidden(one) == [True, True, False, True, False]
    assert one.numerator is not None and np.isnan(one.numerator[:2]).all()
    assert np.isnan(one.unknown[:2]).all()
    assert one.reasons == (Reason.PROTECTED, Reason.PROTECTED, None, Reason.NO_DENOMINATOR, None)


def test_one_hidden_place_alone_takes_the_next_smallest_with_it() -> None:
    people = numbers(9, 40, 30, 0, 79)
    [one] = protect([tell("people", people, numbers(0, 0, 0, 0, 0), people=people)], 10)
    assert hidden(one) == [True, False, True, False, False]


def test_hidden_places_that_hold_few_together_take_the_next_smallest_with_them() -> None:
    people = numbers(2, 3, 40, 30, 75)
    [one] = protect([tell("people", people, people, people=people)], 10)
    assert hidden(one) == [True, True, False, True, False]


def test_a_part_is_not_given_away_where_other_places_lack_its_fellow() -> None:
    few, many = numbers(2, 0, 12, 0, 14), numbers(90, 50, 0, 40, 180)
    none = numbers(0, 0, 0, 0, 0)
    parts = [tell("people", one, none, part=name, people=one) for name, one in (("few", few), ("many", many))]
    shown = protect(parts, 10)
    assert [hidden(one) for one in shown] == [[True, False, True, True, False]] * 2


def test_a_part_that_only_one_place_has_is_not_given_away_by_the_city() -> None:
    few, many = numbers(4, 40, 44), numbers(90, 0, 90)
    none = numbers(0, 0, 0)
    parts = [tell("people", one, none, part=name, people=one) for name, one in (("few", few), ("many", many))]
    whole = tell("people", few + many, none, people=few + many)
    shown = protect([*parts, whole], 10)
    assert [hidden(one) for one in shown] == [[True, True, True], [True, True, True], [False, False, False]]


def test_a_part_that_is_hidden_hides_its_fellows_at_that_place() -> None:
    few, many = numbers(4, 40, 44), numbers(90, 90, 180)
    none = numbers(0, 0, 0)
    parts = [tell("people", one, none, part=name, people=one) for name, one in (("few", few), ("many", many))]
    whole = tell("people", few + many, none, people=few + many)
    shown = protect([*parts, whole], 10)
    assert [hidden(one)[0] for one in shown] == [True, True, False]


def test_a_city_of_few_people_tells_nothing_and_things_are_no_people() -> None:
    people = numbers(3, 0, 3)
    one, other = protect([tell("people", people, people, people=people), tell("houses", people, people)], 10)
    assert hidden(one) == [True, False, True]
    assert hidden(other) == [False, False, False]


def flows(*rows: tuple[int, int, float], people: bool = True) -> Flows:
    """Flows from and to zones."""
    origin, destination, count = zip(*rows, strict=True)
    return Flows(
        measure="flows",
        origin=codes(*origin),
        destination=codes(*destination),
        count=numbers(*count),
        people=people,
    )


def told(found: Flows) -> set[tuple[int, int]]:
    """The flows that are told."""
    return set(zip(found.origin.tolist(), found.destination.tolist(), strict=True))


def test_flows_of_few_are_hidden_with_what_would_give_them_away() -> None:
    rows = (0, 0, 50), (0, 1, 4), (0, 2, 20), (2, 1, 90), (1, 2, 40), (2, 0, 30), (2, 3, 200)
    [found] = protect([flows(*rows)], 10)
    assert isinstance(found, Flows)
    # 0-1 is alone among the hidden that leave 0 and that come to 1, and then so are those hidden for it.
    assert told(found) == {(0, 0), (2, 3)}
    assert found.hidden == 5


def test_who_stays_hides_nobody_who_leaves() -> None:
    [found] = protect([flows((0, 0, 3), (0, 1, 4), (0, 2, 20), (1, 2, 40), (2, 1, 90))], 10)
    assert isinstance(found, Flows)
    # Those who stay are in no sum of who leaves, so that 0-1 could be had from this less 0-2.
    assert (0, 2) not in told(found)


def test_flows_that_nobody_is_hidden_in_are_told_whole() -> None:
    [many] = protect([flows((0, 1, 10), (1, 0, 99))], 10)
    [counted] = protect([flows((0, 1, 1), (1, 0, 2), people=False)], 10)
    assert isinstance(many, Flows) and isinstance(counted, Flows)
    assert (len(many.count), many.hidden, len(counted.count)) == (2, 0, 2)


def test_no_hidden_flow_can_be_had_from_what_starts_or_ends_in_a_zone() -> None:
    random = np.random.default_rng(3)
    count = random.poisson(random.gamma(0.7, 30, (12, 12))).astype(float)
    np.fill_diagonal(count, random.integers(1, 15, 12))
    origin, destination = np.nonzero(count)
    rows = zip(origin.tolist(), destination.tolist(), count[origin, destination].tolist(), strict=True)
    [found] = protect([flows(*rows)], 10)
    assert isinstance(found, Flows) and found.hidden
    shown = np.zeros_like(count)
    shown[found.origin, found.destination] = found.count
    assert ((shown == 0) | (shown >= 10)).all()
    # Sums are of who leaves and comes, without those who stay.
    for matrix in (count, shown):
        np.fill_diagonal(matrix, 0)
    for counted, open_ones in ((count, shown), (count.T, shown.T)):
        for line, told_of in zip(counted, open_ones, strict=True):
            hidden = line[(line > 0) & (told_of == 0)]
            assert not len(hidden) or not told_of.any() or (len(hidden) > 1 and hidden.sum() >= 10)


def test_places_found_have_no_figures_where_one_is_of_few() -> None:
    spots = np.array([Point(0, 0), Point(1, 1)], dtype=object)
    for people, told_of in ((numbers(40, 3), False), (numbers(40, 0), True), (None, True)):
        shapes = Shapes(measure="gain", geometry=spots, value=numbers(40, 3), name=("1", "2"), people=people)
        [found] = protect([shapes], 10)
        assert isinstance(found, Shapes)
        assert np.isnan(found.value).all() != told_of
        assert found.reason == (None if told_of else Reason.PROTECTED)
