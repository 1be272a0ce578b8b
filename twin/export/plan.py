"""The order in which objects go out, family by family, kept in the database while an export lasts."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from twin.export.sketches import CHUNK, Sketch

# How much is written at once: rows, and bytes of their bodies as the database keeps them.
ROWS, BYTES = 200, 1_000_000
OUTLINE = "layer text, row bigint, thing bigint PRIMARY KEY, dataset bigint, code text"
UNPLANNED = "NOT EXISTS (SELECT FROM export_plan WHERE export_plan.thing = waiting.thing)"


class Entry(NamedTuple):
    """One object of the plan: `id` is what it is called in the file, `size` about the bytes of its body."""

    family: int
    layer: str
    row: int
    thing: int
    dataset: int
    id: str
    size: int


class Plan:
    """Temporary tables of one transaction: families that go out, and rows that wait for their parents."""

    def __init__(self) -> None:
        self.families = self.objects = 0
        ask(
            f"CREATE TEMP TABLE export_plan ({OUTLINE}, id text, family bigint, place int, "
            "templated boolean, size int) ON COMMIT DROP"
        )
        ask(f"CREATE TEMP TABLE export_waiting ({OUTLINE}, grouping boolean) ON COMMIT DROP")
        ask("CREATE INDEX ON export_waiting (code)")

    def drop(self) -> None:
        """Let go of the tables before their transaction ends."""
        ask("DROP TABLE export_plan, export_waiting")

    def add(self, families: Iterable[Sequence[Sketch]]) -> None:
        """Let families go out next, each in its order."""
        lines = []
        for family in families:
            self.families += 1
            self.objects += len(family)
            for place, one in enumerate(family):
                lines.append((*outline(one), self.families, place, one.templated, one.size))
        copy("export_plan (layer, row, thing, dataset, code, family, place, templated, size)", lines)

    def wait(self, sketches: Iterable[Sketch]) -> None:
        """Let rows wait until it is known whether their parents go out."""
        lines = [(*outline(one), one.group) for one in sketches]
        copy("export_waiting (layer, row, thing, dataset, code, grouping)", lines)

    def planned(self, things: Collection[int]) -> set[int]:
        """Which of these things go out already."""
        return {
            thing for (thing,) in ask("SELECT thing FROM export_plan WHERE thing = ANY(%s)", [list(things)])
        }

    def waiting(self) -> Iterator[tuple[str, list[int]]]:
        """The rows that wait, some of a layer at a time; what is planned meanwhile is passed over."""
        last = 0
        while found := ask(
            f"SELECT thing, layer, row FROM export_waiting AS waiting WHERE thing > %s AND {UNPLANNED} "
            f"ORDER BY thing LIMIT {CHUNK}",
            [last],
        ):
            last = found[-1][0]
            for layer in sorted({layer for _, layer, _ in found}):
                yield layer, [row for _, own, row in found if own == layer]

    def awaited(self, codes: Collection[str], things: Collection[int]) -> set[tuple[int, str] | int]:
        """Which of these parents wait themselves: as things, and as (dataset, code); no groups."""
        found = ask(
            f"SELECT thing, dataset, code FROM export_waiting AS waiting WHERE {UNPLANNED} AND NOT grouping "
            "AND (code = ANY(%s) OR thing = ANY(%s))",
            [list(codes), list(things)],
        )
        return {key for thing, dataset, code in found for key in (thing, (dataset, code))}

    def name(self) -> None:
        """Give each object the id it has in the file: its code, unless others of the plan have it too."""
        ask("CREATE INDEX ON export_plan (code)")
        ask("ANALYZE export_plan")
        ask(
            "UPDATE export_plan AS plan SET id = dataset.key || '/' || thing.kind || '/' || plan.code "
            "FROM twin_thing AS thing JOIN twin_dataset AS dataset ON dataset.id = thing.dataset_id "
            "WHERE thing.id = plan.thing AND plan.code IN "
            "(SELECT code FROM export_plan GROUP BY code HAVING count(*) > 1)"
        )

    def resolve(self, codes: Collection[str]) -> dict[tuple[int, str], dict[int, str]]:
        """What objects of these codes are called in the file, by (dataset, code), then by family."""
        found: dict[tuple[int, str], dict[int, str]] = {}
        for dataset, code, family, id in ask(
            "SELECT dataset, code, family, coalesce(id, code) FROM export_plan WHERE code = ANY(%s) "
            "ORDER BY family DESC",
            [list(codes)],
        ):
            found.setdefault((dataset, code), {})[family] = id
        return found

    def batches(self) -> Iterator[list[Entry]]:
        """Whole families in their order, as many at a time as can well be held."""
        batch: list[Entry] = []
        size = 0
        for entry in self._entries():
            if batch and entry.family != batch[-1].family and (len(batch) >= ROWS or size > BYTES):
                yield batch
                batch, size = [], 0
            batch.append(entry)
            size += entry.size
        if batch:
            yield batch

    def _entries(self) -> Iterator[Entry]:
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                "SELECT family, layer, row, thing, dataset, coalesce(id, code), size FROM export_plan "
                "ORDER BY family, place"
            )
            while lines := cursor.fetchmany(CHUNK):
                yield from map(Entry._make, lines)

    def templated(self) -> Iterator[tuple[str, list[int]]]:
        """The rows whose bodies have templates, some of a layer at a time."""
        for layer, *_ in ask("SELECT DISTINCT layer FROM export_plan WHERE templated ORDER BY layer"):
            last = 0
            while found := ask(
                "SELECT row FROM export_plan WHERE templated AND layer = %s AND row > %s "
                f"ORDER BY row LIMIT {CHUNK}",
                [layer, last],
            ):
                last = found[-1][0]
                yield layer, [row for (row,) in found]


def outline(one: Sketch) -> tuple[Any, ...]:
    """What both tables keep of a row."""
    return one.layer, one.row, one.thing, one.dataset, one.code


def ask(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement of our own words; gives its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


def copy(table: str, lines: Iterable[tuple[Any, ...]]) -> None:
    """COPY lines into a table of the plan."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as stream:
        for line in lines:
            stream.write_row(line)
