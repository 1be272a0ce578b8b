"""Figures by place: zones and what lies in none are the city, and nothing known is no value."""

import numpy as np

from spatial.analysis import Measure, Reason
from spatial.figures import Places, divide, not_negative, positive, tell, tell_nothing, unsaid, withhold
from spatial.text import Text
from tests.columns import NAN, codes, numbers, words


def test_zones_and_what_lies_in_none_add_up_to_the_city() -> None:
    sums = Places(2).sum(codes(0, 1, 1, -1, 7), numbers(1, 2, 3, 4, 5))
    assert sums.tolist() == [1, 5, 9, 15]
    assert Places(0).sum(codes(-1, -1), numbers(1, 2)).tolist() == [3, 3]


def test_a_sum_of_nothing_but_unknowns_is_unknown_and_a_sum_of_nothing_is_nought() -> None:
    found = Places(3).sum_known(codes(0, 0, 1, -1), numbers(2, NAN, NAN, NAN))
    np.testing.assert_array_equal(found, [2, NAN, 0, NAN, 2])


def test_medians_are_of_the_known_values_and_agree_with_numpy() -> None:
    random = np.random.default_rng(3)
    zone, figures = random.integers(-1, 5, 999).astype(np.int32), random.normal(size=999)
    figures[::7] = np.nan
    wanted = [np.nanmedian(figures[zone == at]) for at in (0, 1, 2, 3, 4, -1)] + [np.nanmedian(figures)]
    assert Places(5).median(zone, figures).tolist() == wanted
    assert np.isnan(Places(1).median(codes(-1), numbers(NAN))).all()


def test_what_cannot_be_is_unknown() -> None:
    assert np.isnan(positive(numbers(0, -1, NAN, np.inf))).all()
    assert np.isnan(not_negative(numbers(-1, NAN))).all()
    assert not_negative(numbers(0)).tolist() == [0]
    assert unsaid(words("a", None)).tolist() == [False, True]


def test_a_denominator_of_nought_gives_no_value_but_a_reason() -> None:
    series = divide("x", numbers(1, 0, NAN), numbers(4, 0, 2), numbers(0, 0, 0))
    assert series.value[0] == 0.25
    assert np.isnan(series.value[1:]).all()
    assert series.reasons == (None, Reason.NO_DENOMINATOR, Reason.NOT_KNOWN)
    assert tell("x", numbers(NAN, 3), numbers(0, 0)).reasons == (Reason.NOT_KNOWN, None)


def test_figures_can_be_withheld_for_a_reason() -> None:
    series = withhold(tell("x", numbers(1, 2), numbers(0, 0), part="p"), Reason.NOT_HELD)
    assert np.isnan(series.value).all()
    assert (series.part, set(series.reasons)) == ("p", {Reason.NOT_HELD})


def test_nothing_is_told_of_every_measure_and_part_for_a_reason() -> None:
    title = Text("", "")
    plain = Measure(id="a", title=title, unit="1")
    parted = Measure(id="b", title=title, unit="1", parts={"x": title, "y": title})
    found = tell_nothing([plain, parted], Reason.NO_ZONES)
    assert [(one.measure, one.part) for one in found] == [("a", None), ("b", "x"), ("b", "y")]
    assert all(np.isnan(one.value).all() and one.reasons == (Reason.NO_ZONES,) for one in found)
