"""What a building model says of its place on earth, in each of the ways it can."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from spatial.ifc.placement import find_origin

if TYPE_CHECKING:
    import ifcopenshell

Matrix = NDArray[np.float64]

CONVERSION, SYSTEM = "epset_mapconversion", "epset_projectedcrs"
# Words that property sets of IFC 2x3 name the unit of the map by; metres in one.
UNITS = {"metre": 1.0, "meter": 1.0, "m": 1.0, "millimetre": 0.001, "millimeter": 0.001, "mm": 0.001}
UNITS |= {"foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "us survey foot": 1200 / 3937}


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """The map's system as named: its plan, its height datum, and metres per unit of its figures."""

    name: str | None = None
    heights: str | None = None
    unit: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """A map conversion as written: figures in the map's unit, `axis` the model's x axis on the map."""

    source: str
    system: System
    east: float
    north: float
    height: float = 0.0
    axis: tuple[float, float] = (1.0, 0.0)
    scale: float = 1.0
    factors: tuple[float, float, float] = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The site's point of reference in degrees (WGS 84) and metres; `anchor` is that point in the model."""

    source: str
    lon: float
    lat: float
    elevation: float
    anchor: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """All that a model says of its place.

    `unit` is metres per unit of length of the project, `frame` the model's world coordinate system in metres,
    `north` the direction of true north in it (radians anticlockwise from its y axis).
    """

    unit: float
    frame: Matrix
    north: float
    conversions: tuple[Conversion, ...]
    system: System
    references: tuple[Reference, ...]


def read_claims(model: "ifcopenshell.file") -> Claims:
    """What the model says of its place, each way in the order of the file."""
    from ifcopenshell.util.unit import calculate_unit_scale

    unit = calculate_unit_scale(model)
    frame, north = _read_context(model, unit)
    sets = _read_sets(model)
    system = _read_named_system(sets.get(SYSTEM, {}))
    conversions = [*_read_conversions(model), *_read_set(sets.get(CONVERSION), system)]
    return Claims(
        unit=unit,
        frame=frame,
        north=north,
        conversions=tuple(conversions),
        system=next((one.system for one in conversions), system),
        references=tuple(_read_sites(model, unit)),
    )


def _read_context(model: "ifcopenshell.file", unit: float) -> tuple[Matrix, float]:
    from ifcopenshell.util.geolocation import get_true_north, get_wcs

    frame = get_wcs(model)
    matrix = np.eye(4) if frame is None else np.array(frame, dtype=float)
    matrix[:3, 3] *= unit
    return matrix, math.radians(get_true_north(model))


def _read_conversions(model: "ifcopenshell.file") -> list[Conversion]:
    """Those of IfcMapConversion, the one of the model's own context first."""
    if model.schema == "IFC2X3":
        return []
    found = [one for one in model.by_type("IfcMapConversion") if _number(one.Eastings) is not None]
    found.sort(key=lambda one: getattr(one.SourceCRS, "ContextType", None) != "Model")
    return [
        Conversion(
            source=one.is_a(),
            system=_read_system(one.TargetCRS),
            east=_number(one.Eastings) or 0.0,
            north=_number(one.Northings) or 0.0,
            height=_number(one.OrthogonalHeight) or 0.0,
            axis=_read_axis(one.XAxisAbscissa, one.XAxisOrdinate),
            scale=_number(one.Scale) or 1.0,
            factors=_read_factors(one),
        )
        for one in found
    ]


def _read_factors(conversion: "ifcopenshell.entity_instance") -> tuple[float, float, float]:
    """The factors of IfcMapConversionScaled (4.3) along the model's axes."""
    x, y, z = (_number(getattr(conversion, f"Factor{axis}", None)) or 1.0 for axis in "XYZ")
    return x, y, z


def _read_system(system: "ifcopenshell.entity_instance | None") -> System:
    from ifcopenshell.util.unit import get_unit_scale

    unit = getattr(system, "MapUnit", None)
    return System(
        name=_text(getattr(system, "Name", None)),
        heights=_text(getattr(system, "VerticalDatum", None)),
        unit=None if unit is None else get_unit_scale(unit),
    )


def _read_sets(model: "ifcopenshell.file") -> dict[str, dict[str, Any]]:
    """The property sets that stand in for a map conversion where the schema has none, in small letters."""
    sets: dict[str, dict[str, Any]] = {}
    for one in model.by_type("IfcPropertySet"):
        if isinstance(one.Name, str) and (name := one.Name.lower()) in (CONVERSION, SYSTEM):
            values = {
                str(part.Name).lower(): part.NominalValue.wrappedValue
                for part in one.HasProperties or ()
                if part.is_a("IfcPropertySingleValue") and part.NominalValue is not None
            }
            sets.setdefault(name, values)
    return sets


def _read_named_system(values: dict[str, Any]) -> System:
    return System(
        name=_text(values.get("name")),
        heights=_text(values.get("verticaldatum")),
        unit=UNITS.get(str(values.get("mapunit")).lower()),
    )


def _read_set(values: dict[str, Any] | None, system: System) -> list[Conversion]:
    east, north = (_number((values or {}).get(key)) for key in ("eastings", "northings"))
    if values is None or east is None or north is None:
        return []
    return [
        Conversion(
            source="ePSet_MapConversion",
            system=system,
            east=east,
            north=north,
            height=_number(values.get("orthogonalheight")) or 0.0,
            axis=_read_axis(values.get("xaxisabscissa"), values.get("xaxisordinate")),
            scale=_number(values.get("scale")) or 1.0,
        )
    ]


def _read_sites(model: "ifcopenshell.file", unit: float) -> list[Reference]:
    references = []
    for site in model.by_type("IfcSite"):
        lat, lon = _read_angle(site.RefLatitude), _read_angle(site.RefLongitude)
        if lat is None or lon is None or (lat, lon) == (0.0, 0.0):
            continue
        anchor = np.eye(4)
        anchor[:3, 3] = find_origin(site, unit)
        elevation = (_number(site.RefElevation) or 0.0) * unit
        references.append(Reference(source="IfcSite", lon=lon, lat=lat, elevation=elevation, anchor=anchor))
    return references


def _read_angle(parts: Any) -> float | None:
    """Degrees from degrees, minutes, seconds and millionths, which all bear the sign; None for none."""
    if not isinstance(parts, tuple) or not 3 <= len(parts) <= 4 or None in map(_number, parts):
        return None
    degrees = sum(part / size for part, size in zip(parts, (1, 60, 3600, 3_600_000_000), strict=False))
    return degrees if abs(degrees) <= 180 else None


def _read_axis(abscissa: Any, ordinate: Any) -> tuple[float, float]:
    x, y = _number(abscissa) or 0.0, _number(ordinate) or 0.0
    return (x, y) if (x, y) != (0.0, 0.0) else (1.0, 0.0)


def _number(value: Any) -> float | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if fits else None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
