"""Fields are parameters of their own type, after those of the page."""

import pytest

from spatial.text import Text
from twin.api.paging import LIMIT
from twin.doorway.comparing import comparable, equality
from twin.doorway.problems import BadParameterError
from twin.layer import Field

NAME = Field(name="class", title=Text("类别", "Class"), column="klass")
SIZE = Field(name="limit", title=Text("上限", "Limit"), type="integer")
MORE = Field(name="more", title=Text("其他", "More"), type="object")


def test_a_parameter_of_the_page_goes_before_a_field_of_its_name() -> None:
    assert comparable([NAME, SIZE, MORE], [LIMIT]) == [NAME]
    assert comparable([NAME, SIZE, MORE], []) == [NAME, SIZE]


def test_a_field_is_compared_in_its_own_type() -> None:
    assert equality(SIZE).take("12") == 12
    assert equality(NAME).take("12") == "12"


def test_dates_and_times_are_compared_as_such() -> None:
    given = {"date": "2024-05-31", "date-time": "2024-05-31T08:00:00Z", "time": "08:00:00.5"}
    for format, text in given.items():
        field = Field(name="when", title=Text("时", "When"), format=format)
        [kept] = comparable([field], [])
        parameter = equality(kept)
        assert parameter.schema == {"type": "string", "format": format}
        assert parameter.take(text).isoformat().startswith(text[:8])
        with pytest.raises(BadParameterError):
            parameter.take("2024-02-30")
