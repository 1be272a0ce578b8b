"""Values are told as people read them."""

from typing import Any

import pytest

from spatial.text import Text
from twin.api.wording import head
from twin.layer import Field

FIELDS = (
    Field(name="area", title=Text("面积", "Area"), type="number", unit="m2"),
    Field(name="year", title=Text("年份", "Year"), type="integer"),
    Field(name="use", title=Text("用途", "Use"), values={"1": Text("住宅", "Dwelling")}),
    Field(name="more", title=Text("其他", "More"), type="object"),
)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("area", 1234.50, "1,234.5"),
        ("area", 1234, "1,234"),
        ("area", 0.0, "0"),
        ("year", 1987, "1987"),
        ("use", "1", "Dwelling"),
        ("use", "9", "9"),
        ("use", None, ""),
        ("more", {"a": "宅"}, '{"a": "宅"}'),
        ("more", True, "yes"),
    ],
)
def test_a_value_is_told_under_its_heading(name: str, value: Any, told: str) -> None:
    assert head(FIELDS, "en")[name].write(value, "en") == told


def test_a_heading_has_title_and_unit_in_the_language() -> None:
    zh, en = head(FIELDS, "zh")["area"], head(FIELDS, "en")["area"]
    assert (zh.title, zh.unit, zh.figures) == ("面积", "平方米", True)
    assert (en.title, en.unit) == ("Area", "m²")
    assert not head(FIELDS, "en")["use"].figures
