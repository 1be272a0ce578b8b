"""A filter is taken from three parameters, and what is wrong with it told by its position."""

import pytest

from tests.filters import keys, publish
from twin.doorway.filtering import FILTER, FILTER_CRS, FILTER_LANG, Filter, condition, find_filter
from twin.doorway.problems import BadParameterError
from twin.doorway.systems import CRS84, find_system


def test_without_a_filter_there_is_none() -> None:
    assert find_filter({FILTER.name: None, FILTER_LANG.name: None, FILTER_CRS.name: None}) is None


def test_filters_that_say_the_same_are_one() -> None:
    text = find_filter({"filter": "a=1"})
    document = find_filter(
        {"filter": '{"args": [{"property": "a"}, 1.0], "op": "="}', "filter-lang": "cql2-json"}
    )
    assert text == document == Filter('{"args":[{"property":"a"},1.0],"op":"="}', CRS84)
    assert len({text, document, find_filter({"filter": "a=1", "filter-crs": find_system("EPSG:3857")})}) == 2


def test_what_cannot_be_read_is_told_by_its_position() -> None:
    with pytest.raises(BadParameterError, match="character 5") as refused:
        find_filter({"filter": "a = ?"})
    assert (refused.value.parameter, refused.value.members) == ("filter", {"position": 5})
    found = find_filter({"filter": "a = 1"})
    assert found is not None
    with pytest.raises(BadParameterError, match="no property “a”") as refused:
        condition(found, [], 4549)
    assert (refused.value.parameter, refused.value.members) == ("filter", {})


@pytest.mark.usefixtures("twin")
def test_a_filter_may_have_lines() -> None:
    publish()
    assert keys("open\r\n\tAND height\n> 1") == "a"
    for text in ("x\x00", "x\u202e", "x" * 20_001, "\ufeff\u202e"):
        with pytest.raises(BadParameterError):
            FILTER.take(text)


def test_each_parameter_takes_what_it_says() -> None:
    assert FILTER_LANG.take("cql2-json") == "cql2-json"
    assert FILTER_CRS.take(CRS84.uri) == CRS84
    for parameter, text in ((FILTER_LANG, "sql"), (FILTER_CRS, "EPSG:2000")):
        with pytest.raises(BadParameterError):
            parameter.take(text)
