"""Where the next facilities would help most."""

from enum import StrEnum
from typing import Annotated

import numpy as np
import shapely

from spatial.analysis import Analysis, Ask, Found, FromLayer, Measure, Series, Shapes
from spatial.catchment.coverage import find_covered
from spatial.catchment.covering import site_for_coverage
from spatial.catchment.cumulative import count_opportunities
from spatial.catchment.demand import DemandAsked
from spatial.catchment.median import site_for_travel
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
    if aim is Aim.COVER:
        found = site_for_coverage(new, points.count, find_covered(existing), number)
    else:
        nearest = count_opportunities(existing, what.supply.count).nearest_cost
        found = site_for_travel(new, points.count, nearest, number)
    spots = sites.choose(found.chosen)
    placed = new.demand_placed
    lost = places.sum(points.zone, np.nan_to_num(points.count) * ~placed)
    unknown = float(lost[-1] + who.count_ageless(places)[-1])
    demand = float(np.nansum(points.count))
    people = demand if who.people is not None else None

    def told(name: str, value: float) -> Series:
        return tell_city(name, value, unknown, people=people)

    return (
        told(f"{aim}-before", found.before),
        told(f"{aim}-after", found.after),
        told(f"{aim}-bound", found.bound),
        *(tell_city(f"{other}-{when}", np.nan) for other in Aim if other is not aim for when in WHEN),
        told("demand", demand),
        tell("chosen", places.sum(spots.zone, np.ones(len(spots))), places.none()),
        Shapes(
            measure="gain",
            geometry=shapely.points(spots.xy),
            value=found.gains,
            name=tuple(str(rank) for rank in range(1, len(spots) + 1)),
        ),
    )


WHEN = {
    "before": Text("现状", "before"),
    "after": Text("之后", "after"),
    "bound": Text("任何选择都不能超过的界", "bound of any choice"),
}
AIMS = {
    Aim.COVER: Text("覆盖的需求", "Demand covered"),
    Aim.SHORTEN: Text("需求到最近设施的总路程", "Way of all demand to its nearest facility"),
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
                id=f"{aim}-{when}",
                title=Text(f"{title.zh}（{word.zh}）", f"{title.en}, {word.en}"),
                unit="{count}" if aim is Aim.COVER else "1",
            )
            for aim, title in AIMS.items()
            for when, word in WHEN.items()
        ),
        Measure(id="demand", title=Text("需求", "Demand"), unit="{count}"),
        Measure(id="chosen", title=Text("选中的地点数", "Sites chosen"), unit="{count}"),
        Measure(id="gain", title=Text("选址与各自增益", "Sites and what each adds"), unit="1"),
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
