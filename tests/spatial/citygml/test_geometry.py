"""GML geometries become CityJSON's, over vertices of their own, each surface with its line."""

from typing import Any

import pytest

from spatial.citygml.frame import Frame, WrongGeometryError
from spatial.citygml.geometry import Geometries, make_geometry
from spatial.citygml.links import Links
from spatial.format import Asked
from tests.citygml import SYSTEM, element, ring, square, surface

FRAME = Frame(SYSTEM, 3, "2.0", Asked())
POINT = "<gml:Point><gml:pos>1 2 3</gml:pos></gml:Point>"
LINE = "<gml:LineString><gml:posList>0 0 0 1 0 0</gml:posList></gml:LineString>"


def shell(*polygons: str, side: str = "exterior") -> str:
    """A shell of a solid."""
    members = "".join(f"<gml:surfaceMember>{one}</gml:surfaceMember>" for one in polygons)
    return f"<gml:{side}><gml:CompositeSurface>{members}</gml:CompositeSurface></gml:{side}>"


def collect(tmp_path: Any, *geometries: str, always: int | None = None) -> Geometries:
    """What is collected of properties that hold these geometries."""
    links = Links(tmp_path / "none.gml")
    links.elsewhere.find = lambda id: None  # type: ignore[method-assign]
    found = Geometries(FRAME, links)
    if always is not None:
        found.mean({"type": "RoofSurface"})
    for xml in geometries:
        holder = element(f"<bldg:lod2Geometry>\n{xml}</bldg:lod2Geometry>")
        links.enter(holder)
        found.read(holder, "2", FRAME.place, always)
    return found


SOLID = f"<gml:Solid>{shell(square(), square(z=9))}</gml:Solid>"
NAMED = SOLID.replace("<gml:Solid>", '<gml:Solid gml:id="s">')
COMPOSITE = f"<gml:CompositeSurface><gml:surfaceMember>{square()}</gml:surfaceMember></gml:CompositeSurface>"


@pytest.mark.parametrize(
    ("xml", "kind", "depth"),
    [
        (surface(square()), "MultiSurface", 3),
        (square(), "MultiSurface", 3),
        (COMPOSITE, "CompositeSurface", 3),
        (SOLID, "Solid", 4),
        (f"<gml:MultiSolid><gml:solidMember>{SOLID}</gml:solidMember></gml:MultiSolid>", "MultiSolid", 5),
        (LINE, "MultiLineString", 2),
        (POINT, "MultiPoint", 1),
    ],
)
def test_each_geometry_has_its_type_and_nesting(xml: str, kind: str, depth: int, tmp_path: Any) -> None:
    [geometry] = collect(tmp_path, xml).geometry
    assert (geometry["type"], geometry["lod"]) == (kind, "2")
    nested, found = geometry["boundaries"], 0
    while isinstance(nested, list):
        nested, found = nested[0], found + 1
    assert found == depth


def test_vertices_are_shared_and_lines_known(tmp_path: Any) -> None:
    found = collect(tmp_path, SOLID, surface(square()))
    assert len(found.vertices) == 8
    assert found.vertices[0] == (518_000.0, 3_349_000.0, 5.0)
    assert found.lines == {(0, 0, 0): 2, (0, 0, 1): 2, (1, 0): 2}
    assert make_geometry("MultiPoint", None, [0]) == {"type": "MultiPoint", "boundaries": [0]}


def test_a_mixed_geometry_is_taken_apart(tmp_path: Any) -> None:
    members = "".join(f"<gml:geometryMember>{one}</gml:geometryMember>" for one in (POINT, LINE, SOLID))
    found = collect(tmp_path, f"<gml:MultiGeometry>{members}</gml:MultiGeometry>")
    assert [one["type"] for one in found.geometry] == ["MultiPoint", "MultiLineString", "Solid"]


