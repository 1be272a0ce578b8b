"""What blocks are for, and what stands in them: how high, how old, in which pattern."""

from dataclasses import dataclass

import numpy as np

from spatial.generator.plan import Theme

Range = tuple[float, float]
BOX, ELL, COURT, CROSS, STEP = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use of a block: its words in the twin, and the pattern of its buildings (metres, storeys).

    `gap` is between buildings of a row and `lane` between rows; `keep` the share of places built on;
    `shapes` the weights of box, L, U, cross and stepped box; `each` gives every house its own number.
    """

    id: str
    klass: str
    function: str
    land: str
    wide: Range
    deep: Range
    gap: Range
    lane: Range
    storeys: tuple[int, int]
    floor: float = 3.0
    setback: float = 7.0
    keep: float = 0.95
    shapes: tuple[float, ...] = (1, 0, 0, 0, 0)
    loose: float = 0.06
    each: bool = False
    place: str | None = None
    green: bool = False


SLABS = Use(
    id="slabs", klass="apartments", function="residential", land="residential", wide=(32, 54),
    deep=(11, 13), gap=(7, 11), lane=(14, 19), storeys=(5, 7), shapes=(8, 0, 0, 0, 3), keep=0.94, setback=5,
)  # fmt: skip
HIGH_SLABS = Use(
    id="high-slabs", klass="apartments", function="residential", land="residential", wide=(27, 46),
    deep=(12.5, 15), gap=(9, 15), lane=(21, 29), storeys=(11, 18), shapes=(5, 0, 0, 0, 5), keep=0.92,
    setback=6,
)  # fmt: skip
TOWERS = Use(
    id="towers", klass="apartments", function="residential", land="residential", wide=(22, 30),
    deep=(17, 21), gap=(14, 22), lane=(20, 28), storeys=(18, 33), shapes=(1, 0, 0, 7, 2), keep=0.9,
    loose=0.12, setback=6,
)  # fmt: skip
LANES = Use(
    id="lanes", klass="residential", function="residential", land="residential", wide=(11, 19),
    deep=(9, 14), gap=(1.5, 4), lane=(4, 7), storeys=(2, 4), floor=3.2, setback=3.5, keep=0.86,
    shapes=(5, 4, 3, 0, 1), loose=0.1, each=True,
)  # fmt: skip
SHOPS = Use(
    id="shops", klass="retail", function="retail", land="retail", wide=(18, 34), deep=(14, 22), gap=(3, 7),
    lane=(9, 14), storeys=(2, 5), floor=3.9, setback=4, keep=0.9, shapes=(6, 3, 2, 0, 1), each=True,
)  # fmt: skip
OFFICES = Use(
    id="offices", klass="office", function="office", land="commercial", wide=(28, 48), deep=(24, 36),
    gap=(12, 20), lane=(14, 22), storeys=(14, 48), floor=3.9, setback=8, keep=0.85,
    shapes=(5, 2, 1, 2, 1), loose=0.1,
)  # fmt: skip
MALL = Use(
    id="mall", klass="commercial", function="mall", land="commercial", wide=(70, 115), deep=(50, 80),
    gap=(20, 30), lane=(22, 30), storeys=(4, 7), floor=5.0, setback=9, keep=1.0, shapes=(3, 4, 3, 0, 1),
)  # fmt: skip
HOTELS = Use(
    id="hotels", klass="hotel", function="hotel", land="commercial", wide=(34, 54), deep=(18, 28),
    gap=(14, 20), lane=(20, 28), storeys=(9, 26), floor=3.5, setback=8, keep=0.8, shapes=(3, 4, 2, 1, 1),
)  # fmt: skip
WORKS = Use(
    id="works", klass="industrial", function="factory", land="industrial", wide=(45, 85), deep=(24, 42),
    gap=(9, 15), lane=(11, 17), storeys=(1, 3), floor=6.0, setback=9, keep=0.9, shapes=(8, 2, 0, 0, 1),
)  # fmt: skip
STORES = Use(
    id="stores", klass="warehouse", function="warehouse", land="industrial", wide=(70, 110),
    deep=(30, 45), gap=(12, 18), lane=(14, 22), storeys=(1, 2), floor=8.0, setback=10, keep=0.92,
)  # fmt: skip
HOUSES = Use(
    id="houses", klass="house", function="residential", land="residential", wide=(9.5, 13.5),
    deep=(9, 12), gap=(3.5, 7), lane=(7, 11), storeys=(2, 4), floor=3.3, setback=7, keep=0.62,
    shapes=(7, 3, 0, 0, 2), loose=0.16, each=True,
)  # fmt: skip
FIELDS = Use(
    id="fields", klass="house", function="residential", land="farmland", wide=(10, 14), deep=(9, 12),
    gap=(6, 16), lane=(22, 34), storeys=(2, 3), floor=3.3, setback=9, keep=0.11,
    shapes=(6, 3, 1, 0, 1), loose=0.2, each=True,
)  # fmt: skip
SCHOOL = Use(
    id="school", klass="school", function="education", land="education", wide=(40, 60), deep=(22, 34),
    gap=(12, 20), lane=(18, 28), storeys=(4, 6), floor=3.8, setback=10, keep=0.7, shapes=(2, 4, 6, 0, 0),
    place="school",
)  # fmt: skip
NURSERY = Use(
    id="nursery", klass="kindergarten", function="education", land="education", wide=(28, 42),
    deep=(22, 32), gap=(16, 26), lane=(18, 28), storeys=(2, 3), floor=3.8, setback=9, keep=0.55,
    shapes=(1, 5, 4, 0, 0), place="kindergarten",
)  # fmt: skip
HOSPITAL = Use(
    id="hospital", klass="hospital", function="health", land="healthcare", wide=(52, 80), deep=(26, 44),
    gap=(18, 26), lane=(22, 30), storeys=(5, 16), floor=3.9, setback=14, keep=0.85,
    shapes=(3, 3, 3, 1, 0), place="hospital",
)  # fmt: skip
CARE = Use(
    id="care", klass="residential", function="social_facility", land="residential", wide=(40, 58),
    deep=(14, 30), gap=(14, 22), lane=(22, 30), storeys=(3, 6), floor=3.3, setback=10, keep=0.6,
    shapes=(2, 4, 4, 0, 0), place="nursing_home",
)  # fmt: skip
PARK = Use(
    id="park", klass="public", function="park", land="park", wide=(14, 22), deep=(10, 16), gap=(60, 90),
    lane=(60, 90), storeys=(1, 2), floor=4.0, setback=16, keep=0.22, shapes=(2, 2, 1, 0, 0), loose=0.3,
    green=True,
)  # fmt: skip

USES = (
    SLABS, HIGH_SLABS, TOWERS, LANES, SHOPS, OFFICES, MALL, HOTELS, WORKS, STORES, HOUSES, FIELDS,
    SCHOOL, NURSERY, HOSPITAL, CARE, PARK,
)  # fmt: skip

MIXES: dict[Theme, dict[Use, float]] = {
    Theme.CORE: {
        OFFICES: 30, MALL: 12, HOTELS: 9, SHOPS: 12, TOWERS: 16, SLABS: 6, LANES: 1, PARK: 4, HOSPITAL: 2,
        SCHOOL: 2,
    },
    Theme.OLD: {
        LANES: 42, SHOPS: 16, SLABS: 22, SCHOOL: 5, HOTELS: 3, PARK: 3, NURSERY: 3, CARE: 2, HOSPITAL: 1,
    },
    Theme.ESTATE: {
        SLABS: 33, HIGH_SLABS: 17, TOWERS: 16, SHOPS: 6, SCHOOL: 7, NURSERY: 5, PARK: 4, OFFICES: 3,
        MALL: 2, HOSPITAL: 2, CARE: 2,
    },
    Theme.INDUSTRY: {WORKS: 52, STORES: 20, SLABS: 8, OFFICES: 4, SHOPS: 4, PARK: 2, FIELDS: 6},
    Theme.VILLAGE: {
        HOUSES: 38, SLABS: 12, FIELDS: 26, SHOPS: 5, WORKS: 6, TOWERS: 5, SCHOOL: 4, CARE: 2, NURSERY: 2,
    },
    Theme.FARM: {FIELDS: 72, HOUSES: 20, WORKS: 3, PARK: 5},
}  # fmt: skip


def choose_uses(draw: np.random.Generator, theme: Theme, count: int) -> list[Use]:
    """The uses of so many blocks of a theme."""
    mix = MIXES[theme]
    bounds = np.cumsum(list(mix.values()))
    picked = np.searchsorted(bounds, draw.random(count) * bounds[-1], side="right")
    uses = list(mix)
    return [uses[place] for place in picked.tolist()]
