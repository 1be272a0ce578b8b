"""The storeys of a building: how high their floors lie, which people enter, which are below ground."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spatial.ifc.components import make_component
from spatial.ifc.gathering import Gathered
from spatial.ifc.properties import find_value
from spatial.ifc.thing import Thing
from spatial.records import CityObject, Component

# A storey whose floor lies further under the building's zero than this is below ground.
BELOW = 1.0
# Floors nearer to each other than this are of one storey.
APART = 0.1
HEADROOM = 1.8
ENTERED = ("IfcDoor", "IfcDoorStandardCase", "IfcSpace")
HEIGHTS = ("NetHeight", "GrossHeight", "Height")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A storey or a building on the map: the elevation of its own zero, and what it holds."""

    thing: Thing
    elevation: float
    gathered: Gathered


def make_storey(
    storey: Holder, storeys: Sequence[Holder], unit: float, square: float, crs_unit: float
) -> CityObject:
    """The record of a storey, as high as the next above it in its building, else as the file says.

    `unit` is metres, `square` square metres per unit of the file; `crs_unit` metres per unit of the map.
    """
    record = make_component(storey.thing, storey.gathered, square, crs_unit)
    if not isinstance(record, Component):
        return record
    higher = [
        one.elevation - storey.elevation
        for one in storeys
        if one.thing.place.whole == record.building and one.elevation > storey.elevation + APART
    ]
    told = (find_value(record.attributes, name, "quantities") for name in HEIGHTS)
    said = next((one * unit for one in told if isinstance(one, int | float) and one > 0), None)
    return replace(record, elevation=storey.elevation, height=min(higher, default=said))


def count_storeys(storeys: Sequence[Holder], zero: float) -> tuple[list[Holder], list[Holder]]:
    """Those above and those below ground, of the storeys that people are in.

    Models call any level a storey (top of foundation, roof): where some hold doors or spaces, only those
    count, and none whose walls leave no room to stand.
    """
    entered = [one for one in storeys if any(one.gathered.classes[name] for name in ENTERED)]
    filled = [one for one in storeys if one.gathered.classes]
    counted = entered or filled or list(storeys)
    counted = [one for one in counted if _has_headroom(one)] or counted
    below = [one for one in counted if _is_below(one, zero)]
    return [one for one in counted if not _is_below(one, zero)], below


def _has_headroom(storey: Holder) -> bool:
    high = storey.gathered.high
    return high is None or high - storey.elevation >= HEADROOM


def _is_below(storey: Holder, zero: float) -> bool:
    above = find_value(storey.thing.attributes, "AboveGround")
    return not above if isinstance(above, bool) else storey.elevation < zero - BELOW
