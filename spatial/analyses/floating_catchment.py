"""How much supply there is for those within reach of it, and which zones are short: floating catchments."""

from enum import StrEnum
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Measure, Numbers, Series
from spatial.catchment.decay import Decay, GaussianToZero, Rings, alike
from spatial.catchment.demand import DemandAsked
from spatial.catchment.floating import share_supply, share_supply_by_choice
from spatial.catchment.gaps import rank_gaps
from spatial.catchment.reach import Indices
from spatial.catchment.reaching import HOW, ReachAsked, SupplyAsked
from spatial.figures import Places, divide, tell
from spatial.text import Text


class Method(StrEnum):
    """Which floating catchment."""

    TWO_STEP = "2sfca"
    RINGS = "e2sfca"
    GAUSSIAN = "gaussian"
    THREE_STEP = "3sfca"


METHOD = Ask(
    title=Text("方法", "Method"),
    choices={
        Method.TWO_STEP: Text("两步移动搜索法 2SFCA", "Two-step floating catchment 2SFCA"),
        Method.RINGS: Text("增强型 E2SFCA（三环）", "Enhanced E2SFCA (three rings)"),
        Method.GAUSSIAN: Text("高斯衰减 2SFCA", "2SFCA with a Gaussian decay"),
        Method.THREE_STEP: Text("三步移动搜索法 3SFCA", "Three-step 3SFCA"),
    },
)
THRESHOLD = Ask(
    title=Text("达标水平", "Threshold"),
    about=Text("每千需求的容量低于此值为短缺", "Capacity for each thousand below which demand is short"),
    least=0.001,
    most=1_000_000,
)


def measure_access(
    who: DemandAsked,
    what: SupplyAsked,
    how: ReachAsked,
    places: Places,
    method: Annotated[Method, METHOD] = Method.TWO_STEP,
    threshold: Annotated[float, THRESHOLD] = 1.0,
) -> tuple[Series, ...]:
    """The capacity for each thousand by zone, what lies out of reach, and what is short of the threshold."""
    points, supply = who.choose(), what.supply
    share = share_supply_by_choice if method is Method.THREE_STEP else share_supply
    decay = choose_decay(method, how.limit)
    found = share(how.reach(points, supply), points.count, supply.count, decay)
    known, amount = ~np.isnan(found.accessibility), np.nan_to_num(points.count)
    had = np.nan_to_num(found.accessibility) * amount
    gaps = rank_gaps(points.zone, places.zones, points.count, found.accessibility * 1000, threshold)
    counted = places.sum(points.zone, amount * known)
    unknown = places.sum(points.zone, amount * ~known) + who.count_ageless(places)
    people = who.persons(counted)
    silent = places.sum(supply.zone, np.isnan(supply.count).astype(float))

    def share_of(measure: str, sums: Numbers) -> Series:
        return divide(measure, sums, counted, unknown, people=people)

    return (
        share_of("per-thousand", places.sum(points.zone, had) * 1000),
        share_of("out-of-reach", places.sum(points.zone, amount * among(found.out_of_reach, len(points)))),
        share_of("short", np.append(gaps.short, gaps.short.sum())),
        tell("shortfall", np.append(gaps.shortfall, gaps.shortfall.sum()) / 1000, unknown, people=people),
        tell("demand", counted, unknown, people=people),
        tell("capacity", places.sum(supply.zone, np.nan_to_num(supply.count)), silent),
        tell("unserving", places.sum(supply.zone, among(found.unserving, len(supply))), silent),
    )


def choose_decay(method: Method, limit: float) -> Decay:
    """The weights of the method, up to the limit."""
    if method is Method.RINGS:
        return Rings((limit / 3, limit * 2 / 3, limit), (1, 0.68, 0.22))
    return alike if method is Method.TWO_STEP else GaussianToZero(limit)


def among(which: Indices, number: int) -> Numbers:
    """One at these indices of so many, else nought."""
    ticked = np.zeros(number)
    ticked[which] = 1
    return ticked


DEMANDED = Text("需求", "demand")
ANALYSIS = Analysis(
    id="floating-catchment",
    title=Text("设施可达性（移动搜索法）", "Access by floating catchment"),
    about=Text(
        "每千需求可及的设施容量：供给与可达需求之比，逐区比较，并给出短缺的分区。",
        "The capacity within reach for each thousand who need it, shared among all who reach it; by zone, "
        "with the zones that are short.",
    ),
    how=Text(
        "R_j = S_j ÷ Σ_k P_k w(c_kj)，A_i = Σ_j R_j w(c_ij)（2SFCA，Luo 与 Wang 2003；E2SFCA 三环权重 1、"
        "0.68、0.22，Luo 与 Qi 2009；高斯衰减 Dai 2010；3SFCA 选择概率 Wan 等 2012）。Σ P·A 等于可达容量之"
        f"和。短缺 = Σ P·max(0, 阈值 − A)。城外设施未载入时，边缘分区偏低。{HOW.zh}",
        "R_j = S_j / sum_k P_k w(c_kj) and A_i = sum_j R_j w(c_ij) (2SFCA, Luo & Wang 2003; E2SFCA with "
        "weights 1, 0.68, 0.22 for three rings, Luo & Qi 2009; Gaussian decay, Dai 2010; 3SFCA with the "
        "chance of choice, Wan et al. 2012). Sum P A equals the capacity in reach. The shortfall is sum P "
        "max(0, threshold - A). Zones at the edge are told too little where facilities beyond it are not "
        f"loaded. {HOW.en}",
    ),
    measures=(
        Measure(
            id="per-thousand",
            title=Text("每千需求容量", "Capacity for each thousand"),
            unit="1",
            numerator=Text("可及容量（千分之一）", "capacity handed out, in thousandths"),
            denominator=DEMANDED,
        ),
        Measure(
            id="out-of-reach",
            title=Text("无设施可达比例", "Share that reaches none"),
            unit="1",
            share=True,
            numerator=Text("无设施可达的需求", "demand that reaches none"),
            denominator=DEMANDED,
        ),
        Measure(
            id="short",
            title=Text("低于达标水平的比例", "Share below the threshold"),
            unit="1",
            share=True,
            numerator=Text("低于达标水平的需求", "demand below the threshold"),
            denominator=DEMANDED,
        ),
        Measure(id="shortfall", title=Text("短缺容量", "Capacity that is short"), unit="{count}"),
        Measure(id="demand", title=Text("需求", "Demand"), unit="{count}"),
        Measure(id="capacity", title=Text("区内容量", "Capacity in the zone"), unit="{count}"),
        Measure(id="unserving", title=Text("无人可达的设施", "Facilities nobody reaches"), unit="{count}"),
    ),
    run=measure_access,
    example={"zoning": "admin-areas", "admin_level": 6, "facility_classes": "school", "metres": 5000.0},
)
