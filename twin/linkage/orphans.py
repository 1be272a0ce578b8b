"""Orphans: things with no standing tie of a relation they are expected in, each with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spatial.text import Text
from twin.access import Viewer
from twin.linkage.rates import best_ties, expected, holds, whole
from twin.linkage.steps import SOURCED, stream
from twin.linkage.titles import KINDS
from twin.models import Relation

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


def tell_orphans(viewer: Viewer, limit: int | None = None) -> Iterator[Orphan]:
    """The orphans not closed to the viewer, with the reason; at most `limit` of each relation and kind."""
    for relation, kind, target in expected():
        there = holds(target)
        for row in stream(orphan_query(viewer, relation, kind, limit)):
            yield describe(relation, kind, target, row, there)


def orphan_query(viewer: Viewer, relation: Relation, kind: str, limit: int | None) -> str:
    """The things of a kind without a standing tie of the relation, and what may tell why."""
    reference = REFERENCES.get(relation)
    has = reference if kind != "building" else None
    addressed = "item.address" if kind in ("dwelling", "house", "household", "workplace") else "NULL"
    return f"""
        SELECT dataset.key, item.thing_id, item.code, {f"item.{has}" if has else "NULL"} AS reference,
            {addressed} IS NOT NULL AS addressed, item.footprint IS NOT NULL AS placed,
            tie.standing IS NOT NULL AS proposed, EXISTS (
                SELECT FROM twin_tie AS no WHERE no.thing_id = item.thing_id AND upper_inf(no.recorded)
                  AND no.relation = '{relation.value}' AND no.standing = 'rejected'
            ) AS rejected
        FROM twin_{kind} AS item
        {SOURCED}
        LEFT JOIN ({best_ties(relation)}) AS tie ON tie.thing_id = item.thing_id
        WHERE upper_inf(item.recorded) AND item.openness <= {viewer.openness:d}
          AND tie.standing IS DISTINCT FROM 'stands' {whole(kind)}
        ORDER BY dataset.key, item.code {f"LIMIT {limit}" if limit else ""}
    """


def describe(relation: Relation, kind: str, target: str, row: tuple[Any, ...], there: bool) -> Orphan:
    """An orphan with the reason in a sentence that says what to do next."""
    dataset, thing, code, reference, addressed, placed, proposed, rejected = row
    zh = KINDS[target].zh
    named = "" if reference is None or kind in PERSONAL else f"“{reference}”"
    if not there:
        reason = Text(f"库中还没有{zh}；请加载。", f"The twin holds no {target}; load a register of them.")
    elif proposed:
        reason = Text(
            "已有待审核的关联；请确认或否决。", "A tie is proposed and awaits review; confirm or reject it."
        )
    elif rejected:
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
