"""Where a building model stands: one of the places it claims is chosen, told, and applied once."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from spatial import crs
from spatial.crs import Crs
from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.ifc.georeference import Claims, Conversion, Matrix, Reference
from spatial.records import Issue, Severity
from spatial.solids import Points

OWN = "the model's own coordinates"
# A model whose coordinates lie further than this from its origin lies in coordinates of a map.
FAR = 10_000.0
# Claims further apart than this contradict each other; a site's degrees are often those of its town.
APART = 1000.0
# How far the scale of a map differs from that of the ground at most.
STRETCH = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The way from a model's own metres to a map.

    The origin of `frame` stands at `east`, `north` (in units of the system) and `height` (metres), its x axis
    turned by `turn` radians anticlockwise from east; `scale` is what a metre along its axes is on the map.
    """

    source: str
    crs: str | None
    heights: str | None
    frame: Matrix
    east: float = 0.0
    north: float = 0.0
    height: float = 0.0
    turn: float = 0.0
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def place(self, points: Points) -> Points:
        """The model's `points` (n, 3; metres) on the map: x, y in the system's units, z in metres."""
        local = (points - self.frame[:3, 3]) @ self.frame[:3, :3] * self.scale
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        x, y = local[:, 0] * cos - local[:, 1] * sin, local[:, 0] * sin + local[:, 1] * cos
        return np.column_stack([self.east + x, self.north + y, self.height + local[:, 2]])

    def __str__(self) -> str:
        figures = f"east {self.east:.3f}, north {self.north:.3f}, height {self.height:.3f}"
        turned = f"turned {math.degrees(self.turn):.3f}° anticlockwise"
        return f"{self.source} ({figures}, {turned}, in {self.crs or 'no system named'})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The position taken, a sentence on it and on those not taken, and what is to be noted."""

    position: Position
    sentence: str
    issues: tuple[Issue, ...] = ()


def choose(claims: Claims, sample: Points, asked: Asked) -> Choice:
    """One position: by map conversion, else by property set, else by the site's degrees.

    `sample` (n, 3; metres) are points of the model; where they are map coordinates already, nothing is
    applied to them. Raises RefusedError where the model says no place, or one that no system can hold.
    """
    others: list[Conversion | Reference] = [*claims.conversions, *claims.references]
    issues: list[Issue] = []
    if on_map(claims, sample, asked):
        position = _own(claims, asked)
        if others:
            text = (
                f"The coordinates are those of the map already, so {_say(others[0])} was not applied to them."
            )
            issues.append(Issue(severity=Severity.WARNING, code="ALREADY_ON_MAP", message=text))
    elif claims.conversions:
        position, issues = _convert(claims, asked)
        others = others[1:]
    elif claims.references:
        position = _project(claims.references[0], claims, asked)
        others = others[1:]
    else:
        raise RefusedError(
            "The model does not say where on earth it stands: it has no IfcMapConversion, no "
            "ePSet_MapConversion, and no RefLatitude and RefLongitude in IfcSite; georeference it first."
        )
    unused = f" Not used: {'; '.join(map(_say, others))}." if others else ""
    sentence = f"The model was placed by {position}.{unused}"
    told = Issue(severity=Severity.INFO, code="POSITION", message=sentence)
    return Choice(
        position=position, sentence=sentence, issues=(told, *issues, *_compare(position, claims.references))
    )


def on_map(claims: Claims, sample: Points, asked: Asked) -> bool:
    """Whether the model's own coordinates are those of a map: far from its origin, and fit to be them."""
    first = next(iter(claims.conversions), None)
    if not len(sample) or np.hypot(*np.median(sample[:, :2], axis=0)) < FAR:
        return False
    if first is not None and math.hypot(first.east, first.north) * claims.unit < FAR:
        return False
    system = _find_system(asked.crs or claims.system.name)
    if system is None:
        return not claims.conversions
    points = sample[:, :2] / system.unit
    return not crs.outside((*points.min(axis=0).tolist(), *points.max(axis=0).tolist()), system)


def _own(claims: Claims, asked: Asked) -> Position:
    if asked.swap_axes:
        raise RefusedError(
            "The model lies in map coordinates, whose axes cannot be exchanged without mirroring it; leave "
            "--swap-axes out."
        )
    system = _require_metres(asked.crs or claims.system.name)
    unit = system.unit if system else 1.0
    return Position(
        source=OWN,
        crs=asked.crs or _name(claims.system.name),
        heights=_name_heights(claims.system.heights),
        frame=np.eye(4),
        scale=(1 / unit, 1 / unit, 1.0),
    )


def _convert(claims: Claims, asked: Asked) -> tuple[Position, list[Issue]]:
    """The position that the first conversion gives, its units settled."""
    conversion = claims.conversions[0]
    if asked.swap_axes:
        conversion = replace(conversion, east=conversion.north, north=conversion.east)
    system = _require_metres(asked.crs or conversion.system.name)
    of_map, issues = _settle_unit(conversion, system, claims.unit)
    scale = _settle_scale(conversion, of_map / claims.unit, issues)
    unit = system.unit if system else 1.0
    x, y, z = (scale * factor for factor in conversion.factors)
    position = Position(
        source=conversion.source,
        crs=asked.crs or _name(conversion.system.name),
        heights=_name_heights(conversion.system.heights),
        frame=claims.frame,
        east=conversion.east * of_map / unit,
        north=conversion.north * of_map / unit,
        height=conversion.height * of_map,
        turn=math.atan2(conversion.axis[1], conversion.axis[0]),
        scale=(x / unit, y / unit, z),
    )
    return position, issues


