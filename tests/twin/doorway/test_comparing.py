"""Fields are parameters of their own type, after those of the page."""

from spatial.text import Text
from twin.api.paging import LIMIT
from twin.doorway.comparing import comparable, equality
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
