"""The zones of a city and what is asked of them: people, households and jobs to be met exactly."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from spatial.errors import RefusedError
from spatial.generator.chance import Floats, Whole
from spatial.population.fitting import apportion

FIGURES = ("population", "households", "jobs")
LARGEST = 7
"""Members of the largest family household."""
PER_HOUSEHOLD = 2.62
LIVED_IN = 0.905
PER_HEAD = 0.505
"""Jobs per head of a city that nobody told otherwise: somewhat fewer than would work."""
MOST = 50_000_000


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone; None is what nobody asked for."""

    code: str
    name: str
    population: int | None = None
    households: int | None = None
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What each zone gets."""

    population: Whole
    households: Whole
    jobs: Whole


def read_controls(path: Path, zones: Sequence[Zone]) -> list[Zone]:
    """The zones with what a table asks of them; its columns are zone (code or name) and the figures."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(f"{path.name} cannot be read as UTF-8 text: {error}.") from error
    rows = csv.DictReader(text.splitlines())
    columns = rows.fieldnames or []
    if "zone" not in columns or not set(FIGURES) & set(columns):
        raise RefusedError(
            f"{path.name} needs the column “zone” and one or more of {', '.join(FIGURES)}; it has "
            f"{', '.join(columns) or 'none'}."
        )
    asked: dict[int, Zone] = {}
    for row in rows:
        where = f"{path.name}, line {rows.line_num}"
        if None in row:
            raise RefusedError(f"{where}: there are more cells than columns; mend the line.")
        index = find_zone(row["zone"] or "", zones, where)
        if index in asked:
            raise RefusedError(f"{where}: zone “{row['zone']}” stands there twice; keep one of its lines.")
        asked[index] = Zone(
            zones[index].code,
            zones[index].name,
            **{name: read_count(row.get(name), name, where) for name in FIGURES},
        )
    return [asked.get(index, zone) for index, zone in enumerate(zones)]


def find_zone(told: str, zones: Sequence[Zone], where: str) -> int:
    """The number of the zone of that code or, where it is the only one, of that name."""
    for key in ("code", "name"):
        found = [index for index, zone in enumerate(zones) if getattr(zone, key) == told.strip()]
        if len(found) == 1:
            return found[0]
        if found:
            raise RefusedError(f"{where}: {len(found)} zones are called “{told}”; name it by its code.")
    known = ", ".join(f"{zone.code} {zone.name}".strip() for zone in zones[:8])
    raise RefusedError(f"{where}: there is no zone “{told}”; there are {known} …")


def read_count(told: str | None, name: str, where: str) -> int | None:
    """A whole number from 0, None for an empty cell."""
    if told is None or not told.strip():
        return None
    if not (told.strip().isascii() and told.strip().isdigit()) or int(told) > MOST:
        raise RefusedError(f"{where}: “{name}” must be a whole number from 0 to {MOST}, not “{told}”.")
    return int(told)


def settle_totals(
    zones: Sequence[Zone], dwellings: Whole, rooms: Whole, jobs: Floats, population: int | None
) -> Totals:
    """What each zone gets: as asked; what is not asked for follows from its buildings and the city's total.

    `dwellings` and `rooms` (the most jobs) bound a zone, `jobs` are those usual for its floors. Raises
    RefusedError naming each control that cannot be met and why.
    """
    problems = [
        problem
        for zone, homes, room in zip(zones, dwellings.tolist(), rooms.tolist(), strict=True)
        for problem in judge(zone, homes, room)
    ]
    if problems:
        raise RefusedError("The controls cannot be met. " + " ".join(problems))
    people = settle_population(zones, dwellings, population)
    usual = np.rint(people / PER_HOUSEHOLD).astype(np.int64)
    fewest = -(-people // LARGEST)
    households = np.clip(usual, fewest, np.minimum(dwellings, people))
    asked = ask(zones, "households")
    households = np.where(asked >= 0, asked, households)
    return Totals(people, households, settle_jobs(zones, rooms, jobs, int(people.sum())))


def judge(zone: Zone, homes: int, room: int) -> list[str]:
    """What of a zone's controls cannot be met, by its dwellings and its room for jobs."""
    told = f"Zone “{zone.name or zone.code}”:"
    people, households, jobs = zone.population, zone.households, zone.jobs
    found = []
    if households is not None and households > homes:
        found.append(
            f"{told} {households} households are asked for, but its buildings hold {homes} dwellings."
        )
    lodgings = homes if households is None else min(households, homes)
    if people is not None and people > lodgings * LARGEST:
        found.append(
            f"{told} {people} people are asked for, but there are {lodgings} "
            f"{'dwellings' if households is None else 'households'} of at most {LARGEST}."
        )
    if people is not None and households is not None and people < households:
        found.append(f"{told} {people} people cannot make up {households} households.")
    if jobs is not None and jobs > room:
        found.append(f"{told} {jobs} jobs are asked for, but its buildings have room for {room}.")
    return found


def settle_population(zones: Sequence[Zone], dwellings: Whole, population: int | None) -> Whole:
    """The people of each zone; those left of the city's total live where dwellings are."""
    asked, households = ask(zones, "population"), ask(zones, "households")
    natural = np.rint(np.where(households >= 0, households, dwellings * LIVED_IN) * PER_HOUSEHOLD)
    people = np.where(asked >= 0, asked, natural.astype(np.int64))
    if population is None:
        return people
    free = asked < 0
    least = np.where(free & (households > 0), households, 0)
    most = np.where(free, np.where(households >= 0, households, dwellings) * LARGEST, 0)
    left = population - int(asked[~free].sum()) - int(least.sum())
    if not 0 <= left <= int((most - least).sum()):
        raise RefusedError(
            f"The city is to have {population} people: the zones that are controlled take "
            f"{asked[~free].sum()}, and the others can hold from {least.sum()} to {most.sum()}."
        )
    spare = apportion(
        np.maximum(natural - least, 0.0), np.zeros(len(zones), dtype=np.int64), np.array([left]), most - least
    )
    return np.where(free, least + spare, asked)


def settle_jobs(zones: Sequence[Zone], rooms: Whole, jobs: Floats, people: int) -> Whole:
    """The jobs of each zone; where none are asked for the city has about one for every two people."""
    asked = ask(zones, "jobs")
    free = asked < 0
    share = PER_HEAD * people * jobs[free].sum() / jobs.sum() if jobs.sum() > 0 else 0.0
    settled = asked.copy()
    total = np.array([min(round(share), int(rooms[free].sum()))])
    settled[free] = apportion(jobs[free], np.zeros(int(free.sum()), dtype=np.int64), total, rooms[free])
    return settled


def ask(zones: Sequence[Zone], name: str) -> Whole:
    """A figure as asked, -1 where nobody asked."""
    return np.array([-1 if getattr(zone, name) is None else getattr(zone, name) for zone in zones])
