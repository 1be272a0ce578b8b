"""Times stand to each other as Allen names it, days and moments together."""

import pytest

from tests.filters import keys, publish
from twin.filter.errors import FilterError
from twin.filter.temporal import make_interval
from twin.filter.terms import read_text

FOUND = {
    "t_before(built, DATE('2020-02-01'))": "a",
    "t_after(seen, DATE('2020-01-01'))": "b",
    "t_during(interval(seen, left), interval('2019-12-31', '2020-01-31'))": "a",
    "t_during(seen, interval('..', '2020-12-31'))": "a",
    "t_meets(interval(seen, left), interval('2020-01-02T08:00:00Z', '..'))": "a",
    "t_intersects(built, TIMESTAMP('2020-01-01T15:59:59Z'))": "a",
    "t_intersects(built, TIMESTAMP('2020-01-01T16:00:00Z'))": "",
}


@pytest.mark.usefixtures("twin")
def test_times_stand_to_each_other() -> None:
    publish()
    assert {text: keys(text) for text in FOUND} == FOUND


def test_an_interval_begins_before_it_ends() -> None:
    first, last = read_text("2020-01-01"), read_text("..")
    assert make_interval(first, last).ends[1] is None
    with pytest.raises(FilterError, match="ends before it begins"):
        make_interval(read_text("2020-01-02"), first)
