"""Lines and points are found however deep GML nests them."""

from typing import Any

import pytest

from spatial.citygml.curves import find_points, read_lines
from spatial.citygml.frame import Frame
from spatial.citygml.links import Links
from spatial.format import Asked
from tests.citygml import element

FRAME = Frame("EPSG:4549", 3, "2.0", Asked())
LINE = "<gml:LineString><gml:posList>0 0 0 1 0 0</gml:posList></gml:LineString>"
NAMED = LINE.replace("<gml:LineString", '<gml:LineString gml:id="l"')
BACK = [(1.0, 0.0, 0.0), (0.0, 0.0, 0.0)]
SEGMENTS = (
    "<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>0 0 0 1 0 0</gml:posList>"
    "</gml:LineStringSegment><gml:Arc><gml:posList>1 0 0 2 1 0 3 0 0</gml:posList></gml:Arc></gml:segments>"
    "</gml:Curve>"
)


def draw(xml: str, tmp_path: Any) -> tuple[list[Any], list[int]]:
    """The lines of a piece of XML, and the lines where it is bent."""
    top, bent, links = element(xml), list[int](), Links(tmp_path / "none.gml")
    links.enter(top)
    return list(read_lines(top, FRAME, FRAME.place, links, bent)), bent


@pytest.mark.parametrize(
    ("xml", "number"),
    [
        (LINE, 1),
        (
            f"<gml:MultiCurve><gml:curveMember>{LINE}</gml:curveMember><gml:curveMember>{LINE}</gml:curveMember></gml:MultiCurve>",
            2,
        ),
        (f"<gml:MultiCurve><gml:curveMembers>{LINE}{LINE}</gml:curveMembers></gml:MultiCurve>", 2),
        (f"<gml:CompositeCurve><gml:curveMember>{LINE}</gml:curveMember></gml:CompositeCurve>", 1),
        (
            f"<gml:MultiCurve><gml:curveMember>{NAMED}</gml:curveMember>"
            '<gml:curveMember xlink:href="#l"/><gml:curveMember xlink:href="#m"/></gml:MultiCurve>'.replace(
                "#m", "#l"
            ),
            3,
        ),
    ],
)
def test_a_curve_consists_of_its_lines(xml: str, number: int, tmp_path: Any) -> None:
    lines, bent = draw(xml, tmp_path)
    assert (len(lines), bent) == (number, [])


def test_segments_join_to_one_line_and_an_arc_is_told(tmp_path: Any) -> None:
    [line], bent = draw(SEGMENTS, tmp_path)
    assert line == [(0, 0, 0), (1, 0, 0), (2, 1, 0), (3, 0, 0)]
    assert bent == [1]


def test_a_curve_used_backwards_is_turned(tmp_path: Any) -> None:
    xml = f'<gml:OrientableCurve orientation="-"><gml:baseCurve>{LINE}</gml:baseCurve></gml:OrientableCurve>'
    assert draw(xml, tmp_path)[0] == [BACK]


def test_points_are_found_alone_in_sets_and_by_links(tmp_path: Any) -> None:
    point = '<gml:Point gml:id="p"><gml:pos>1 2 3</gml:pos></gml:Point>'
    top = element(
        f"<gml:MultiPoint><gml:pointMember>{point}</gml:pointMember>"
        '<gml:pointMember xlink:href="#p"/><gml:pointMember xlink:href="#none"/></gml:MultiPoint>'
    )
    links = Links(tmp_path / "none.gml")
    links.enter(top)
    links.elsewhere.find = lambda id: None  # type: ignore[method-assign]
    assert list(find_points(top, FRAME, FRAME.place, links)) == [(1, 2, 3)] * 2
    assert [finding.code for finding in links.broken] == ["LINK_BROKEN"]
