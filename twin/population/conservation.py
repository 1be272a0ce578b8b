"""Whether a made-up population in the twin adds up: counted of its rows, zone by zone and as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from spatial.population.zones import FIGURES, Zone


@dataclass(frozen=True, slots=True)
class Check:
    """Two figures that must be one, or of which the first must not be more (`at_most`)."""

    words: str
    one: int
    other: int
    at_most: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is so."""
        return self.one <= self.other if self.at_most else self.one == self.other


Figures = dict[str, Any]

PLACED = """
WITH house AS ({house}), dwelling AS ({dwelling}), household AS ({household}), person AS ({person}),
workplace AS ({workplace}), employment AS ({employment})
"""
ROWS = """
    SELECT {columns} FROM twin_{kind} WHERE upper_inf(recorded) AND load_id IN (
        SELECT load.id FROM twin_load AS load JOIN twin_source AS source ON source.id = load.source_id
        JOIN twin_dataset AS dataset ON dataset.id = source.dataset_id WHERE dataset.key = %({half})s)
"""
HALVES = {
    "house": ("land", "code, attributes ->> 'zone' AS zone"),
    "dwelling": ("land", "unit_code, house, use_state, area_gross"),
    "workplace": ("people", "code, jobs, attributes ->> 'building' AS house"),
    "household": ("people", "code, dwelling, size, kind"),
    "person": ("people", "household, occupation, birth_year"),
    "employment": ("people", "workplace"),
}
WITH = PLACED.format(
    **{kind: ROWS.format(kind=kind, half=half, columns=columns) for kind, (half, columns) in HALVES.items()}
)

OF_DWELLINGS = """
    SELECT count(*) AS dwellings, count(*) FILTER (WHERE use_state = 'occupied') AS occupied,
        count(*) FILTER (WHERE use_state = 'vacant') AS vacant,
        count(*) FILTER (WHERE use_state = 'uninhabitable') AS uninhabitable,
        count(*) FILTER (WHERE use_state IS NULL) AS unknown,
        COALESCE(sum(area_gross) FILTER (WHERE use_state = 'occupied'), 0) AS lived_in
    FROM dwelling
"""
OF_HOUSEHOLDS = """
    SELECT count(*) AS households, COALESCE(sum(size), 0) AS members,
        count(*) FILTER (WHERE kind = 'collective') AS collective,
        count(*) FILTER (WHERE dwelling.use_state = 'occupied') AS housed,
        count(DISTINCT household.dwelling) AS homes
    FROM household LEFT JOIN dwelling ON dwelling.unit_code = household.dwelling
"""
OF_PEOPLE = """
    SELECT count(*) AS population, count(household.code) AS grouped,
        count(*) FILTER (WHERE occupation = 'employed') AS employed,
        count(*) FILTER (WHERE occupation = 'unemployed') AS unemployed,
        count(*) FILTER (WHERE birth_year > %(year)s - 16) AS young,
        count(*) FILTER (WHERE birth_year <= %(year)s - 61) AS old
    FROM person LEFT JOIN household ON household.code = person.household
"""
OF_JOBS = """
    SELECT COALESCE(sum(jobs), 0) AS jobs, COALESCE(sum(taken), 0) AS filled,
        count(*) FILTER (WHERE taken > jobs) AS overfilled, (SELECT count(*) FROM employment) AS employments
    FROM workplace LEFT JOIN (SELECT workplace, count(*) AS taken FROM employment GROUP BY 1) AS work
        ON work.workplace = workplace.code
"""
BY_ZONE = """
    SELECT zone, sum(population)::bigint AS population, sum(households)::bigint AS households,
        sum(jobs)::bigint AS jobs FROM (
        SELECT zone, sum(size) AS population, count(*) AS households, 0 AS jobs
        FROM household JOIN dwelling ON dwelling.unit_code = household.dwelling
        JOIN house ON house.code = dwelling.house
        GROUP BY 1
        UNION ALL
        SELECT zone, 0, 0, sum(jobs)
        FROM workplace JOIN house ON house.code = workplace.house GROUP BY 1
    ) AS part GROUP BY 1
"""


def count(land: str, people: str, year: int) -> Figures:
    """The city's figures by the datasets of both halves; `year` is the one people's ages are told in."""
    figures: Figures = {}
    for query in (OF_DWELLINGS, OF_HOUSEHOLDS, OF_PEOPLE, OF_JOBS):
        figures |= ask(query, land, people, year)[0]
    return figures


def count_zones(land: str, people: str) -> dict[str, dict[str, int]]:
    """People, households and jobs of each zone by its code, counted through dwelling and house."""
    return {
        row.pop("zone"): dict(zip(FIGURES, row.values(), strict=True))
        for row in ask(BY_ZONE, land, people, 0)
    }


def ask(query: str, land: str, people: str, year: int) -> list[Figures]:
    """The rows of one of the queries above."""
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner knows nothing of how many rows its own WITH gives, and would loop over millions.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(WITH + query, {"land": land, "people": people, "year": year})
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def check(figures: Figures, zones: dict[str, dict[str, int]], controls: Sequence[Zone]) -> list[Check]:
    """All that must hold, the controls of each zone among it."""
    states = ("occupied", "vacant", "uninhabitable", "unknown")
    whole = dict(zip(FIGURES, (figures["population"], figures["households"], figures["jobs"]), strict=True))
    found = [
        *(
            Check(
                f"{name} of all zones = of the city", sum(zone[name] for zone in zones.values()), whole[name]
            )
            for name in FIGURES
        ),
        Check(
            "occupied + vacant + uninhabitable + unknown = all dwellings",
            sum(figures[state] for state in states),
            figures["dwellings"],
        ),
        Check("members of households = persons", int(figures["members"]), figures["population"]),
        Check("persons in a household = persons", figures["grouped"], figures["population"]),
        Check("households in an occupied dwelling = households", figures["housed"], figures["households"]),
        Check("dwellings lived in = occupied dwellings", figures["homes"], figures["occupied"]),
        Check("employments at a workplace = employments", int(figures["filled"]), figures["employments"]),
        Check("employed persons = employments", figures["employed"], figures["employments"]),
        Check("jobs filled <= jobs", int(figures["filled"]), int(figures["jobs"]), at_most=True),
        Check("workplaces with more people than jobs = 0", figures["overfilled"], 0),
    ]
    for zone in controls:
        for name in FIGURES:
            if (asked := getattr(zone, name)) is not None:
                told = zones.get(zone.code, dict.fromkeys(FIGURES, 0))[name]
                found.append(Check(f"{name} of zone {zone.name or zone.code} = as asked for", told, asked))
    return found
