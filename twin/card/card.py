"""The card as frozen data, for whoever tells it: nothing in it is closed to its viewer."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from shapely.geometry.base import BaseGeometry

from spatial.authority import Claim
from spatial.hazards import Exposure
from spatial.solids import Face
from spatial.text import Text
from twin.layer import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A field and the value that counts; None where no source tells any.

    `rule` says why this value counts, `others` are the claims that differ, `since` when that was noticed,
    `settled` whether an authority or a ruling says who is right.
    """

    field: Field
    value: Any = None
    dataset: str | None = None
    rule: Text | None = None
    others: tuple[Claim, ...] = ()
    settled: bool = True
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One real object of the card, told by `things` of one or several sources; `thing` is the first seen.

    `withheld` are fields that are not for this viewer, known or not. `stands` is false for what is gone.
    """

    kind: str
    thing: int
    things: tuple[int, ...]
    uri: str
    codes: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    withheld: tuple[Field, ...]
    stands: bool

    def value(self, name: str) -> Any:
        """The value of a field; None where it is unknown or withheld."""
        return next((fact.value for fact in self.facts if fact.field.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A dwelling in the list of its house; None is unknown or, where the viewer may not know it, withheld."""

    thing: int
    unit: str | None
    floor: int | None
    room: str | None
    area_gross: float | None
    area_net: float | None
    use_state: str | None
    tenure: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """The dwellings of a house, each once; `more` says that there are more than are listed and counted.

    `states` counts them by use state, None being unknown; it is empty for those who may not know.
    """

    listed: tuple[Home, ...]
    more: bool
    area_gross: float | None
    without_area: int
    states: dict[str | None, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The load that brought something, and its file."""

    load: int
    moment: datetime
    dataset: str
    file: str
    sha256: str


class Turn(StrEnum):
    """What happened to an object in the twin."""

    FIRST = "first"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One turn in the recorded history of a thing; `changes` are (field, before, after).

    `valid` is when the new state is so in the world; `reshaped` says that its geometry changed.
    """

    moment: datetime
    kind: str
    code: str
    turn: Turn
    valid: tuple[date | None, date | None]
    changes: tuple[tuple[Field, Any, Any], ...]
    reshaped: bool
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A hazard zone that reaches the site, or (without a grade) a model of the hazard that covers it."""

    dataset: str
    scenario: str | None
    grade: str | None = None
    rank: int | None = None
    scheme: str | None = None
    depth: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """One kind of hazard over the site: the zones that reach it, and the models that cover it and do not."""

    title: Text
    hazard: str
    exposure: Exposure
    zones: tuple[Zone, ...]
    spared: tuple[Zone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipe:
    """A pipeline near the site, under it at distance 0; levels are metres of what `vertical` names."""

    thing: int
    layer: str
    network: Text
    klass: Text | None
    colour: str
    code: str
    section: str | None
    material: Text | None
    vertical: str | None
    levels: tuple[float | None, float | None]
    distance: float
    line: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipes:
    """The pipelines within `reach` metres; `open`: the viewer may see such layers, `held`: there are data."""

    open: bool
    held: bool
    reach: float
    near: tuple[Pipe, ...] = ()
    more: bool = False


class Shown(StrEnum):
    """How far occupancy is told: not at all, as counts, as rows, or as rows once a purpose is given."""

    PROTECTED = "protected"
    COUNTS = "counts"
    ASKS = "asks-purpose"
    ROWS = "rows"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupancy:
    """Who lives here as far as the viewer may see; None in counts is protected, being below `threshold`."""

    shown: Shown
    threshold: int
    households: int | None = None
    persons: int | None = None
    household_rows: tuple[dict[str, Any], ...] = ()
    person_rows: tuple[dict[str, Any], ...] = ()
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where it stands and how it looks, in metres of the twin's CRS.

    `faces` are those of its kept 3D geometry, or of `footprint` raised to `height` where `extruded`.
    """

    footprint: BaseGeometry
    faces: tuple[Face, ...]
    extruded: bool
    height: float | None
    neighbours: tuple[BaseGeometry, ...]
    roads: tuple[BaseGeometry, ...]
    parcels: tuple[BaseGeometry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The whole card of `subject`, one of the parts; hazards and pipes are told where its place is known."""

    subject: Part
    dwelling: Part | None
    houses: tuple[Part, ...]
    buildings: tuple[Part, ...]
    parcels: tuple[Part, ...]
    homes: Homes | None
    history: tuple[Event, ...]
    occupancy: Occupancy
    sources: tuple[Origin, ...]
    hazards: tuple[Hazard, ...] = ()
    pipes: Pipes | None = None
    site: Site | None = None
