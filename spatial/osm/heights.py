"""Heights of OpenStreetMap buildings: as tagged, by storeys, or assumed from buildings of the same class."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median
from typing import Any, NamedTuple

from spatial.records import HeightSource
from spatial.units import read_metres, read_number

STOREY = 3.0
SAMPLES = 10
HIGHEST = 1000.0
MOST_STOREYS = 200


class Height(NamedTuple):
    """Metres above ground, where they come from, the number of storeys; and the tags that made no sense."""

    metres: float | None
    source: HeightSource | None
    storeys: int | None
    nonsense: tuple[str, ...]


class Heights:
    """The heights of one source's buildings; storeys are assumed only from this source.

    `levels` are the tags of each building: a class with at least ten tagged buildings lends its median
    number of storeys, else the median of all; with none at all a height stays unknown.
    """

    def __init__(self, buildings: Iterable[dict[str, Any]]) -> None:
        found = defaultdict(list)
        for tags in buildings:
            storeys = _storeys(tags.get("building:levels"))
            if storeys is not None:
                found[str(tags["building"])].append(storeys)
        everything = [storeys for group in found.values() for storeys in group]
        self.typical = median(everything) if everything else None
        self.by_class = {name: median(group) for name, group in found.items() if len(group) >= SAMPLES}

    def of(self, tags: dict[str, Any]) -> Height:
        """The height the tags tell of, or the assumed one."""
        metres = [_metres(tags.get(key)) for key in ("height", "building:height")]
        storeys = _storeys(tags.get("building:levels"))
        values = {"height": metres[0], "building:height": metres[1], "building:levels": storeys}
        nonsense = tuple(key for key, value in values.items() if value is None and key in tags)
        count = None if storeys is None else int(storeys)
        measured = next((value for value in metres if value is not None), None)
        if measured is not None:
            return Height(measured, HeightSource.MEASURED, count, nonsense)
        if storeys is not None:
            return Height(storeys * STOREY, HeightSource.STOREYS, count, nonsense)
        assumed = self.by_class.get(str(tags.get("building")), self.typical)
        if assumed is None:
            return Height(None, None, None, nonsense)
        return Height(assumed * STOREY, HeightSource.ASSUMED, None, nonsense)


def _metres(value: Any) -> float | None:
    metres = None if value is None else read_metres(str(value))
    return metres if metres is not None and 0 < metres < HIGHEST else None


def _storeys(value: Any) -> float | None:
    storeys = None if value is None else read_number(str(value))
    return storeys if storeys is not None and 0 < storeys <= MOST_STOREYS else None
