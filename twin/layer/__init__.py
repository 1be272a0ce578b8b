"""What is kept and shown: the frozen idea of a layer, for every door that tells or draws it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from spatial.registry import Registry
from spatial.text import Text


class Sensitivity(StrEnum):
    """Who may see a field: everyone, whoever works with the twin, or the housing bureau alone."""

    OPEN = "open"
    INTERNAL = "internal"
    PERSONAL = "personal"


class Group(StrEnum):
    """The chapters of the layer list, in the order they are shown."""

    CITY = "city"
    LAND_AND_HOUSING = "land-and-housing"
    SERVICES = "services"
    UNDERGROUND = "underground"
    HAZARD = "hazard"
    PUBLISHED = "published"
    BASE = "base"


GROUP_TITLES = {
    Group.CITY: Text("建筑与设施", "Buildings and structures"),
    Group.LAND_AND_HOUSING: Text("人房地", "People, housing and land"),
    Group.SERVICES: Text("地名与服务", "Places and addresses"),
    Group.UNDERGROUND: Text("地下管线", "Underground pipelines"),
    Group.HAZARD: Text("灾害风险", "Hazards and risk"),
    Group.PUBLISHED: Text("发布的数据", "Published data"),
    Group.BASE: Text("基础地理", "Base map"),
}

ANONYMOUS, PLANNER, HOUSING, LIFELINE, ADMIN = "anonymous", "planner", "housing", "lifeline", "admin"
EVERYONE = frozenset({ANONYMOUS, PLANNER, HOUSING, LIFELINE, ADMIN})
STAFF = EVERYONE - {ANONYMOUS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One property of a layer's features.

    `type` is a JSON Schema type; `unit` a UCUM symbol; `column` the model's column where it differs from
    `name`; `values` the words for its codes, `closed` that there are no other codes, `format`
    a JSON Schema format (date, time, date-time); `in_tile` whether vector
    tiles carry it.
    """

    name: str
    title: Text
    type: str = "string"
    unit: str | None = None
    column: str | None = None
    sensitivity: Sensitivity = Sensitivity.OPEN
    values: dict[str, Text] = field(default_factory=dict)
    closed: bool = False
    format: str | None = None
    in_tile: bool = True

    @property
    def source(self) -> str:
        """The model's column."""
        return self.column or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """One line of a legend: the values it stands for, what it is called, how it looks, from which zoom.

    A class of a number field stands for the numbers from `least` on, up to the next class's.
    """

    values: tuple[str | int, ...]
    title: Text
    colour: str
    width: float | None = None
    zoom: int = 0
    least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """Line widths that follow a number field: `least`, then (bound, pixels at zoom 16) from each bound on."""

    by: str
    least: float
    steps: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Icons:
    """Signs drawn on points from a zoom on: for each value of the field `by` the sign's name.

    `titles` are the words for values that no class of the legend stands for.
    """

    by: str
    signs: Mapping[str, str]
    zoom: float = 15.0
    titles: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How a layer is drawn; the style and the legend are both made from it.

    `by` is the field the classes divide; `rest` draws what no class names. `ramp`, in the place of classes,
    are the colours from least to most of a number field whose classes follow from the rows. Widths are
    pixels at zoom 16, `widths` taking the place of `width` and of the classes' own; `radius` is pixels;
    areas are outlined from `outline_zoom` on; `area_opacity` is that of areas where it differs, `edged`
    draws their edges as lines too, `ranked` those of a greater `by` over those of a lesser. `extrude` names
    the height field (metres), `label` the field written from `label_zoom` on, after the sign `label_before`
    where it is a figure and no name; a lesser `label_rank` is written larger, and first where there is no
    room for all. `icons` are drawn on points, which are widened to hold them; `hatched` hatches what no class
    names, so that it is taken for no class.
    """

    rest: Class
    by: str | None = None
    classes: tuple[Class, ...] = ()
    ramp: tuple[str, ...] = ()
    outline: str | None = None
    outline_zoom: float = 0.0
    opacity: float = 1.0
    area_opacity: float | None = None
    edged: bool = False
    ranked: bool = False
    width: float = 1.0
    widths: Widths | None = None
    radius: float = 4.0
    extrude: str | None = None
    label: str | None = None
    label_before: str = ""
    label_zoom: float = 14.0
    label_rank: str | None = None
    icons: Icons | None = None
    hatched: bool = False

    @property
    def named_by(self) -> str | None:
        """The field that names an object: its label, unless that is a figure."""
        return None if self.label_before else self.label


@dataclass(frozen=True, slots=True)
class Generalisation:
    """That tiles of a layer hold generalised rows from the zoom `highest` down.

    What is small is merged by the paint's classes, lines are simplified, points counted. Of the fields that
    of the classes alone is left.
    """

    highest: int = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Rows of one model under one title, with their fields, look and audience.

    `model` names the table ("Building"; "published.7.1" for edition 1 of described row 7), `where` restricts
    it (Django lookups); `geometry` lists the kinds drawn ("polygon", "line", "point"), rows of other kinds
    being told by REST but not drawn. `zooms` are the web map zooms at which its tiles hold features, or what
    they amount to where a `generalisation` says so. `search` are the fields the place search looks in and
    `promise` says how often the rows are renewed. `mixed` says that the table may hold kinds of geometry
    that are not drawn, `abridged` that tiles may leave out what is small, or the least of what is too much.
    """

    id: str
    title: Text
    about: Text
    group: Group
    order: int
    model: str
    geometry: tuple[str, ...]
    fields: tuple[Field, ...]
    paint: Paint
    zooms: tuple[int, int]
    promise: Text
    generalisation: Generalisation | None = None
    where: dict[str, Any] = field(default_factory=dict)
    audience: frozenset[str] = EVERYONE
    search: tuple[str, ...] = ()
    visible: bool = True
    mixed: bool = True
    abridged: bool = True


layers: Registry[Layer] = Registry("twin.layers", "LAYER")

CODE = Field(name="code", title=Text("来源编码", "Source id"), in_tile=False)
NAME = Field(name="name", title=Text("名称", "Name"))
CLASS = Field(name="class", title=Text("类别", "Class"), column="klass")
FUNCTION = Field(name="function", title=Text("功能", "Function"))
USAGE = Field(name="usage", title=Text("用途", "Usage"), in_tile=False)
CIM_LEVEL = Field(name="cim_level", title=Text("CIM 级别", "CIM level"), type="integer", in_tile=False)
LOD = Field(name="lod", title=Text("细节层次 LoD", "Level of detail"), in_tile=False)
ATTRIBUTES = Field(
    name="attributes", title=Text("其他属性", "Other attributes"), type="object", in_tile=False
)
IDENTITY = (CODE, NAME, CLASS, FUNCTION, USAGE)
DETAIL = (CIM_LEVEL, LOD, ATTRIBUTES)

ON_LOAD = Text("随数据加载更新", "Renewed with each load of its source")


def identify(words: Mapping[str, dict[str, Text]]) -> tuple[Field, ...]:
    """The fields that say what an object is, with the words for the codes of some of them, by name."""
    return tuple(replace(one, values=words.get(one.name, one.values)) for one in IDENTITY)
