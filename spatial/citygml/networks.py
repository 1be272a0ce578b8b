"""Utility networks of i-UR (uro): pipes, cables and ducts as links, manholes and fittings as nodes."""

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from spatial.citygml.attributes import say_known, to_metres, to_number
from spatial.citygml.codelists import CodeLists
from spatial.citygml.fields import Remark, take_fields
from spatial.citygml.things import Thing
from spatial.cityobjects.shapes import Shape
from spatial.records import CityObject, Link, Node, Severity, VerticalKind

LINKS = {
    "Cable": None,
    "Duct": None,
    "ElectricityCable": "DL",
    "OilGasChemicalsPipe": "RQ",
    "Pipe": None,
    "SewerPipe": "PS",
    "TelecommunicationsCable": "TX",
    "ThermalPipe": "RL",
    "WaterPipe": "JS",
}
NODES = {"Appurtenance", "Handhole", "Manhole"}
# Classes of CJJ 61-2017 by what Japanese publishers call their pipes; the first word that is there decides.
# Water that is sprayed on roads to melt snow is supplied under pressure like any other; it has no sub-class.
WORDS = (
    ("雨水", "PS", "YS"),
    ("汚水", "PS", "WS"),
    ("合流", "PS", "HS"),
    ("下水", "PS", None),
    ("ガス", "RQ", None),
    ("消雪", "JS", None),
    ("融雪", "JS", None),
    ("水循環", "JS", "JH"),
    ("中水", "JS", "ZS"),
    ("水道", "JS", None),
    ("給水", "JS", None),
    ("高圧", "DL", "GD"),
    ("低圧", "DL", "GD"),
    ("電力", "DL", "GD"),
    ("電気", "DL", "GD"),
    ("通信", "TX", None),
    ("電話", "TX", "DH"),
    ("温水", "RL", "RS"),
    ("蒸気", "RL", "ZQ"),
    ("熱", "RL", None),
)
MATERIALS = (
    ("ダクタイル", "QM"),
    ("鋳鉄", "ZT"),
    ("ポリエチレン", "PE"),
    ("塩化ビニル", "PVC"),
    ("塩ビ", "PVC"),
    ("強化プラスチック", "BLG"),
    ("石綿", "SM"),
    ("コンクリート", "T"),
    ("ヒューム", "T"),
    ("陶", "TC"),
    ("銅", "TZ"),
    ("鋼", "G"),
)
OTHER = "QT"
NO_DEPTH = (
    "The network is given as a plan (height 0); its depth below ground is unknown and 0 is not taken for it."
)


def make_network(thing: Thing, shape: Shape, lists: CodeLists, remark: Remark) -> list[CityObject]:
    """A pipe, cable or duct as a link, a manhole or fitting as a node; nothing for another thing."""
    kind = thing.name.local
    if thing.name.vocabulary != "uro" or (kind not in LINKS and kind not in NODES):
        return []
    fields = take_fields(thing, shape)
    network, klass = _classify(kind, fields, remark)
    fields |= {"network": network, "klass": klass, "owner": _find_owner(thing.attributes)}
    fields["year"] = _read_year(fields["attributes"])
    if thing.vertices and shape.low is None:
        remark(Severity.INFO, "DEPTH_UNKNOWN", NO_DEPTH)
    if kind in NODES:
        depth = to_metres(thing.attributes.get("depth"))
        return [Node(**fields | {"footprint": _to_point(shape.footprint)}, function=kind, depth=depth)]
    footprint = shape.footprint
    if footprint is not None and footprint.geom_type.endswith("Polygon"):
        message = "The line was drawn along the middle of its surface, since the file gives no line."
        remark(Severity.INFO, "LINE_DERIVED", message)
        fields["footprint"] = _to_line(footprint)
    return [Link(**fields, **_read_section(thing.attributes), **_read_levels(thing.attributes))]


def _classify(kind: str, fields: dict[str, Any], remark: Remark) -> tuple[str, str | None]:
    """The main class and the sub-class of CJJ 61: by the words of its name and function, else by its kind."""
    told = [
        fields["name"],
        *(say_known(fields["attributes"].get(key)) for key in ("function", "usage", "class")),
    ]
    text = " ".join(word for word in told if word)
    known = LINKS.get(kind)
    for word, network, klass in WORDS:
        if word in text and known in (None, network):
            return network, klass
    if known is None:
        message = f"Nothing tells which network {text or kind} is of; it is taken as “other” (QT)."
        remark(Severity.WARNING, "NETWORK_UNKNOWN", message)
    return known or OTHER, None


def _find_owner(attributes: dict[str, Any]) -> str | None:
    return say_known(attributes.get("administrator")) or say_known(attributes.get("occupierName"))


def _read_year(attributes: dict[str, Any]) -> int | None:
    year = to_number(attributes.get("year"))
    if year is None or year != int(year) or not 1000 < year < 9999:
        return None
    del attributes["year"]
    return int(year)


def _read_section(attributes: dict[str, Any]) -> dict[str, Any]:
    """Diameter (inner before outer; the standard's own spelling) and width in millimetres, material, ends."""
    inner = _to_millimetres(attributes.get("innerDiamiter"))
    material = say_known(attributes.get("material")) or ""
    ends = {"start": attributes.get("startNode"), "end": attributes.get("endNode")}
    return {
        "diameter": inner if inner is not None else _to_millimetres(attributes.get("outerDiamiter")),
        "width": _to_millimetres(attributes.get("width")),
        "material": next((code for word, code in MATERIALS if word in material), None),
        **{end: node.lstrip("#") for end, node in ends.items() if isinstance(node, str)},
    }


def _read_levels(attributes: dict[str, Any]) -> dict[str, Any]:
    """The cover over the pipe (土被り深さ), where the file tells one figure for all of it."""
    cover = to_metres(attributes.get("depth"))
    return {} if cover is None else {"vertical": VerticalKind.COVER, "start_z": cover, "end_z": cover}


def _to_millimetres(value: Any) -> float | None:
    """A measure in millimetres; without a unit nobody knows what it counts."""
    metres = to_metres(value) if isinstance(value, dict) else None
    return None if metres is None else round(metres * 1000, 3)


def _to_point(footprint: BaseGeometry | None) -> BaseGeometry | None:
    if footprint is None:
        return None
    return footprint.centroid if footprint.geom_type != "Point" else footprint


def _to_line(footprint: BaseGeometry) -> BaseGeometry:
    """The middle line of a long area: between the middles of the short sides of the box about it."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(footprint))[:4]
    sides = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    first = int(np.argmin(sides))
    ends = [(corners[(first + step) % 4] + corners[(first + step + 1) % 4]) / 2 for step in (0, 2)]
    return shapely.LineString(ends)
