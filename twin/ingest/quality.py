"""The quality report of a load: what was found in it, and how complete what it holds is."""

from collections.abc import Mapping
from typing import Any

from spatial.quality import EXPECTED, Aspect, Fill, assess
from spatial.records import Issue, Severity
from twin.ingest.grounds import check_grounds, has_terrain
from twin.ingest.lines import copied_columns
from twin.ingest.networks import check_networks
from twin.ingest.sql import ask
from twin.ingest.staging import Stage, listed, stage_table, table_of
from twin.models import Recorded

# What every row has, or what is no field of the object.
NOT_FIELDS = {"code", "valid", "digest", "attributes", "footprint"}
ALWAYS = {Aspect.GEOMETRY_2D, Aspect.IDENTITY, Aspect.ATTRIBUTES}
DRAWN_ONCE = ("Building", "Road", "LandUse", "PlantCover", "Water", "Bridge")
MOST_DOUBLES = 100


def judge(stage: Stage, dataset: int, partial: bool, words: Mapping[str, str]) -> dict[str, Any]:
    """The report on all that was staged, good and bad, as plain JSON; what only the whole shows is noted.

    `words` are what a table and its columns are called, where that is not their own name.
    """
    fills: list[Fill] = []
    aspects = aspects_of(stage, dataset, partial)
    for kind in list(stage.counts):
        note_doubles(stage, kind)
        fills += measure(kind, words)
    if Aspect.TOPOLOGY in aspects:
        told = {(issue.code, issue.object) for issue in stage.issues}
        found = check_networks(stage, dataset, partial)
        stage.note_all(issue for issue in found if (issue.code, issue.object) not in told)
    if Aspect.HEIGHTS in aspects:
        stage.note_all(check_grounds(stage, dataset, partial))
    rows = {name_of(kind, words): number for kind, number in stage.counts.items()}
    report: dict[str, Any] = assess(list(stage.tallies.values()), rows, fills, aspects)
    return report


def name_of(kind: type[Recorded], words: Mapping[str, str]) -> str:
    """What the table of a kind is called."""
    name = str(kind._meta.model_name)
    return words.get(name, name)


def aspects_of(stage: Stage, dataset: int, partial: bool) -> set[Aspect]:
    """What could be looked at in a load of these kinds."""
    network = bool({table_of("Node"), table_of("Link")} & set(stage.counts))
    coded = network or table_of("HazardZone") in stage.counts
    [[solid]] = ask("SELECT EXISTS (SELECT FROM stage_shape)")
    there = {
        Aspect.GEOMETRY_3D: solid,
        Aspect.TOPOLOGY: network,
        Aspect.CODES: coded,
        Aspect.HEIGHTS: has_terrain(stage, dataset, partial),
    }
    return ALWAYS | {aspect for aspect, is_there in there.items() if is_there}


def note_doubles(stage: Stage, kind: type[Recorded]) -> None:
    """Note objects drawn exactly like another of their kind, which is how a double entry looks.

    A building that stands in one part is drawn like it, and points may well share a place.
    """
    if kind is not stage.kind and kind not in map(table_of, DRAWN_ONCE):
        return
    for first, times in ask(
        f"SELECT min(code), count(*) FROM {stage_table(kind)} "
        "WHERE parent_code IS NULL AND ST_Dimension(footprint) > 0 "
        f"GROUP BY footprint HAVING count(*) > 1 ORDER BY 1 LIMIT {MOST_DOUBLES}"
    ):
        message = f"{times} objects are drawn exactly alike; see that none of them is entered twice."
        stage.note(Issue(severity=Severity.WARNING, code="SAME_GEOMETRY", message=message, object=first))


def measure(kind: type[Recorded], words: Mapping[str, str]) -> list[Fill]:
    """How full each field of a kind is in its staging table; where either of two will do, they are one."""
    name = name_of(kind, words)
    own = str(kind._meta.model_name)  # a published table may be called what a kind of the city is
    wanted = EXPECTED[own].fields if own in EXPECTED else ()
    named = {part for one in wanted for part in one.split("|")}
    fields = [*wanted, *(column for column in copied_columns(kind) if column not in named | NOT_FIELDS)]
    full = (f"count(*) FILTER (WHERE num_nonnulls({listed(one.split('|'))}) > 0)" for one in fields)
    [[rows, *filled]] = ask(f"SELECT {', '.join(['count(*)', *full])} FROM {stage_table(kind)}")
    return [
        Fill(name, words.get(field, field), number, rows, field in wanted)
        for field, number in zip(fields, filled, strict=True)
    ]
