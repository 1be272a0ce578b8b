"""The neutral model between files and tables: what a format yields and a loader keeps."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Protocol

from shapely.geometry.base import BaseGeometry

Metres = Annotated[float, "m"]
Millimetres = Annotated[float, "mm"]
SquareMetres = Annotated[float, "m2"]
KilometresPerHour = Annotated[int, "km/h"]


class Severity(StrEnum):
    """How much a finding weighs: an error keeps its row (and, by default, its file) out of the twin."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class HeightSource(StrEnum):
    """Where a building's height comes from: stated by the source, taken from its 3D model, or estimated."""

    MEASURED = "measured"
    MODEL = "model"
    STOREYS = "storeys"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A finding about one row or the file: a code for machines, a sentence for people, a place to look.

    `content` is the row itself as JSON, as far as it could be read, so that a rejected row is not lost.
    """

    severity: Severity
    code: str
    message: str
    object: str = ""
    position: str = ""
    content: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solid:
    """The source's 3D geometry, whole: what a CityJSONFeature would hold, in the source's own CRS.

    `body` has `geometry`, `vertices`, `transform` and, where used, `appearance` and
    `geometry-templates` (CityJSON 2.0.1 §3). `crs` is an EPSG compound or 3D code, or "a+b".
    """

    crs: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What everything kept in two times has. `footprint` is 2D, in the source's CRS (x east or lon, y north
    or lat).

    `code` is the source's id, unique within its dataset and kind; `codes` are the other codes as
    (scheme, code); `attributes` what the source says beside the fields.
    """

    code: str
    footprint: BaseGeometry | None
    valid_from: date | None = None
    valid_to: date | None = None
    solid: Solid | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CityObject(Record):
    """What every object of the city model has.

    `lod` is the source's highest level of detail; `cim_level` is 1-7 (CJJ/T 315).
    """

    name: str | None = None
    klass: str | None = None
    function: str | None = None
    usage: str | None = None
    cim_level: int | None = None
    lod: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Building(CityObject):
    """A building or, when `parent` names one, a part of it. Heights are metres above its own ground."""

    parent: str | None = None
    height: Metres | None = None
    height_source: HeightSource | None = None
    ground: Metres | None = None
    storeys: int | None = None
    storeys_below: int | None = None
    year: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Road(CityObject):
    """A road as centre line or as surface; `ref` is its number, `oneway` None when not recorded."""

    ref: str | None = None
    oneway: bool | None = None
    lanes: int | None = None
    maxspeed: KilometresPerHour | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LandUse(CityObject):
    """An area by what its land is used for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningZone(CityObject):
    """An area of a plan in force: `klass` is the kind of zone, `function` what it is zoned for.

    `coverage` is the greatest share of a plot that may be built over (建筑密度, 0 to 1), `floor_area_ratio`
    that of floor area to plot (容积率).
    """

    coverage: float | None = None
    floor_area_ratio: float | None = None
    height_limit: Metres | None = None


class Writable(Protocol):
    """What a loader can have written to the place where it is kept."""

    def write(self, path: Path) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain(CityObject):
    """A piece of the ground: a triangulated surface, or a raster in the file whose hash is `raster`.

    `low` and `high` are elevations in the twin's height datum, `resolution` the side of a raster's cell.
    A format gives `grid`, the raster itself; whoever keeps it knows the hash.
    """

    low: Metres | None = None
    high: Metres | None = None
    resolution: Metres | None = None
    raster: str | None = None
    grid: Writable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(CityObject):
    """A piece of a building's inside or fabric (CIM levels 5 to 7): storey, space, wall, door, duct.

    `klass` is its class in IFC; `building` is the code of the building, `within` that of the component it
    belongs to, `storey` that of its storey. `elevation` is that of its lowest point in the twin's datum.
    """

    building: str
    storey: str | None = None
    within: str | None = None
    elevation: Metres | None = None
    height: Metres | None = None
    area: SquareMetres | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Water(CityObject):
    """A body or course of water."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantCover(CityObject):
    """An area of plants: wood, scrub, park."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge(CityObject):
    """A bridge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generic(CityObject):
    """A city object of no kind above; `klass` says what the source calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(CityObject):
    """A named place people go to (school, hospital, kindergarten, care home), as a point."""

    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(CityObject):
    """A house number, as a point; `code` is that of the thing that carries it."""

    street: str | None = None
    housenumber: str = ""
    postcode: str | None = None
    locality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminArea(CityObject):
    """An administrative area or its boundary line; `admin_level` is the publisher's, 1 widest."""

    admin_level: int | None = None


class VerticalKind(StrEnum):
    """What a vertical figure of a pipe or manhole is; cover is to the top, depth to the pipe's own line."""

    DEPTH = "depth"
    ELEVATION = "elevation"
    COVER = "cover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(CityObject):
    """A point of a utility network (CJJ 61): manhole, valve, bend, facility.

    `network` is the main class's code of CJJ 61-2017 Appendix B ("JS" water … "QT" other), `klass` its
    sub-class ("YS" storm water), `function` the kind of point. Metres; `ground` and `invert` are elevations
    in the twin's height datum, `depth` is below ground. Unknown stays None.
    """

    network: str
    ground: Metres | None = None
    invert: Metres | None = None
    depth: Metres | None = None
    status: str | None = None
    owner: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(CityObject):
    """A line of a utility network between two nodes (their codes in `start` and `end`).

    `diameter` is millimetres, `width` and `height` those of a section that is not round; `start_z` and
    `end_z` are metres of what `vertical` names; `burial` and `material` are codes of CJJ 61-2017 Appendix C.
    """

    network: str
    start: str | None = None
    end: str | None = None
    diameter: Millimetres | None = None
    width: Millimetres | None = None
    height: Millimetres | None = None
    material: str | None = None
    burial: str | None = None
    vertical: VerticalKind | None = None
    start_z: Metres | None = None
    end_z: Metres | None = None
    status: str | None = None
    owner: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardZone(CityObject):
    """An area that a hazard reaches (`hazard`: flood, waterlogging, landslide, other) under a `scenario`.

    `rank` orders grades from 1 (least) within `scheme`, the publisher's scale; `depth_from` and `depth_to`
    are metres of water where the scale is one of depth.
    """

    hazard: str
    scenario: str | None = None
    scheme: str | None = None
    grade: str | None = None
    rank: int | None = None
    depth_from: Metres | None = None
    depth_to: Metres | None = None
