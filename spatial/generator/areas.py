"""Districts and sub-districts: every cell of the city lies in one of each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from spatial.generator.chance import Floats, Whole, scatter
from spatial.generator.names import name_area
from spatial.generator.plan import Plan
from spatial.records import AdminArea

DISTRICT, SUBDISTRICT = 6, 8
PER_DISTRICT = 3
MADE_UP = {"generated": True}


@dataclass(frozen=True, slots=True)
class Areas:
    """`cells[i, j]` is the sub-district of a cell, `district` that of each sub-district; -1 outside."""

    cells: Whole
    district: Whole
    names: list[str]
    district_names: list[str]

    def code(self, sub: int) -> str:
        """The code of a sub-district: its district's two digits, then its own four."""
        return f"{self.district[sub] + 1:02d}{sub + 1:04d}"


def draw_areas(plan: Plan) -> Areas:
    """Sub-districts of some ten cells around shaken seeds, and districts of some ten of these."""
    reach = 2.0 if plan.radius < 5 else 3.0
    size = plan.kind.shape[0]
    i, j = (np.asarray(part, dtype=np.float64) for part in np.indices((size, size)))
    seats = _nearest_seat(plan.seed, 41, i, j, reach)
    inside = plan.kind > 0
    known, cells = np.unique(seats[inside], axis=0, return_inverse=True)
    sub = np.full(plan.kind.shape, -1)
    sub[inside] = cells.ravel()
    u, v = (np.asarray((known[:, axis] + 0.5) * reach, dtype=np.float64) for axis in (0, 1))
    above = _nearest_seat(plan.seed, 42, u, v, reach * PER_DISTRICT)
    districts, district = np.unique(above, axis=0, return_inverse=True)
    return Areas(
        cells=sub,
        district=district.ravel(),
        names=[name_area(plan.seed, number, False) for number in range(len(known))],
        district_names=[name_area(plan.seed, number, True) for number in range(len(districts))],
    )


def _nearest_seat(seed: int, salt: int, u: Floats, v: Floats, reach: float) -> Whole:
    """The seat (two whole numbers) nearest to each position; seats stand about `reach` apart."""
    east, north = np.floor(u / reach).astype(np.int64) + 8, np.floor(v / reach).astype(np.int64) + 8
    best = np.full(u.shape, np.inf)
    seats = np.zeros((*u.shape, 2), dtype=np.int64)
    for a in (-1, 0, 1):
        for b in (-1, 0, 1):
            x, y = east + a, north + b
            far = np.hypot(
                (x - 8 + 0.2 + 0.6 * scatter(seed, salt, x, y)) * reach - u,
                (y - 8 + 0.2 + 0.6 * scatter(seed, salt + 10, x, y)) * reach - v,
            )
            nearer = far < best
            best = np.where(nearer, far, best)
            seats[nearer] = np.stack([x - 8, y - 8], axis=-1)[nearer]
    return seats


def tell_areas(plan: Plan, areas: Areas) -> Iterator[AdminArea]:
    """The sub-districts, then the districts they make up."""
    cells: dict[int, list[tuple[int, int]]] = {}
    for i, j in plan.order:
        cells.setdefault(int(areas.cells[i, j]), []).append((i, j))
    parts: dict[int, list[shapely.Geometry]] = {}
    for sub, members in cells.items():
        quads = np.stack([plan.lattice.quad(i, j) for i, j in members])
        shape = shapely.union_all(shapely.polygons(np.round(quads, 3)))
        parts.setdefault(int(areas.district[sub]), []).append(shape)
        above = areas.district_names[areas.district[sub]]
        yield AdminArea(
            code=areas.code(sub),
            name=areas.names[sub],
            klass="subdistrict",
            admin_level=SUBDISTRICT,
            footprint=shape,
            attributes={**MADE_UP, "district": above},
        )
    for district, shapes in parts.items():
        yield AdminArea(
            code=f"{district + 1:02d}",
            name=areas.district_names[district],
            klass="district",
            admin_level=DISTRICT,
            footprint=shapely.union_all(shapes),
            attributes=MADE_UP,
        )
