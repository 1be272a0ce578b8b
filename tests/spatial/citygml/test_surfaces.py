"""Surfaces are followed down to polygons, polygons to rings; sides and order are kept."""

from typing import Any

import pytest

from spatial.citygml.frame import Frame, WrongGeometryError
from spatial.citygml.links import Links
from spatial.citygml.surfaces import find_leaves, read_rings
from spatial.format import Asked
from tests.citygml import SYSTEM, element, ring, square, surface

FRAME = Frame(SYSTEM, 3, "2.0", Asked())
HOLE = ring((2, 2, 5), (2, 4, 5), (4, 4, 5), (4, 2, 5))


def leaves(xml: str, tmp_path: Any) -> list[Any]:
    """The polygons of a piece of XML."""
    top = element(xml)
    links = Links(tmp_path / "none.gml")
    links.enter(top)
    return list(find_leaves(top, FRAME, FRAME.place, links))


TRIANGLE = (
    f"<gml:Triangle><gml:exterior>{ring((0, 0, 1), (1, 0, 1), (0, 1, 1))}</gml:exterior></gml:Triangle>"
)


@pytest.mark.parametrize(
    ("xml", "number"),
    [
        (square(), 1),
        (surface(square(), square()), 2),
        (
            f"<gml:MultiSurface><gml:surfaceMembers>{square()}{square()}</gml:surfaceMembers></gml:MultiSurface>",
            2,
        ),
        (
            f"<gml:CompositeSurface><gml:surfaceMember>{surface(square())}</gml:surfaceMember></gml:CompositeSurface>",
            1,
        ),
        (
            f"<gml:TriangulatedSurface><gml:trianglePatches>{TRIANGLE * 3}</gml:trianglePatches>"
            "</gml:TriangulatedSurface>",
            3,
        ),
        (
            f"<gml:Tin><gml:trianglePatches>{TRIANGLE}</gml:trianglePatches><gml:controlPoint>"
            "<gml:posList>0 0 0</gml:posList></gml:controlPoint></gml:Tin>",
            1,
        ),
        (
            surface(square(id="p")).replace(
                "</gml:MultiSurface>", '<gml:surfaceMember xlink:href="#p"/></gml:MultiSurface>'
            ),
            2,
        ),
        (surface(), 0),
    ],
)
def test_a_surface_consists_of_its_polygons(xml: str, number: int, tmp_path: Any) -> None:
    assert len(leaves(xml, tmp_path)) == number


def test_a_surface_used_with_its_back_to_the_front_has_its_rings_turned(tmp_path: Any) -> None:
    base = f"<gml:baseSurface>{square()}</gml:baseSurface>"
    turned = f'<gml:OrientableSurface orientation="-">{base}</gml:OrientableSurface>'
    [leaf] = leaves(turned, tmp_path)
    [plain] = leaves(square(), tmp_path)
    assert read_rings(leaf, FRAME)[0][0] == read_rings(plain, FRAME)[0][0][::-1]
    [twice] = leaves(turned.replace(square(), turned), tmp_path)
    assert not twice.flipped


def test_rings_come_outer_first_without_their_closing_point(tmp_path: Any) -> None:
    xml = square().replace("<gml:exterior>", f"<gml:interior>{HOLE}</gml:interior><gml:exterior>")
    [leaf] = leaves(xml, tmp_path)
    rings, closed = read_rings(leaf, FRAME)
    assert closed
    assert [len(one) for one in rings] == [4, 4]
    assert rings[0][0] == (518_000.0, 3_349_000.0, 5.0)
    assert rings[1][0] == (518_002.0, 3_349_002.0, 5.0)


def test_a_ring_of_curves_is_read_through(tmp_path: Any) -> None:
    curves = "".join(
        f"<gml:curveMember><gml:LineString><gml:posList>{text}</gml:posList></gml:LineString></gml:curveMember>"
        for text in ("0 0 0 1 0 0 1 1 0", "1 1 0 0 1 0 0 0 0")
    )
    xml = f"<gml:Polygon><gml:exterior><gml:Ring>{curves}</gml:Ring></gml:exterior></gml:Polygon>"
    [leaf] = leaves(xml, tmp_path)
    assert read_rings(leaf, FRAME) == ([[(0, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 0)]], True)


def test_an_open_ring_is_told_and_a_polygon_without_one_is_wrong(tmp_path: Any) -> None:
    open_ring = "<gml:LinearRing><gml:posList>0 0 0 1 0 0 1 1 0</gml:posList></gml:LinearRing>"
    [leaf] = leaves(f"<gml:Polygon><gml:exterior>{open_ring}</gml:exterior></gml:Polygon>", tmp_path)
    assert not read_rings(leaf, FRAME)[1]
    [bare] = leaves("<gml:Polygon/>", tmp_path)
    with pytest.raises(WrongGeometryError, match="this one has 0"):
        read_rings(bare, FRAME)
