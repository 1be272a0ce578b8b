"""What linking shows to be wrong in the registers themselves, counted per source; it names no person."""

from dataclasses import dataclass

from spatial.text import Text
from twin.access import Viewer
from twin.linkage.steps import SOURCED, fetch


@dataclass(frozen=True, slots=True)
class Remark:
    """So many things of a source have the fault of that code; the message says what to do."""

    code: str
    dataset: str
    number: int
    message: Text


ACTUAL = "upper_inf(item.recorded) AND item.openness <= %s AND item.kind IS DISTINCT FROM 'registered'"
STAYS = f"""
    SELECT item.id, item.person, item.dwelling, item.valid, dataset.key FROM twin_residence AS item {SOURCED}
    WHERE {ACTUAL}
"""
OVERLAP = (
    "PERSON_AT_TWO_DWELLINGS",
    Text(
        "同时居住在两处的人；请结束已失效的居住记录。",
        "Persons who live at two dwellings at once; end the residence that is over.",
    ),
    f"""
    WITH stay AS ({STAYS})
    SELECT DISTINCT one.person, one.key FROM stay AS one
    JOIN stay AS other ON other.person = one.person AND other.key = one.key AND other.id > one.id
    WHERE other.valid && one.valid AND other.dwelling <> one.dwelling
    """,
)
GAP = (
    "RESIDENCE_GAP",
    Text(
        "两段居住之间有空档的人；请更正迁出或迁入日期。",
        "Persons with a gap between two residences; mend the date of moving out or in.",
    ),
    f"""
    SELECT DISTINCT person, key FROM (
        SELECT person, key, lower(valid) AS begins, max(coalesce(upper(valid), 'infinity')) OVER (
            PARTITION BY person, key ORDER BY lower(valid) NULLS FIRST
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS ended FROM ({STAYS}) AS stay
    ) AS stays
    WHERE isfinite(ended) AND begins > ended
    """,
)
ROOMLESS = (
    "DWELLING_WITHOUT_ROOM",
    Text(
        "同一楼幢有多户而缺房号的户；请补充房号。",
        "Dwellings without a room number in a house of several; complete it.",
    ),
    f"""
    WITH home AS (
        SELECT item.room, dataset.key, count(*) OVER (PARTITION BY item.house, dataset.key) AS number
        FROM twin_dwelling AS item {SOURCED}
        WHERE upper_inf(item.recorded) AND item.openness <= %s AND item.house IS NOT NULL
    )
    SELECT key FROM home WHERE room IS NULL AND number > 1
    """,
)


def tell_findings(viewer: Viewer) -> list[Remark]:
    """The faults that the registers have in rows open to the viewer, most first."""
    openness = int(viewer.openness)
    found = [
        Remark(code, dataset, number, message)
        for code, message, query in (OVERLAP, GAP, ROOMLESS)
        for dataset, number in fetch(
            f"SELECT key, count(*) FROM ({query}) AS bad GROUP BY key ORDER BY key", (openness,)
        )
    ]
    return sorted(found, key=lambda remark: -remark.number)
