"""Persons counted by place: along the ties that stand, from the person to the building that is lived in."""

from collections.abc import Iterable, Iterator

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from spatial.hexagons import index
from spatial.privacy.tables import Counts, Tables
from twin.publication import words

CITY, UNKNOWN, OUTSIDE = "city", "unknown", "outside"
HEXAGONS = 8
"""The resolution of the H3 grid, whose cells have 0.7 km² then."""
AGES = ((80, "80+"), (65, "65-79"), (60, "60-64"), (15, "15-59"), (0, "0-14"))
DIMENSIONS = {
    "persons": ("all",),
    "age": (*(title for _, title in reversed(AGES)), UNKNOWN),
    "hukou": ("local", "elsewhere", UNKNOWN),
}
BATCH = 10_000
Group = tuple[list[str] | None, int | None, str | None, int]
"""Zones (none where the place is unknown), age in years, hukou, and how many persons."""


def count() -> tuple[Tables, Counts]:
    """The persons of today in every zoning and dimension that is declared.

    Whoever's dwelling is not known, or whose dwelling has no known place, is in the zone “unknown”; who lives
    where no area of a zoning is, in “outside”. Zones without anyone are there when there are buildings.
    """
    today = {"today": timezone.localdate()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words.SPOTS, today)
        cursor.execute(words.LEVELS, today)
        levels = [level for (level,) in cursor.fetchall()]
        index_spots()
        cursor.execute(words.zoned(levels), {**today, "outside": OUTSIDE})
        cursor.execute("SELECT DISTINCT zones FROM zoned ORDER BY zones")
        places = [tuple(zones) for (zones,) in cursor.fetchall()]
        cursor.execute(words.PERSONS, today)
        persons = cursor.fetchall()
        cursor.execute("DROP TABLE spot, hexagon, zoned")
    names = [*(f"admin-{level}" for level in levels), f"h3-{HEXAGONS}"]
    places.append((UNKNOWN,) * len(names))
    zonings = {name: np.array([place[at] for place in places]) for at, name in enumerate(names)}
    tables = Tables({CITY: np.full(len(places), CITY), **zonings}, DIMENSIONS, frozenset({UNKNOWN}))
    return tables, tabulate(tables, places, persons)


def tabulate(tables: Tables, places: list[tuple[str, ...]], persons: Iterable[Group]) -> Counts:
    """The persons of each place (rows) in each category (columns)."""
    counts = np.zeros((len(places), len(tables.columns)), dtype=np.int64)
    row = {place: at for at, place in enumerate(places)}
    column = {name: at for at, name in enumerate(tables.columns)}
    for zones, age, hukou, number in persons:
        at = row[tuple(zones)] if zones else len(places) - 1
        for named in (("persons", "all"), ("age", band(age)), ("hukou", hukou or UNKNOWN)):
            counts[at, column[named]] += number
    return counts


def band(age: int | None) -> str:
    """The age band of an age in years; one before birth is none."""
    if age is None or age < 0:
        return UNKNOWN
    return next(title for least, title in AGES if age >= least)


def index_spots() -> None:
    """The cell of the H3 grid of every spot, into a table beside."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE hexagon (id bigint, cell text) ON COMMIT DROP")
        cursor.execute("SELECT id, ST_X(place), ST_Y(place) FROM spot")
        while batch := cursor.fetchmany(BATCH):
            put_cells((id for id, *_ in batch), index(((x, y) for _, x, y in batch), HEXAGONS))


def put_cells(ids: Iterator[int], cells: Iterator[str]) -> None:
    """Copy ids with their cells into the table of cells."""
    with connection.cursor() as cursor, cursor.copy("COPY hexagon FROM STDIN") as copy:
        for row in zip(ids, cells, strict=True):
            copy.write_row(row)