def test_a_solid_s_hollows_and_linked_solids_are_read(tmp_path: Any) -> None:
    hollow = f"<gml:Solid>{shell(square())}{shell(square(z=6), side='interior')}</gml:Solid>"
    several = (
        f"<gml:CompositeSolid><gml:solidMember>{NAMED}</gml:solidMember>"
        '<gml:solidMember xlink:href="#s"/><gml:solidMember xlink:href="#none"/></gml:CompositeSolid>'
    )
    found = collect(tmp_path, hollow, several)
    assert [len(one["boundaries"]) for one in found.geometry] == [2, 2]
    assert [finding.code for finding in found.links.broken] == ["LINK_BROKEN"]


def test_a_property_may_link_to_its_geometry(tmp_path: Any) -> None:
    links = Links(tmp_path / "none.gml")
    whole = element(
        '<bldg:Building><bldg:lod1Solid xlink:href="#s"/>'
        f"<bldg:lod2Solid>{NAMED}</bldg:lod2Solid></bldg:Building>"
    )
    links.enter(whole)
    found = Geometries(FRAME, links)
    found.read(whole[0], "1", FRAME.place)
    assert [(one["type"], one["lod"]) for one in found.geometry] == [("Solid", "1")]


def test_surfaces_have_the_meaning_of_their_polygons(tmp_path: Any) -> None:
    [geometry] = collect(tmp_path, SOLID, always=0).geometry
    assert geometry["semantics"] == {"surfaces": [{"type": "RoofSurface"}], "values": [[0, 0]]}


def test_an_opening_names_the_surface_it_is_in(tmp_path: Any) -> None:
    links = Links(tmp_path / "none.gml")
    holder = element(f"<bldg:lod3MultiSurface>{surface(square(), square(z=6))}</bldg:lod3MultiSurface>")
    links.enter(holder)
    found = Geometries(FRAME, links)
    roof = found.mean({"type": "RoofSurface"})
    window = found.mean({"type": "Window"}, roof)
    polygons = list(holder.iter("{*}Polygon"))
    found.owners = dict(zip(polygons, (window, roof), strict=True))
    found.read(holder, "3", FRAME.place)
    assert found.geometry[0]["semantics"] == {
        "surfaces": [{"type": "Window", "parent": 1}, {"type": "RoofSurface", "children": [0]}],
        "values": [0, 1],
    }
    assert found.used == {"3": set(polygons)}


@pytest.mark.parametrize(
    ("ring_of", "severity", "code"),
    [
        (ring((0, 0, 0), (1, 0, 0)), "error", "101 TOO_FEW_POINTS"),
        (ring((0, 0, 0), (1, 0, 0), (0, 0, 0), (1, 0, 0)), "warning", "101 TOO_FEW_POINTS"),
        (
            "<gml:LinearRing><gml:posList>0 0 0 1 0 0 1 1 0</gml:posList></gml:LinearRing>",
            "warning",
            "103 RING_NOT_CLOSED",
        ),
    ],
)
def test_a_ring_that_is_not_sound_is_told_with_its_line(
    ring_of: str, severity: str, code: str, tmp_path: Any
) -> None:
    found = collect(tmp_path, f"<gml:Polygon><gml:exterior>{ring_of}</gml:exterior></gml:Polygon>")
    assert [(one.severity, one.code, one.position) for one in found.findings] == [(severity, code, "line 2")]


def test_an_arc_is_told(tmp_path: Any) -> None:
    arc = "<gml:Curve><gml:segments><gml:Arc><gml:posList>0 0 0 1 1 0 2 0 0</gml:posList></gml:Arc>"
    found = collect(tmp_path, f"{arc}</gml:segments></gml:Curve>")
    assert [one.code for one in found.findings] == ["CURVE_STRAIGHTENED"]


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<gml:Grid/>", "UNKNOWN_GEOMETRY_TYPE"),
        ("<gml:Solid/>", "SOLID_WITHOUT_SHELL"),
        (f"<gml:Solid>{shell()}</gml:Solid>", "SOLID_WITHOUT_SHELL"),
    ],
)
def test_a_geometry_that_cannot_be_read_is_wrong_and_nothing_of_it_is_taken(
    xml: str, code: str, tmp_path: Any
) -> None:
    with pytest.raises(WrongGeometryError) as caught:
        collect(tmp_path, xml)
    assert (caught.value.code, caught.value.line) == (code, 2)
