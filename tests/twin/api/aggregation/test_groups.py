"""Groups are as many as an answer holds, and each measured field is read once."""

import pytest

from twin.api.aggregation.groups import MOST, check_number, fields_of
from twin.api.aggregation.measures import read_measures
from twin.doorway.problems import BadParameterError
from twin.layer import layers


def test_a_field_that_is_measured_twice_is_read_once() -> None:
    measures = read_measures("sum:height,p5:year,mean:height", layers["buildings"].fields)
    assert [field.name for field in fields_of(measures)] == ["height", "year"]


def test_more_groups_than_an_answer_holds_are_refused_with_what_to_do() -> None:
    check_number(MOST)
    with pytest.raises(BadParameterError, match="give a coarser grid"):
        check_number(MOST + 1)
