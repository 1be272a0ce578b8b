"""The plan of a population: how many homes, people and jobs each building and each tract of a zone gets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from spatial.generator.chance import Floats, Whole, chance, scatter
from spatial.population.fitting import apportion
from spatial.population.stock import Stock
from spatial.population.uses import HOUSE, USES
from spatial.population.zones import LARGEST, Totals, Zone, settle_totals

TRACT = 4000
"""Homes, and half the jobs, of a tract: what is drawn at once."""
SMALLEST_HOME, SMALLEST_WORK = 18.0, 25.0
TIGHTEST_JOB = 6.0
"""Square metres of floor that a job takes at least."""
PER_HEAD = 37.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is decided of the whole city before any home is drawn; buildings are sorted by tract.

    Of a building: its `homes`, those on a floor (`doors`) and its `jobs`. Of a tract: the first of its
    buildings (`starts`, one more than there are tracts), its zone, its `households` and `people`. Of a
    workplace: its building and its jobs.
    """

    seed: int
    day: date
    zones: Sequence[Zone]
    totals: Totals
    stock: Stock
    homes: Whole
    doors: Whole
    jobs: Whole
    starts: Whole
    zone_of: Whole
    households: Whole
    people: Whole
    work_building: Whole
    work_jobs: Whole

    @property
    def tracts(self) -> int:
        """How many tracts there are."""
        return self.zone_of.size

    def span(self, tract: int) -> slice:
        """The buildings of a tract."""
        return slice(int(self.starts[tract]), int(self.starts[tract + 1]))

    def sums(self, figures: Whole | Floats) -> Floats:
        """A figure of buildings summed by tract."""
        return np.diff(np.concatenate([[0], np.cumsum(figures)])[self.starts])

    @property
    def work_starts(self) -> Whole:
        """The first workplace of each tract, and one more."""
        return np.searchsorted(self.work_building, self.starts)


def draw_plan(stock: Stock, zones: Sequence[Zone], population: int | None, day: date, seed: int) -> Plan:
    """Decide it. Raises RefusedError where the controls of a zone cannot be met."""
    stock = sort(stock)
    doors, homes = draw_homes(stock, seed)
    work = stock.floor_area * stock.of_use("work")
    usual: Floats = np.where(work >= SMALLEST_WORK, work / stock.of_use("job"), 0.0)
    room = np.floor(np.where(usual > 0, np.maximum(work / TIGHTEST_JOB, 1), 0)).astype(np.int64)
    many = len(zones)
    totals = settle_totals(
        zones,
        np.bincount(stock.zone, homes, many).astype(np.int64),
        np.bincount(stock.zone, room, many).astype(np.int64),
        np.bincount(stock.zone, usual, many).astype(np.float64),
        population,
    )
    jobs = apportion(usual, stock.zone, totals.jobs, room)
    starts = split(stock.zone, homes + jobs // 2)
    zone_of = stock.zone[starts[:-1]]
    lived = stock.floor_area * stock.of_use("home")
    by_tract = np.concatenate([np.zeros((2, 1)), np.cumsum([homes, lived], axis=1)], axis=1)[:, starts]
    tract_homes, tract_lived = np.diff(by_tract, axis=1)
    households = apportion(tract_homes, zone_of, totals.households, tract_homes.astype(np.int64))
    more = np.maximum(tract_lived / PER_HEAD - households, 0.0)
    people = households + apportion(
        more, zone_of, totals.population - totals.households, households * (LARGEST - 1)
    )
    building, staff = draw_workplaces(stock, jobs, seed)
    return Plan(
        seed=seed, day=day, zones=zones, totals=totals, stock=stock, homes=homes, doors=doors, jobs=jobs,
        starts=starts, zone_of=zone_of, households=households, people=people, work_building=building,
        work_jobs=staff,
    )  # fmt: skip


def sort(stock: Stock) -> Stock:
    """The stock by zone and, within it, along a Morton curve: neighbours stand together."""
    place = stock.place - stock.place.min(axis=0, initial=np.inf)
    cells = (np.nan_to_num(place) / 16.0).astype(np.uint64)
    curve = np.zeros(len(stock.codes), dtype=np.uint64)
    for bit in range(16):
        for axis in (0, 1):
            bits = (cells[:, axis] >> np.uint64(bit)) & np.uint64(1)
            curve |= bits << np.uint64(2 * bit + axis)
    order = np.lexsort((curve, stock.zone))
    places = order.tolist()
    return replace(
        stock,
        codes=[stock.codes[place] for place in places],
        addresses=[stock.addresses[place] for place in places],
        zone=stock.zone[order],
        place=stock.place[order],
        area=stock.area[order],
        use=stock.use[order],
        storeys=stock.storeys[order],
        year=stock.year[order],
        shapes=stock.shapes[order],
    )


def draw_homes(stock: Stock, seed: int) -> tuple[Whole, Whole]:
    """How many homes are on a floor of each building, and in all of it; a house is lived in whole."""
    mood = 0.82 + 0.36 * scatter(seed, 111, np.arange(stock.area.size))
    usual = stock.of_use("dwelling") * mood
    lived = stock.floor_area * stock.of_use("home")
    is_house = stock.use == USES.index(HOUSE)
    doors = np.where(is_house, 1, np.maximum(np.rint(lived / stock.storeys / usual), 1)).astype(np.int64)
    # Flats larger than a floor take several.
    homes = np.where(
        is_house | (lived / stock.storeys < usual / 2), np.rint(lived / usual), doors * stock.storeys
    )
    most = np.minimum(stock.of_use("most"), doors * stock.storeys)
    homes = np.where(lived >= SMALLEST_HOME, np.clip(homes, 1, most), 0).astype(np.int64)
    return doors, homes


def split(zone: Whole, load: Whole) -> Whole:
    """The first building of each tract, and one more than all: tracts of about TRACT within zones."""
    if zone.size == 0:
        return np.zeros(1, dtype=np.int64)
    run = np.cumsum(load) - load
    first = np.searchsorted(zone, zone)
    part = (run - run[first]) // TRACT
    new = np.flatnonzero((np.diff(zone) != 0) | (np.diff(part) != 0)) + 1
    return np.concatenate([[0], new, [zone.size]])


def draw_workplaces(stock: Stock, jobs: Whole, seed: int) -> tuple[Whole, Whole]:
    """The building and the jobs of each workplace; a building's jobs are shared among its workplaces."""
    draw = chance(seed, 112)
    crews = jobs / stock.of_use("crew") * draw.uniform(0.6, 1.5, jobs.size)
    number = np.clip(np.rint(crews), np.minimum(jobs, 1), np.maximum(jobs, 0)).astype(np.int64)
    building = np.repeat(np.arange(jobs.size), number)
    size = draw.pareto(1.4, building.size) + 0.15
    return building, 1 + apportion(size, building, jobs - number)
