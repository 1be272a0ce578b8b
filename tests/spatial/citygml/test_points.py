"""Points are read from every way GML has of writing them, to x, y, z."""

import pytest

from spatial.citygml.frame import Frame, WrongGeometryError
from spatial.citygml.points import read_numbers, read_points
from spatial.format import Asked
from tests.citygml import element

EAST_FIRST = Frame("EPSG:4549", 3, "2.0", Asked())
NORTH_FIRST = Frame("urn:ogc:def:crs:EPSG::4549", 3, "2.0", Asked())
TWO = [(1.0, 2.0, 3.0), (4.0, 5.0, 6.0)]


@pytest.mark.parametrize(
    "inner",
    [
        "<gml:posList>1 2 3 4 5 6</gml:posList>",
        "<gml:posList>1 2 3\n<!-- half -->\t4 5e0 +6.</gml:posList>",
        "<gml:pos>1 2 3</gml:pos><gml:pos>4 5 6</gml:pos>",
        "<gml:coordinates>1,2,3 4,5,6</gml:coordinates>",
        '<gml:coordinates decimal="," cs=" " ts=";">1 2 3;4 5,0 6</gml:coordinates>',
        "<gml:pointProperty><gml:Point><gml:pos>1 2 3</gml:pos></gml:Point></gml:pointProperty>"
        "<gml:pos>4 5 6</gml:pos>",
    ],
)
def test_points_are_read_however_they_are_written(inner: str) -> None:
    line = element(f"<gml:LineString>{inner}</gml:LineString>")
    assert read_points(line, EAST_FIRST, EAST_FIRST.place) == TWO
    assert read_points(line, NORTH_FIRST, NORTH_FIRST.place) == [(2.0, 1.0, 3.0), (5.0, 4.0, 6.0)]


def test_flat_points_lie_at_height_nought() -> None:
    line = element('<gml:LineString><gml:posList srsDimension="2">1 2 4 5</gml:posList></gml:LineString>')
    assert read_points(line, NORTH_FIRST, NORTH_FIRST.place) == [(2.0, 1.0, 0.0), (5.0, 4.0, 0.0)]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("1 2 3 4", "COORDINATES_UNEVEN", "4 numbers"),
        ("1 2 three", "COORDINATES_NOT_NUMBERS", "“three”"),
        ("1 2 3_0", "COORDINATES_NOT_NUMBERS", "“3_0”"),
    ],
)
def test_what_makes_no_points_is_named_with_its_line(text: str, code: str, said: str) -> None:
    line = element(f"<gml:LineString>\n<gml:posList>{text}</gml:posList></gml:LineString>")
    with pytest.raises(WrongGeometryError, match=said) as caught:
        read_points(line, EAST_FIRST, EAST_FIRST.place)
    assert (caught.value.code, caught.value.line) == (code, 2)


def test_an_empty_element_has_no_numbers() -> None:
    assert read_numbers(element("<gml:posList/>")) == []
