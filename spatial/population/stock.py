"""The buildings a population is made for, as columns: what the twin knows of them and what was settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.generator.chance import Floats, Whole
from spatial.population.settling import settle_storeys, settle_uses, settle_years
from spatial.population.uses import USES

BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """What the twin knows of one building; `height` only where it was measured, `zone` is a number."""

    code: str
    zone: int
    klass: str | None
    function: str | None
    storeys: int | None
    height: float | None
    year: int | None
    address: str | None
    footprint: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A row each: `place` is (x, y) in metres, `area` of the footprint, `use` an index of USES.

    `shapes` are the footprints; `told` are sentences on what was not known and was settled by default, by a
    code.
    """

    codes: list[str]
    addresses: list[str | None]
    zone: Whole
    place: Floats
    area: Floats
    use: Whole
    storeys: Whole
    year: Whole
    shapes: NDArray[np.object_]
    told: dict[str, str]

    def of_use(self, name: str) -> Floats:
        """A figure of each building's use."""
        return np.array([float(getattr(use, name)) for use in USES])[self.use]

    @property
    def floor_area(self) -> Floats:
        """The gross floor area above ground: outer walls stand on the footprint, upper floors step back."""
        return self.area * self.storeys * 0.92


def gather(lines: Iterable[Line], day: date, seed: int) -> Stock:
    """The stock of all lines, with what is unknown settled as of `day`."""
    codes: list[str] = []
    addresses: list[str | None] = []
    words: list[tuple[str | None, str | None]] = []
    figures: list[tuple[float, ...]] = []
    places, areas, shapes = [np.empty((0, 2))], [np.empty(0)], [np.empty(0, dtype=object)]
    stream = iter(lines)
    while batch := list(islice(stream, BATCH)):
        codes += [line.code for line in batch]
        addresses += [line.address for line in batch]
        words += [(line.klass, line.function) for line in batch]
        figures += [
            (line.zone, *(np.nan if figure is None else figure for figure in known))
            for line in batch
            for known in [(line.storeys, line.height, line.year)]
        ]
        drawn = shapely.from_wkb([line.footprint for line in batch])
        inner = shapely.point_on_surface(drawn)
        places.append(np.stack([shapely.get_x(inner), shapely.get_y(inner)], axis=1))
        areas.append(shapely.area(drawn))
        shapes.append(drawn)
    zone, storeys, height, year = np.array(figures, dtype=float).reshape(-1, 4).T
    place, area = np.concatenate(places), np.concatenate(areas)
    told: dict[str, str] = {}
    use = settle_uses(words, place, area, storeys, told)
    floors = settle_storeys(use, storeys, height, told)
    return Stock(
        codes=codes,
        addresses=addresses,
        zone=zone.astype(np.int64),
        place=place,
        area=area,
        use=use,
        storeys=floors,
        year=settle_years(use, floors, place, year, day, seed, told),
        shapes=np.concatenate(shapes),
        told=told,
    )
