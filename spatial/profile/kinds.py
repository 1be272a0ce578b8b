"""What a profile can make: the kinds of record of city and registers, their fields and shapes."""

import re
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from spatial import records, registers
from spatial.records import CityObject, Record

# What the profile says in words of its own, or what is derived.
OWN = {"code", "footprint", "solid", "attributes", "codes", "lod", "grid", "raster"}
ANY = frozenset({0, 1, 2})
DIMENSIONS: dict[type[Record], frozenset[int]] = {
    records.Building: frozenset({2}),
    records.Road: frozenset({1, 2}),
    records.LandUse: frozenset({2}),
    records.PlanningZone: frozenset({2}),
    records.Node: frozenset({0}),
    records.Link: frozenset({1}),
    records.HazardZone: frozenset({2}),
    records.Place: frozenset({0}),
    records.Address: frozenset({0}),
    records.AdminArea: frozenset({1, 2}),
    registers.Parcel: frozenset({2}),
    registers.House: frozenset({0, 2}),
    registers.Dwelling: frozenset({0}),
    registers.Enterprise: frozenset({0}),
    registers.Workplace: frozenset({0}),
}
SHAPES = ("points", "lines", "areas")


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a record: its plain type, the unit its figures are in, and whether it must be filled."""

    type: type[Any]
    unit: str | None
    required: bool


def name_kinds() -> dict[str, type[Record]]:
    """The kinds by the word a profile says: "building", "hazard-zone" …"""
    found = [
        kind
        for kind in {**vars(records), **vars(registers)}.values()
        if isinstance(kind, type) and issubclass(kind, Record) and kind not in (Record, CityObject)
    ]
    return {re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower(): kind for kind in found}


def list_slots(kind: type[Record]) -> dict[str, Slot]:
    """The fields of a kind that a profile may fill."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        one.name: _make_slot(hints[one.name], one.default is MISSING)
        for one in fields(kind)
        if one.name not in OWN
    }


def dimensions_of(kind: type[Record]) -> frozenset[int]:
    """The dimensions a kind's footprint may have."""
    return DIMENSIONS.get(kind, ANY)


def say_shapes(dimensions: frozenset[int]) -> str:
    """The dimensions in words."""
    return " or ".join(SHAPES[one] for one in sorted(dimensions))


def _make_slot(hint: Any, required: bool) -> Slot:
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    [told] = [option for option in options if option is not type(None)]
    plain, unit = get_args(told)[:2] if get_origin(told) is Annotated else (told, None)
    return Slot(plain, unit, required)


def choices_of(slot: Slot) -> list[str]:
    """The words a field is limited to; none where it is not."""
    return [one.value for one in slot.type] if issubclass(slot.type, StrEnum) else []
