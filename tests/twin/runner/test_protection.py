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


def test_what_is_linked_is_hidden_together() -> None:
    nobody = numbers(0, 0, 0, 0, 0)
    leave, come = numbers(4, 20, 90, 0, 114), numbers(70, 30, 14, 0, 114)
    shown = protect(
        [
            tell("out", leave, nobody, people=leave, linked="crossing"),
            tell("in", come, nobody, people=come, linked="crossing"),
            tell("net", come - leave, nobody, people=np.minimum(come, leave), linked="crossing"),
        ],
        10,
    )
    # The second zone's is hidden for the first's sake, so neither may be had from who comes and the net.
    assert [hidden(one) for one in shown] == [[True, True, False, False, False]] * 3


def test_flows_that_only_their_zone_gives_away_hide_how_many_leave_and_come_there() -> None:
    flows = Flows(
        measure="flows",
        origin=codes(0, 0, 1, 2, 3),
        destination=codes(1, 2, 0, 3, 0),
        count=numbers(4, 20, 90, 80, 70),
        people=True,
        linked="crossing",
    )
    nobody, leave = numbers(0, 0, 0, 0, 0, 0), numbers(24, 90, 80, 70, 0, 264)
    out, alone, found = protect(
        [
            tell("out", leave, nobody, people=leave, linked="crossing"),
            tell("residents", leave, nobody, people=leave),
            flows,
        ],
        10,
    )
    assert isinstance(out, Series) and isinstance(alone, Series) and isinstance(found, Flows)
    # All who come to 2 are from 0, so those of 0 who go to 1 are all but these.
    assert hidden(out) == [True, False, False, True, False, False]
    assert not any(hidden(alone))
    assert (found.hidden, found.count.tolist()) == (2, [90, 80, 70])


def test_places_found_have_no_figures_where_one_is_of_few() -> None:
    spots = np.array([Point(0, 0), Point(1, 1)], dtype=object)
    for people, told_of in ((numbers(40, 3), False), (numbers(40, 0), True), (None, True)):
        shapes = Shapes(measure="gain", geometry=spots, value=numbers(40, 3), name=("1", "2"), people=people)
        [found] = protect([shapes], 10)
        assert isinstance(found, Shapes)
        assert np.isnan(found.value).all() != told_of
        assert found.reason == (None if told_of else Reason.PROTECTED)
