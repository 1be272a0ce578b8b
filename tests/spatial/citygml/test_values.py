"""Properties become plain JSON: texts, numbers with units, codes, data types, generic attributes."""

from typing import Any

import pytest

from spatial.citygml.codelists import CodeLists
from spatial.citygml.values import Code, Values, add, read_number
from tests.citygml import element


def read(inner: str, tmp_path: Any, *taken: str) -> dict[str, Any]:
    """The values of an object with these properties, of which some are taken out."""
    (tmp_path / "uses.xml").write_text(
        '<d xmlns:gml="http://www.opengis.net/gml"><gml:Definition><gml:description>田</gml:description>'
        "<gml:name>201</gml:name></gml:Definition></d>"
    )
    values = Values(CodeLists(tmp_path / "a.gml"), lambda child: child.tag.endswith(taken or "-"))
    return values.read(element(f"<bldg:Building>{inner}</bldg:Building>"))


@pytest.mark.parametrize(
    ("inner", "value"),
    [
        ("<bldg:x> text </bldg:x>", "text"),
        ('<bldg:x uom="m">5.5</bldg:x>', {"value": 5.5, "uom": "m"}),
        ('<bldg:x uom="m">deep</bldg:x>', {"value": "deep", "uom": "m"}),
        ('<bldg:x codeSpace="uses.xml">201</bldg:x>', {"code": "201", "name": "田"}),
        ('<bldg:x codeSpace="other.xml">201</bldg:x>', "201"),
        ('<bldg:x xlink:href="#a"/>', {"href": "#a"}),
        ("<bldg:x>1</bldg:x><bldg:x>2</bldg:x><bldg:x>3</bldg:x>", ["1", "2", "3"]),
        ("<bldg:x><uro:X><uro:y>1</uro:y></uro:X></bldg:x>", {"y": "1"}),
        ("<bldg:x><uro:Y><uro:y>1</uro:y></uro:Y></bldg:x>", {"type": "Y", "y": "1"}),
        ('<bldg:x><uro:X gml:id="i"><uro:y>1</uro:y></uro:X></bldg:x>', {"id": "i", "y": "1"}),
        ("<bldg:x><uro:X>1</uro:X><uro:X>2</uro:X></bldg:x>", ["1", "2"]),
    ],
)
def test_a_property_has_a_plain_value(inner: str, value: Any, tmp_path: Any) -> None:
    assert read(inner, tmp_path) == {"x": value}


@pytest.mark.parametrize(
    "inner", ["<bldg:x/>", '<bldg:x xsi:nil="true" xlink:href="#a"/>', "<bldg:x><uro:X/></bldg:x>"]
)
def test_what_says_nothing_is_left_out(inner: str, tmp_path: Any) -> None:
    assert read(inner, tmp_path) == {}


def test_a_code_nobody_explains_is_known_for_one(tmp_path: Any) -> None:
    assert isinstance(read('<bldg:x codeSpace="other.xml">201</bldg:x>', tmp_path)["x"], Code)


def test_one_name_of_two_vocabularies_is_told_apart(tmp_path: Any) -> None:
    found = read("<bldg:x>1</bldg:x><uro:x>2</uro:x><uro:x>3</uro:x>", tmp_path)
    assert found == {"x": "1", "uro:x": ["2", "3"]}


def test_what_is_taken_is_no_attribute(tmp_path: Any) -> None:
    inner = "<bldg:x>1</bldg:x><bldg:y><uro:Z/></bldg:y><bldg:y xlink:href='#a'/>"
    assert read(inner, tmp_path, "y") == {"x": "1"}


def test_generic_attributes_have_their_type_and_never_another_s_name(tmp_path: Any) -> None:
    kinds = {"string": "1", "int": "7", "double": "0.5", "date": "2024-01-01", "uri": "http://a"}
    texts = "".join(
        f'<gen:{kind}Attribute name="{kind}"><gen:value>{text}</gen:value></gen:{kind}Attribute>'
        for kind, text in kinds.items()
    )
    measure = '<gen:measureAttribute name="m"><gen:value uom="m2">42</gen:value></gen:measureAttribute>'
    inner = '<gen:stringAttribute name="a"><gen:value>b</gen:value></gen:stringAttribute>'
    group = f'<gen:genericAttributeSet name="set">{inner}</gen:genericAttributeSet>'
    clash = '<gen:stringAttribute name="x"><gen:value>b</gen:value></gen:stringAttribute>'
    assert read(f"{clash}<bldg:x>1</bldg:x>{texts}{measure}{group}", tmp_path) == {
        "x": "1",
        "gen:x": "b",
        "string": "1",
        "int": 7,
        "double": 0.5,
        "date": "2024-01-01",
        "uri": "http://a",
        "m": {"value": 42, "uom": "m2"},
        "set": {"a": "b"},
    }


def test_a_generic_number_that_is_none_stays_a_text(tmp_path: Any) -> None:
    assert read('<gen:intAttribute name="n"><gen:value>many</gen:value></gen:intAttribute>', tmp_path) == {
        "n": "many"
    }
    assert read('<gen:intAttribute name="n"/>', tmp_path) == {"n": ""}


def test_values_of_one_name_gather_in_a_list() -> None:
    found: dict[str, Any] = {}
    for value in (1, 2, 3):
        add(found, "a", value)
    assert found == {"a": [1, 2, 3]}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("-7.5", -7.5),
        ("1e3", 1000.0),
        ("1" * 19, 1.1111111111111112e18),
        ("nan", None),
        ("1_0", None),
        ("x", None),
    ],
)
def test_a_number_is_whole_or_decimal(text: str, number: float | None) -> None:
    assert read_number(text) == number
