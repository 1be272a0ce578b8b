"""Pipes and manholes of i-UR become links and nodes by the classes of CJJ 61."""

from pathlib import Path
from typing import Any

import pytest

from spatial.pipelines import check_codes
from spatial.records import Link, Node, VerticalKind
from tests.citygml import EAST, NORTH, read, ring, surface, write

ENDS = f"{NORTH} {EAST} {{0}} {NORTH} {EAST + 40} {{0}}"
LINE = f"<gml:LineString><gml:posList>{ENDS}</gml:posList></gml:LineString>"
POINT = f"<gml:Point><gml:pos>{NORTH} {EAST} 0</gml:pos></gml:Point>"


def element(kind: str, inner: str = "", geometry: str = LINE.format(0), name: str = "水道管路") -> str:
    """An element of a utility network."""
    return (
        f'<uro:{kind} gml:id="a"><gml:name>{name}</gml:name><uro:frnDmAttribute><uro:DmGeometricAttribute>'
        f"<uro:lod0Geometry>{geometry}</uro:lod0Geometry></uro:DmGeometricAttribute></uro:frnDmAttribute>"
        f"{inner}</uro:{kind}>"
    )


def read_one(tmp_path: Path, member: str) -> tuple[Any, Any]:
    """The record of one member, and the findings."""
    [record], issues = read(write(tmp_path, member))
    return record, issues


@pytest.mark.parametrize(
    ("kind", "name", "network", "klass"),
    [
        ("WaterPipe", "水道管路", "JS", None),
        ("SewerPipe", "雨水管路", "PS", "YS"),
        ("SewerPipe", "汚水管路", "PS", "WS"),
        ("OilGasChemicalsPipe", "ガス管路", "RQ", None),
        ("ThermalPipe", "管路", "RL", None),
        ("ElectricityCable", "管路", "DL", None),
        ("TelecommunicationsCable", "通信", "TX", None),
        ("Pipe", "高圧管路", "DL", "GD"),
        ("Pipe", "低圧管路", "DL", "GD"),
        ("Pipe", "消雪管路", "JS", None),
        ("Pipe", "水循環管路", "JS", "JH"),
        ("SewerPipe", "ガス管路", "PS", None),
    ],
)
def test_a_pipe_is_of_the_class_its_kind_and_name_tell(
    kind: str, name: str, network: str, klass: str | None, tmp_path: Path
) -> None:
    link, issues = read_one(tmp_path, element(kind, name=name))
    assert isinstance(link, Link)
    assert (link.network, link.klass, link.name) == (network, klass, name)
    assert check_codes(link) == []
    assert "NETWORK_UNKNOWN" not in issues


def test_what_nothing_tells_is_other_and_said_so(tmp_path: Path) -> None:
    link, issues = read_one(tmp_path, element("Pipe", name="送風管路"))
    assert (link.network, link.klass) == ("QT", None)
    assert "送風管路" in issues["NETWORK_UNKNOWN"].message


def test_height_nought_is_a_plan_and_no_depth(tmp_path: Path) -> None:
    link, issues = read_one(tmp_path, element("WaterPipe"))
    assert (link.vertical, link.start_z, link.end_z) == (None, None, None)
    assert issues["DEPTH_UNKNOWN"].severity == "info"
    assert "HEIGHT_ZERO" not in issues
    _, issues = read_one(tmp_path, element("WaterPipe", geometry=LINE.format(12.5)))
    assert "DEPTH_UNKNOWN" not in issues


def test_a_pipe_has_what_the_file_says_of_it(tmp_path: Path) -> None:
    inner = (
        "<uro:year>2003</uro:year><uro:administrator>水务公司</uro:administrator>"
        "<uro:startNode>n1</uro:startNode><uro:endNode>#n2</uro:endNode>"
        '<uro:depth uom="m">1.2</uro:depth><uro:material>ダクタイル鋳鉄管</uro:material>'
        '<uro:innerDiamiter uom="mm">200</uro:innerDiamiter>'
        '<uro:outerDiamiter uom="m">0.22</uro:outerDiamiter>'
    )
    link, _ = read_one(tmp_path, element("WaterPipe", inner))
    assert (link.year, link.owner, link.start, link.end) == (2003, "水务公司", "n1", "n2")
    assert (link.vertical, link.start_z, link.end_z) == (VerticalKind.COVER, 1.2, 1.2)
    assert (link.diameter, link.material) == (200.0, "QM")
    assert link.attributes["outerDiamiter"] == {"value": 0.22, "uom": "m"}


def test_what_the_file_does_not_say_stays_unknown(tmp_path: Path) -> None:
    inner = (
        '<uro:year>0001</uro:year><uro:administrator codeSpace="x.xml">1</uro:administrator>'
        '<uro:material codeSpace="y.xml">2</uro:material><uro:innerDiamiter>200</uro:innerDiamiter>'
    )
    link, issues = read_one(tmp_path, element("WaterPipe", inner))
    assert (link.year, link.owner, link.material, link.diameter) == (None, None, None, None)
    assert link.attributes["year"] == "0001"
    assert "VALUE_UNKNOWN" in issues


@pytest.mark.parametrize("kind", ["Manhole", "Handhole", "Appurtenance"])
def test_a_manhole_is_a_node_at_a_point(kind: str, tmp_path: Path) -> None:
    node, _ = read_one(tmp_path, element(kind, '<uro:depth uom="m">2</uro:depth>', geometry=POINT))
    assert isinstance(node, Node)
    assert (node.function, node.network, node.depth) == (kind, "JS", 2.0)
    assert node.footprint is not None
    assert (node.footprint.geom_type, node.footprint.x) == ("Point", EAST)


def test_a_pipe_that_is_a_surface_is_drawn_along_its_middle(tmp_path: Path) -> None:
    outer = ring((0, 0, 3), (8, 0, 3), (8, 0.2, 3), (0, 0.2, 3))
    area = f"<gml:Polygon><gml:exterior>{outer}</gml:exterior></gml:Polygon>"
    link, issues = read_one(tmp_path, element("SewerPipe", geometry=surface(area), name="汚水管路"))
    assert link.footprint.geom_type == "LineString"
    assert link.footprint.length == pytest.approx(8)
    assert link.footprint.bounds[1] == pytest.approx(NORTH + 0.1)
    assert "LINE_DERIVED" in issues
    node, _ = read_one(tmp_path, element("Manhole", geometry=surface(area)))
    assert node.footprint.geom_type == "Point"


def test_an_element_without_geometry_is_kept(tmp_path: Path) -> None:
    node, issues = read_one(tmp_path, '<uro:Manhole gml:id="a"><gml:name>水道</gml:name></uro:Manhole>')
    assert node.footprint is None
    assert issues == {}
