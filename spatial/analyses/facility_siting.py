"""Where the next facilities would help most."""

from enum import StrEnum
from typing import Annotated

import numpy as np
import shapely

from spatial.analysis import Analysis, Ask, Found, FromLayer, Measure, Reason, Series, Shapes
from spatial.catchment.coverage import find_covered
from spatial.catchment.covering import site_for_coverage
from spatial.catchment.cumulative import count_opportunities
from spatial.catchment.demand import DemandAsked
from spatial.catchment.median import count_spared, site_for_travel
from spatial.catchment.reaching import HOW, ReachAsked, SupplyAsked
from spatial.figures import Places, tell, tell_city
from spatial.points import Points
from spatial.text import Text


class Aim(StrEnum):
    """What the new facilities are to do."""

    COVER = "cover"
    SHORTEN = "shorten"


AIM = Ask(
    title=Text("目标", "Aim"),
    choices={
        Aim.COVER: Text("覆盖最多需求（MCLP）", "Cover most demand (maximal covering)"),
        Aim.SHORTEN: Text("总路程最短（p-中位）", "Make the way least (p-median)"),
    },
)
NUMBER = Ask(
    title=Text("新增设施数", "New facilities"), about=Text("最多选几处", "At most so many"), least=1, most=100
)
CANDIDATES = Ask(
    title=Text("候选地图层", "Layer of candidates"),
    about=Text("可建设施的地点，如宗地 parcels", "Where they may be built, such as parcels"),
)
CANDIDATE_CLASSES = Ask(
    title=Text("候选地类别", "Classes of candidates"), about=Text("空为全部", "Empty for all")
)


def site_facilities(
    who: DemandAsked,
    what: SupplyAsked,
    how: ReachAsked,
    sites: Annotated[Points, FromLayer("candidates", "candidate_classes")],
    places: Places,
    candidates: Annotated[str, CANDIDATES] = "parcels",
    candidate_classes: Annotated[str, CANDIDATE_CLASSES] = "",
    number: Annotated[int, NUMBER] = 3,
    aim: Annotated[Aim, AIM] = Aim.COVER,
) -> tuple[Found, ...]:
    """The sites chosen with what each adds, the aim before and after, and what no choice can better."""
    points = who.choose()
    existing, new = how.reach(points, what.supply), how.reach(points, sites)
    demand, placed = np.nan_to_num(points.count), float(np.nansum(points.count[new.demand_placed]))
    if aim is Aim.COVER:
        found = site_for_coverage(new, points.count, find_covered(existing), number)
        kind, share, helped = "cover", 1.0, found.gains
    else:
        nearest = count_opportunities(existing, what.supply.count).nearest_cost
        found = site_for_travel(new, points.count, nearest, number)
        kind, share = "metres" if how.streets is None else "minutes", 1 / placed if placed else np.nan
        helped = count_spared(new, points.count, nearest, found.chosen)
    spots = sites.choose(found.chosen)
    unknown = float(demand.sum() - placed + who.count_ageless(places)[-1])
    # What is told before and after tells of all that are helped together.
    drawn = {"before": placed, "after": float(helped.sum()), "bound": float(helped.sum())}

    def told(name: str, value: float, people: float) -> Series:
        return tell_city(name, value, unknown, people=None if who.people is None else people)

    return (
        *(told(f"{kind}-{when}", getattr(found, when) * share, drawn[when]) for when in WHEN),
        *(
            tell_city(name, np.nan, missing=Reason.NOT_ASKED)
            for other in KINDS
            if other != kind
            for name in (*(f"{other}-{when}" for when in WHEN), f"gain-{other}")
        ),
        told("demand", placed, placed),
        tell("chosen", places.sum(spots.zone, np.ones(len(spots))), places.none()),
        Shapes(
            measure=f"gain-{kind}",
            geometry=shapely.points(spots.xy),
            value=found.gains * share,
            name=tuple(str(rank) for rank in range(1, len(spots) + 1)),
            people=who.persons(helped),
        ),
    )


WHEN = {
    "before": Text("现状", "before"),
    "after": Text("之后", "after"),
    "bound": Text("任何选择都不能超过的界", "bound of any choice"),
}
KINDS = {
    "cover": (Text("覆盖的需求", "Demand covered"), "{count}"),
    "metres": (Text("到最近设施的平均路程", "Mean way to the nearest facility"), "m"),
    "minutes": (Text("到最近设施的平均时间", "Mean time to the nearest facility"), "min"),
}
ANALYSIS = Analysis(
    id="facility-siting",
    title=Text("设施选址", "Where the next facilities help most"),
    about=Text(
        "在候选地中选出若干处，使覆盖的需求最多，或到最近设施的总路程最短；已有设施计算在内。",
        "Of the candidates, the sites that cover most demand, or make the way to the nearest facility "
        "least, those there are counted in.",
    ),
    how=Text(
        "最大覆盖（Church 与 ReVelle 1974）或 p-中位（Hakimi 1964），由 HiGHS 求整数规划，限时 60 秒；所给"
        f"的界说明与最优解最多相差多少。无设施可达者按服务半径（时间）计。{HOW.zh}",
        "Maximal covering (Church & ReVelle 1974) or the p-median (Hakimi 1964), an integer program "
        "solved by HiGHS in at most 60 seconds; the bound says how far the choice may be from the best. "
        f"Who reaches no facility is charged the reach. {HOW.en}",
    ),
    measures=(
        *(
            Measure(
                id=f"{kind}-{when}",
                title=Text(f"{title.zh}（{word.zh}）", f"{title.en}, {word.en}"),
                unit=unit,
            )
            for kind, (title, unit) in KINDS.items()
            for when, word in WHEN.items()
        ),
        Measure(id="demand", title=Text("有位置的需求", "Demand with a place"), unit="{count}"),
        Measure(id="chosen", title=Text("选中的地点数", "Sites chosen"), unit="{count}"),
        *(
            Measure(
                id=f"gain-{kind}",
                title=Text(f"选址增益：{title.zh}", f"Sites and what each adds: {title.en}"),
                unit=unit,
            )
            for kind, (title, unit) in KINDS.items()
        ),
    ),
    run=site_facilities,
    example={
        "zoning": "admin-areas",
        "admin_level": 6,
        "facility_classes": "school",
        "number": 2,
        "metres": 3000.0,
    },
)
