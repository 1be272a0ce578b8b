"""CityGML for tests: documents of a few members, elements, and what is read of them."""

from pathlib import Path
from typing import Any

from lxml import etree

from spatial.citygml.appearance import Looks
from spatial.citygml.codelists import CodeLists
from spatial.citygml.document import read_members
from spatial.citygml.frame import open_frame
from spatial.citygml.links import Links
from spatial.citygml.names import MODULES
from spatial.citygml.things import Context, Gathering, Thing
from spatial.format import Asked
from spatial.formats.citygml import FORMAT
from spatial.records import CityObject, Issue

VERSION = "2.0"
SPACES = {
    "gml": "http://www.opengis.net/gml",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xAL": "urn:oasis:names:tc:ciq:xsdschema:xAL:2.0",
    "uro": "https://www.geospatial.jp/iur/uro/3.1",
    "urf": "https://www.geospatial.jp/iur/urf/3.1",
    "noise": "http://www.citygml.org/ade/noise_de/2.0",
}
SYSTEM = "urn:ogc:def:crs,crs:EPSG::4549,crs:EPSG::5737"
EAST, NORTH = 518_000, 3_349_000


def spaces(version: str = VERSION) -> str:
    """The declarations of all prefixes."""
    modules = {
        "core": f"http://www.opengis.net/citygml/{version}",
        **{prefix: f"http://www.opengis.net/citygml/{name}/{version}" for name, prefix in MODULES.items()},
    }
    return " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in (SPACES | modules).items())


def envelope(system: str | None = SYSTEM, corner: str = "0 0 0") -> str:
    """The city model's own envelope."""
    name = "" if system is None else f' srsName="{system}"'
    return (
        f"<gml:boundedBy><gml:Envelope{name}><gml:lowerCorner>{corner}</gml:lowerCorner>"
        f"<gml:upperCorner>{corner}</gml:upperCorner></gml:Envelope></gml:boundedBy>"
    )


def document(*members: str, head: str | None = None, version: str = VERSION, tail: str = "") -> str:
    """A city model of these members."""
    inner = "".join(f"<core:cityObjectMember>{member}</core:cityObjectMember>\n" for member in members)
    begin = envelope() if head is None else head
    return f"<core:CityModel {spaces(version)}>{begin}\n{inner}{tail}</core:CityModel>"


def write(folder: Path, *members: str, **more: Any) -> Path:
    """A file of a city model."""
    path = folder / "a.gml"
    path.write_text(document(*members, **more))
    return path


def element(xml: str) -> Any:
    """The first element of a piece of XML in which all prefixes are known."""
    return etree.fromstring(f"<root {spaces()}>{xml}</root>")[0]


def ring(*corners: tuple[float, float, float]) -> str:
    """A closed ring of corners given as x, y, z in metres from a corner of the city, northing first."""
    texts = [f"{NORTH + y} {EAST + x} {z}" for x, y, z in (*corners, corners[0])]
    return f"<gml:LinearRing><gml:posList>{' '.join(texts)}</gml:posList></gml:LinearRing>"


def square(size: float = 10, z: float = 5, id: str = "") -> str:
    """A level square as a polygon."""
    name = f' gml:id="{id}"' if id else ""
    corners = ((0, 0, z), (size, 0, z), (size, size, z), (0, size, z))
    return f"<gml:Polygon{name}><gml:exterior>{ring(*corners)}</gml:exterior></gml:Polygon>"


def surface(*polygons: str) -> str:
    """A MultiSurface."""
    members = "".join(f"<gml:surfaceMember>{one}</gml:surfaceMember>" for one in polygons)
    return f"<gml:MultiSurface>{members}</gml:MultiSurface>"


def building(inner: str = "", id: str = "b") -> str:
    """A building of a level square and whatever stands in it besides."""
    plan = f"<bldg:lod1MultiSurface>{surface(square())}</bldg:lod1MultiSurface>"
    return f'<bldg:Building gml:id="{id}">{inner}{plan}</bldg:Building>'


def gather(path: Path, asked: Asked | None = None, metric: bool = True) -> list[Thing]:
    """The things of a file, before anything is measured."""
    frame = open_frame(path, asked or Asked())
    context = Context(frame, metric, Links(path), CodeLists(path), Looks(path))
    things = []
    for member in read_members(path):
        context.links.enter(member)
        context.looks.enter(member)
        for one in member.iterchildren("*"):
            code = one.get("{http://www.opengis.net/gml}id") or "x"
            things.append(Gathering(one, context, frame.place, code, None).thing)
    return things


def read(path: Path, asked: Asked | None = None) -> tuple[list[Any], dict[str, Issue]]:
    """The records of a file, and its findings by code."""
    assert FORMAT.read is not None
    rows = list(FORMAT.read(path, asked or Asked()))
    records = [row for row in rows if isinstance(row, CityObject)]
    return records, {row.code: row for row in rows if isinstance(row, Issue)}
