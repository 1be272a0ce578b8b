"""Ties by position: a point on the surface of one thing lies in the other, or near it."""

from twin.linkage.codes import along
from twin.linkage.steps import Step, because, worth
from twin.models import Method, Reason, Relation

NEAR = 15.0
"""Metres within which the nearest building is proposed."""
INSIDE, NEAREST = 0.95, 0.5


def lie_within(relation: Relation, kind: str, target: str, whole: str = "") -> Step:
    """That a point on the surface of the `kind` lies within the `target`; `whole` restricts either."""
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, {worth(INSIDE)}, {because(Reason.WITHIN)},
            false AS doubtful
        FROM twin_{kind} AS item JOIN twin_{target} AS target
          ON ST_Intersects(target.footprint, ST_PointOnSurface(item.footprint))
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded) AND ST_Dimension(target.footprint) = 2
          AND NOT ST_IsEmpty(item.footprint) {whole}
    """
    return Step(relation, Method.POSITION, query)


def lie_near(relation: Relation, kind: str, target: str, whole: str) -> Step:
    """That the `target` is the nearest to the `kind`, within a few metres: proposed."""
    metres = "jsonb_build_object('metres', round(near.metres::numeric, 1))"
    query = f"""
        SELECT item.thing_id, near.thing_id AS target_id, {NEAREST} * (1 - near.metres / {NEAR}) AS score,
            {because(Reason.NEAREST, metres)}, true AS doubtful
        FROM twin_{kind} AS item CROSS JOIN LATERAL (
            SELECT target.thing_id, ST_Distance(target.footprint, item.footprint) AS metres
            FROM twin_{target} AS target
            WHERE upper_inf(target.recorded) AND ST_DWithin(target.footprint, item.footprint, {NEAR}) {whole}
            ORDER BY metres, target.thing_id LIMIT 1
        ) AS near
        WHERE upper_inf(item.recorded) AND item.footprint IS NOT NULL
          AND NOT EXISTS (SELECT FROM found WHERE found.thing_id = item.thing_id)
    """
    return Step(relation, Method.POSITION, query)


WHOLE = "AND target.parent_id IS NULL"
STEPS = (
    lie_within(Relation.HOUSE_IS_BUILDING, "house", "building", WHOLE),
    lie_near(Relation.HOUSE_IS_BUILDING, "house", "building", WHOLE),
    lie_within(Relation.BUILDING_ON_PARCEL, "building", "parcel", "AND item.parent_id IS NULL"),
    lie_within(Relation.BUILDING_ON_PARCEL, "house", "parcel"),
    along("house", Method.POSITION, "through_building"),
    lie_within(Relation.WORKPLACE_IN_BUILDING, "workplace", "building", WHOLE),
    lie_near(Relation.WORKPLACE_IN_BUILDING, "workplace", "building", WHOLE),
)
