"""Orphans: things with no standing tie of a relation they are expected in, each with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spatial.text import Text
from twin.access import Viewer
from twin.linkage.rates import EXPECTED, expected, holds, whole
from twin.linkage.steps import SOURCED, fetch, stream
from twin.linkage.titles import KINDS
from twin.models import Relation, Standing

PAGE = 100
WINDOW, WINDOWS = 200_000, 5
"""How many things of a kind are looked through at once, and how often for a page that is empty so far."""
PERSONAL = frozenset({"household", "person"})
REFERENCES = {
    Relation.DWELLING_IN_HOUSE: "house",
    Relation.BUILDING_ON_PARCEL: "parcel",
    Relation.HOUSEHOLD_AT_DWELLING: "dwelling",
    Relation.PERSON_IN_HOUSEHOLD: "household",
    Relation.WORKPLACE_OF_ENTERPRISE: "enterprise",
}
"""The columns that refer to what a thing is tied to, where the kind has one."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A thing with no standing tie of an expected relation, and why; of a person only its number here."""

    relation: str
    kind: str
    dataset: str
    thing: int
    code: str | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Page:
    """Some orphans of a relation in the order of their numbers; where more may follow, after which number."""

    orphans: list[Orphan]
    next: int | None


def tell_orphans(viewer: Viewer) -> Iterator[Orphan]:
    """All orphans not closed to the viewer, with the reason."""
    for relation, kind, target in expected():
        there = holds(target)
        for row in stream(orphan_query(viewer, relation, kind)):
            yield describe(relation, kind, target, row, there)


def turn_page(viewer: Viewer, name: str, after: int = 0) -> Page:
    """The first orphans of the relation of that name among the next things numbered above `after`.

    A page may hold few or none and yet not be the last: among millions there may be none.
    """
    page = look_through(viewer, Relation(name), after)
    for _ in range(WINDOWS - 1):
        if page.orphans or page.next is None:
            break
        page = look_through(viewer, Relation(name), page.next)
    return page


def look_through(viewer: Viewer, relation: Relation, after: int) -> Page:
    """The orphans of one window."""
    kinds, target = EXPECTED[relation]
    ends = [end for kind in kinds if (end := end_window(kind, after)) is not None]
    through = min(ends, default=None)
    there = holds(target)
    found = [
        describe(relation, kind, target, row, there)
        for kind in kinds
        for row in fetch(f"{orphan_query(viewer, relation, kind, after, through)} LIMIT {PAGE + 1}")
    ]
    page = sorted(found, key=lambda one: one.thing)[:PAGE]
    return Page(page, page[-1].thing if len(found) > PAGE else through)


def end_window(kind: str, after: int) -> int | None:
    """The number of the last thing of the window that begins after a number; None where all fit in it."""
    query = f"SELECT thing_id FROM twin_{kind} WHERE thing_id > {after:d} ORDER BY thing_id"
    last = fetch(f"{query} OFFSET {WINDOW - 1} LIMIT 1")
    return last[0][0] if last else None


def orphan_query(
    viewer: Viewer, relation: Relation, kind: str, after: int = 0, through: int | None = None
) -> str:
    """The things of a kind without a standing tie of the relation, and what may tell why, by number.

    Ties are bounded as their things are: a merge of both would else read all ties before the window.
    """
    reference = REFERENCES.get(relation)
    has = reference if kind != "building" else None
    addressed = "item.address" if kind in ("dwelling", "house", "household", "workplace") else "NULL"
    ties = f"tie.thing_id = item.thing_id AND upper_inf(tie.recorded) AND tie.relation = '{relation.value}'"
    return f"""
        SELECT dataset.key, item.thing_id, item.code, {f"item.{has}" if has else "NULL"} AS reference,
            {addressed} IS NOT NULL AS addressed, item.footprint IS NOT NULL AS placed,
            ARRAY(SELECT tie.standing::text FROM twin_tie AS tie WHERE {ties})
        FROM twin_{kind} AS item
        {SOURCED}
        WHERE upper_inf(item.recorded) AND item.openness <= {viewer.openness:d} {whole(kind)}
          AND {within("item.thing_id", after, through)} AND NOT EXISTS (
            SELECT FROM twin_tie AS tie
            WHERE {ties} AND tie.standing = 'stands' AND {within("tie.thing_id", after, through)}
          )
        ORDER BY item.thing_id
    """


def within(column: str, after: int, through: int | None) -> str:
    """In SQL, that a number is in the window."""
    return f"{column} > {after:d}" + (f" AND {column} <= {through:d}" if through is not None else "")


def describe(relation: Relation, kind: str, target: str, row: tuple[Any, ...], there: bool) -> Orphan:
    """An orphan with the reason in a sentence that says what to do next."""
    dataset, thing, code, reference, addressed, placed, standings = row
    zh = KINDS[target].zh
    named = "" if reference is None or kind in PERSONAL else f"“{reference}”"
    if not there:
        reason = Text(f"库中还没有{zh}；请加载。", f"The twin holds no {target}; load a register of them.")
    elif Standing.PROPOSED in standings:
        reason = Text(
            "已有待审核的关联；请确认或否决。", "A tie is proposed and awaits review; confirm or reject it."
        )
    elif Standing.REJECTED in standings:
        reason = Text(
            "关联已被人工否决；请更正编码或地址。", "Its tie was rejected; mend its code or address."
        )
    elif reference is not None:
        reason = Text(
            f"所指{zh}{named}不在任何来源中；请加载该来源或更正编码。",
            f"It names a {target} {named} that no source holds; load that source or mend the code.",
        )
    elif addressed:
        reason = Text(
            f"没有{zh}与其地址相符；请更正地址或加载缺少的数据。",
            f"No {target} has its address; mend the address, or load what is there.",
        )
    elif placed:
        reason = Text(
            f"其所在位置没有{zh}；请更正位置或加载缺少的数据。",
            f"No {target} lies where it does; mend its place, or load what is there.",
        )
    else:
        reason = Text(
            f"没有可用于关联{zh}的编码、地址或位置；请补充。",
            f"It tells no {target}, address or place to go by; complete it.",
        )
    told = Text(reason.zh, " ".join(reason.en.split()))
    return Orphan(relation.value, kind, dataset, thing, None if kind in PERSONAL else code, told)
