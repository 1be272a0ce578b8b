"""What linking shows to be wrong in the registers themselves, counted per source; it names no person."""

from dataclasses import dataclass

from twin.linkage.steps import SOURCED, fetch


@dataclass(frozen=True, slots=True)
class Remark:
    """So many rows of a source have the fault of that code; the message says what to do."""

    code: str
    dataset: str
    number: int
    message: str


ACTUAL = "upper_inf(item.recorded) AND item.kind IS DISTINCT FROM 'registered'"
STAYS = f"""
    SELECT item.id, item.person, item.dwelling, item.valid, dataset.key FROM twin_residence AS item {SOURCED}
    WHERE {ACTUAL}
"""
OVERLAP = (
    "PERSON_AT_TWO_DWELLINGS",
    "persons live at two dwellings at once; end the residence that is over.",
    f"""
    WITH stay AS ({STAYS})
    SELECT DISTINCT one.person, one.key FROM stay AS one
    JOIN stay AS other ON other.person = one.person AND other.key = one.key AND other.id > one.id
    WHERE other.valid && one.valid AND other.dwelling <> one.dwelling
    """,
)
GAP = (
    "RESIDENCE_GAP",
    "persons lived nowhere between two residences; mend the date of moving out or in.",
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
    "dwellings of a house with others have no room number, so no address leads to them; complete it.",
    f"""
    WITH home AS (
        SELECT item.room, dataset.key, count(*) OVER (PARTITION BY item.house, dataset.key) AS number
        FROM twin_dwelling AS item {SOURCED} WHERE upper_inf(item.recorded) AND item.house IS NOT NULL
    )
    SELECT key FROM home WHERE room IS NULL AND number > 1
    """,
)


def tell_findings() -> list[Remark]:
    """The faults that the registers have, most first."""
    found = [
        Remark(code, dataset, number, f"{number} {message}")
        for code, message, query in (OVERLAP, GAP, ROOMLESS)
        for dataset, number in fetch(f"SELECT key, count(*) FROM ({query}) AS bad GROUP BY key ORDER BY key")
    ]
    return sorted(found, key=lambda remark: -remark.number)
