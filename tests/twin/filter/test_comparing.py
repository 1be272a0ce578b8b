"""Values of a kind are compared, and with what is unknown nothing is so."""

import pytest

from tests.filters import keys, publish
from twin.filter.comparing import among, compare, like
from twin.filter.errors import FilterError
from twin.filter.terms import Kind, Term, read_number, read_text

FOUND = {
    "height > 1": "a",
    "height <> 10.5": "b",
    "floors = 3.0": "a",
    "3 = floors": "a",
    "floors < 1e300": "ab",
    "floors > -12345678901234567890": "ab",
    "name = 'Café'": "a",
    "name < 'D'": "a",
    "name like 'Caf_'": "a",
    "name like '%100\\%'": "b",
    "name not like 'C%'": "b",
    "floors between 0 and 3": "ab",
    "floors not between 1 and 3": "b",
    "floors in (3, 4)": "a",
    "floors not in (3, 4)": "b",
    "built in (DATE('2020-01-01'), TIMESTAMP('2021-05-31T16:00:00Z'))": "ab",
    "built < TIMESTAMP('2020-06-01T00:00:00Z')": "a",
    "seen > DATE('2020-06-01')": "b",
}


@pytest.mark.usefixtures("twin")
def test_values_of_a_kind_are_compared() -> None:
    publish()
    assert {text: keys(text) for text in FOUND} == FOUND


def test_what_is_of_another_kind_is_not_compared() -> None:
    with pytest.raises(FilterError, match="compare it with a text, not with a number"):
        compare("=", Term(Kind.TEXT, name="name"), read_number(1))
    with pytest.raises(FilterError, match="empty"):
        among(read_number(1), [])
    with pytest.raises(FilterError, match="lone backslash"):
        like(read_text("x"), read_text("x\\"))
