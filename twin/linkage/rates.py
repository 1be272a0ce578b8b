"""How much of the registers is linked, per relation, source and district."""

from collections.abc import Iterator
from dataclasses import dataclass

from twin.access import Viewer
from twin.linkage.steps import SOURCED, fetch
from twin.models import Relation

EXPECTED: dict[Relation, tuple[tuple[str, ...], str]] = {
    Relation.DWELLING_IN_HOUSE: (("dwelling",), "house"),
    Relation.HOUSE_IS_BUILDING: (("house",), "building"),
    Relation.BUILDING_ON_PARCEL: (("building", "house"), "parcel"),
    Relation.HOUSEHOLD_AT_DWELLING: (("household",), "dwelling"),
    Relation.PERSON_IN_HOUSEHOLD: (("person",), "household"),
    Relation.PERSON_AT_DWELLING: (("person",), "dwelling"),
    Relation.WORKPLACE_IN_BUILDING: (("workplace",), "building"),
    Relation.WORKPLACE_OF_ENTERPRISE: (("workplace",), "enterprise"),
}
"""Things of which kinds are expected to be tied to what; not everybody is expected at a workplace."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Of how many things of a kind, source and district so many are `linked`, and so many more `proposed`."""

    relation: str
    kind: str
    dataset: str
    district: str | None
    things: int
    linked: int
    proposed: int

    @property
    def share(self) -> float:
        """The linkage rate, 0 to 1."""
        return self.linked / self.things

    @property
    def percent(self) -> str:
        """The rate in words, rounded down: 100% is all, and 0.0% is none."""
        tenths = self.linked * 1000 // self.things
        return "<0.1%" if self.linked and not tenths else f"{tenths / 10:.1f}%"


def expected() -> Iterator[tuple[Relation, str, str]]:
    """Each relation with a kind that should be tied by it, and to what."""
    for relation, (kinds, target) in EXPECTED.items():
        for kind in kinds:
            yield relation, kind, target


def whole(kind: str) -> str:
    """In SQL, which rows of a kind count: a part of a building is not tied by itself."""
    return "AND item.parent_id IS NULL" if kind == "building" else ""


def tell_rates(viewer: Viewer, by_district: bool = False) -> list[Rate]:
    """The rates of all relations over the things open to the viewer.

    Where there are no rows of a kind or of its target there is none.
    """
    return [
        Rate(relation.value, kind, *row)
        for relation, kind, target in expected()
        if holds(target)
        for row in fetch(rate_query(viewer, relation, kind, by_district))
    ]


def holds(kind: str) -> bool:
    """Whether the twin has current rows of a kind."""
    return bool(fetch(f"SELECT FROM twin_{kind} WHERE upper_inf(recorded) LIMIT 1"))


def rate_query(viewer: Viewer, relation: Relation, kind: str, by_district: bool) -> str:
    """The rates of a relation by dataset, and by the smallest administrative area a thing lies in."""
    district, join = ("area.name", placed(viewer, kind)) if by_district else ("NULL", "")
    return f"""
        SELECT dataset.key, {district} AS district, count(*), count(*) FILTER (WHERE tie.standing = 'stands'),
            count(*) FILTER (WHERE tie.standing = 'proposed')
        FROM twin_{kind} AS item
        {SOURCED}
        LEFT JOIN ({best_ties(relation)}) AS tie ON tie.thing_id = item.thing_id
        {join}
        WHERE upper_inf(item.recorded) AND item.openness <= {viewer.openness:d} {whole(kind)}
        GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST
    """


def best_ties(relation: Relation) -> str:
    """Per thing, whether a tie of the relation stands or is at least proposed."""
    return f"""
        SELECT thing_id, CASE WHEN bool_or(standing = 'stands') THEN 'stands' ELSE 'proposed' END AS standing
        FROM twin_tie
        WHERE upper_inf(recorded) AND relation = '{relation.value}' AND standing IN ('stands', 'proposed')
        GROUP BY thing_id
    """


def placed(viewer: Viewer, kind: str) -> str:
    """In SQL, the smallest administrative area that a thing lies in, by its own place or its building's."""
    return f"""
        LEFT JOIN LATERAL (
            SELECT admin.name FROM twin_adminarea AS admin
            WHERE upper_inf(admin.recorded) AND admin.openness <= {viewer.openness:d}
              AND ST_Dimension(admin.footprint) = 2
              AND ST_Intersects(admin.footprint, ST_PointOnSurface({place_of(kind)}))
            ORDER BY admin.admin_level DESC NULLS LAST, ST_Area(admin.footprint), admin.thing_id LIMIT 1
        ) AS area ON true
    """


def place_of(kind: str) -> str:
    """In SQL, where a thing lies: itself, or what its standing ties lead to as far as a building."""
    routes = {
        "household": ("household-dwelling", "dwelling-house", "house-building"),
        "dwelling": ("dwelling-house", "house-building"),
        "house": ("house-building",),
        "workplace": ("workplace-building",),
    }
    kinds = {"household-dwelling": "dwelling", "dwelling-house": "house"}
    place, thing = ["item.footprint"], "item.thing_id"
    for relation in routes.get(kind, ()):
        thing = f"""(SELECT target_id FROM twin_tie WHERE thing_id = {thing} AND relation = '{relation}'
            AND standing = 'stands' AND upper_inf(recorded) LIMIT 1)"""
        target = kinds.get(relation, "building")
        place.append(f"""(SELECT footprint FROM twin_{target} WHERE thing_id = {thing}
            AND upper_inf(recorded) LIMIT 1)""")
    return f"coalesce({', '.join(place)})"