def _settle_unit(conversion: Conversion, system: Crs | None, project: float) -> tuple[float, list[Issue]]:
    """Metres per unit of the conversion's figures: as named, else the project's, else the system's own."""
    if conversion.system.unit is not None:
        return conversion.system.unit, []
    if system is None or system.unit == project:
        return project, []
    own = system.unit
    if _falls_outside(conversion, project / own, system) and not _falls_outside(conversion, 1.0, system):
        text = (
            f"{conversion.source} names no unit; in the project's its figures lie outside {system.name}, so "
            "they were taken in the system's own."
        )
        return own, [Issue(severity=Severity.WARNING, code="MAP_UNIT_MISSING", message=text)]
    return project, []


def _falls_outside(conversion: Conversion, factor: float, system: Crs) -> bool:
    x, y = conversion.east * factor, conversion.north * factor
    return crs.outside((x, y, x, y), system)


def _settle_scale(conversion: Conversion, ratio: float, issues: list[Issue]) -> float:
    """What a metre of the model is on the map; `ratio` is the map's unit in units of the project.

    Scale brings the project's unit to the map's (IFC 4 §8.18.3.10), but is often left at 1 where they differ.
    """
    if abs(conversion.scale * ratio - 1) < STRETCH:
        return conversion.scale * ratio
    if abs(conversion.scale - 1) < STRETCH:
        text = (
            f"The Scale of {conversion.source} is {conversion.scale:g}, which leaves the units of project "
            "and map as they differ; they were brought together without it."
        )
        issues.append(Issue(severity=Severity.WARNING, code="MAP_SCALE_ODD", message=text))
        return conversion.scale
    raise RefusedError(
        f"By the Scale of {conversion.source} ({conversion.scale:g}) a metre of the model would be "
        f"{conversion.scale * ratio:g} m on the map; correct it in the file."
    )


def _project(reference: Reference, claims: Claims, asked: Asked) -> Position:
    """The position that a site's degrees give, in the system named or in the zone of UTM around them."""
    lon, lat = (reference.lat, reference.lon) if asked.swap_axes else (reference.lon, reference.lat)
    named = asked.crs or _name(claims.system.name) or f"EPSG:{crs.find_utm_zone(lon, lat)}"
    system = _require_metres(named) or crs.parse(named)
    spot = crs.find_spot(lon, lat, system.horizontal)
    return Position(
        source=_say(reference),
        crs=named,
        heights=_name_heights(claims.system.heights),
        frame=reference.anchor,
        east=spot.x,
        north=spot.y,
        height=reference.elevation,
        turn=spot.north - claims.north,
        scale=(spot.scale, spot.scale, 1.0),
    )


def _compare(position: Position, references: tuple[Reference, ...]) -> Iterator[Issue]:
    """A finding for each site whose degrees are of another place than the position."""
    system = None if position.source == OWN else _find_system(position.crs)
    at = system and crs.find_degrees(position.east, position.north, system.horizontal)
    if not at:
        return
    for one in references:
        apart = crs.measure_apart(at, (one.lon, one.lat))
        if apart > APART:
            text = (
                f"{_say(one)} lies {apart / 1000:,.1f} km from where the model was placed by "
                f"{position.source}; correct the one that is wrong in the file."
            )
            yield Issue(severity=Severity.WARNING, code="POSITIONS_DISAGREE", message=text)


def _require_metres(name: str | None) -> Crs | None:
    system = _find_system(name)
    if system is not None and system.geographic:
        raise RefusedError(
            f"{system.name} counts degrees, in which no building can be drawn true; give a projected system "
            "by --crs EPSG:n."
        )
    return system


def _find_system(name: str | None) -> Crs | None:
    """The system a file names by code or by name; None where the register has none such."""
    known = _name(name)
    try:
        return crs.parse(known) if known else None
    except RefusedError:
        return None


def _name(name: str | None) -> str | None:
    """The name as a code where the register knows it, else as it stands."""
    if name is None:
        return None
    try:
        crs.parse(name)
    except RefusedError:
        return crs.identify(name) or name
    return name


def _name_heights(name: str | None) -> str | None:
    """The code of a height datum named by its code or in words; None where the register has none such."""
    if name is None:
        return None
    try:
        return f"EPSG:{crs.parse_heights(name)}"
    except RefusedError:
        return crs.identify(name) or crs.identify(f"{name} height")


def _say(claim: Conversion | Reference) -> str:
    """A claim in the figures of the file."""
    if isinstance(claim, Reference):
        where = f"latitude {claim.lat:.6f}, longitude {claim.lon:.6f}, elevation {claim.elevation:g} m"
        return f"{claim.source} ({where})"
    figures = f"east {claim.east:g}, north {claim.north:.10g}, height {claim.height:g}"
    return f"{claim.source} ({figures}, in {claim.system.name or 'no system named'})"
