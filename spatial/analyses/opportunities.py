"""How many facilities, jobs or other things people reach, and how far the nearest is."""

import numpy as np

from spatial.analysis import Analysis, Measure, Reason, Series
from spatial.catchment.cumulative import NONE, count_opportunities
from spatial.catchment.demand import DemandAsked
from spatial.catchment.reaching import HOW, ReachAsked, SupplyAsked
from spatial.figures import Places, divide, tell
from spatial.text import Text


def count_within_reach(
    who: DemandAsked, what: SupplyAsked, how: ReachAsked, places: Places
) -> tuple[Series, ...]:
    """What demand reaches in the mean, the share of it that reaches none, and its way to the nearest."""
    points = who.choose()
    told = count_opportunities(how.reach(points, what.supply), what.supply.count)
    amount, known = np.nan_to_num(points.count), ~np.isnan(told.total)
    counted = places.sum(points.zone, amount * known)
    unknown = places.sum(points.zone, amount * ~known) + who.count_ageless(places)
    served = places.sum(points.zone, amount * (told.nearest != NONE))
    total = places.sum(points.zone, amount * np.nan_to_num(told.total))
    near = places.sum(points.zone, amount * np.nan_to_num(told.nearest_cost))
    units = ["nearest-metres", "nearest-minutes"]
    measured, other = units if how.streets is None else units[::-1]
    people = who.persons(counted)
    return (
        divide("in-reach", total, counted, unknown, people=people),
        divide("none-in-reach", counted - served, counted, unknown, people=people),
        divide(measured, near, served, counted - served, people=who.persons(served)),
        tell(other, np.full(len(near), np.nan), places.none(), missing=Reason.NOT_ASKED),
    )


DEMANDED = Text("需求", "demand")
SERVED = Text("有设施可达的需求", "demand that reaches one")
ANALYSIS = Analysis(
    id="opportunities",
    title=Text("可达机会", "Opportunities in reach"),
    about=Text(
        "一处住房或一人在给定距离或时间内可到达多少设施（或岗位等），无一可达的比例，到最近一处的距离。",
        "How many facilities (or jobs, beds and the like) a dwelling or person reaches within a distance "
        "or time, the share that reaches none, and the way to the nearest.",
    ),
    how=Text(
        "A_i = Σ_j O_j [c_ij ≤ T]（Ingram 1971），按需求加权平均；最近者仅对有设施可达的需求。" + HOW.zh,
        "A_i = sum_j O_j [c_ij <= T] (Ingram 1971), the mean weighted by demand; the nearest for demand "
        f"that reaches any. {HOW.en}",
    ),
    measures=(
        Measure(
            id="in-reach",
            title=Text("平均可达数量", "Mean in reach"),
            unit="{count}",
            numerator=Text("需求 × 可达数量", "demand x what it reaches"),
            denominator=DEMANDED,
        ),
        Measure(
            id="none-in-reach",
            title=Text("无一可达的比例", "Share that reaches none"),
            unit="1",
            share=True,
            numerator=Text("无一可达的需求", "demand that reaches none"),
            denominator=DEMANDED,
        ),
        Measure(
            id="nearest-metres",
            title=Text("到最近一处的直线距离", "Straight way to the nearest"),
            unit="m",
            numerator=Text("需求 × 距离", "demand x metres"),
            denominator=SERVED,
        ),
        Measure(
            id="nearest-minutes",
            title=Text("到最近一处的时间", "Minutes to the nearest"),
            unit="min",
            numerator=Text("需求 × 分钟", "demand x minutes"),
            denominator=SERVED,
        ),
    ),
    run=count_within_reach,
    example={"zoning": "admin-areas", "admin_level": 6, "facility_classes": "school", "metres": 5000.0},
)
