"""Functions give what they are called for, letters folded as people fold them."""

import pytest

from tests.filters import keys, publish
from twin.filter.errors import FilterError
from twin.filter.functions import FUNCTIONS, call
from twin.filter.terms import read_number

FOUND = {
    "casei(name) = casei('STRASSE 100%')": "b",
    "casei(name) like casei('strasse%')": "b",
    "accenti(name) = accenti('cafè')": "",
    "accenti(casei(name)) = accenti(casei('cafè'))": "a",
    "lower(name) = 'café'": "a",
    "upper(name) = 'CAFÉ'": "a",
    "length(trim(name)) = 4": "a",
    "round(height) = 11 and floor(height) = 10 and ceil(height) = 11 and abs(0 - height) > 10": "a",
    "year(built) = 2020 and month(built) = 1 and day(seen) = 1": "a",
}


@pytest.mark.usefixtures("twin")
def test_functions_give_what_they_are_called_for() -> None:
    publish()
    assert {text: keys(text) for text in FOUND} == FOUND


def test_a_function_tells_what_it_takes() -> None:
    assert all(one.title.zh and one.title.en and one.takes for one in FUNCTIONS.values())
    with pytest.raises(FilterError, match="there are: casei, accenti"):
        call("explode", [])
    with pytest.raises(FilterError, match="is a number; give a text"):
        call("casei", [read_number(1)])
