"""How much land stands at each step from plan to completion, and where more is built than the plot allows."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Series, Words
from spatial.figures import Places, divide, not_negative, positive, tell, unsaid
from spatial.registers import SupplyState
from spatial.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcels:
    """Each parcel: area (m2), greatest floor area ratio, floor area (m2) of its houses.

    `houses` is how many stand on it, `silent` how many of them say no floor area.
    """

    zone: Codes
    supply: Annotated[Words, SupplyState]
    area: Numbers
    limit: Numbers
    floor_area: Numbers
    houses: Numbers
    silent: Numbers


def check_land(
    parcels: Annotated[Parcels, FromTwin("parcels")],
    places: Places,
    tolerance: Annotated[
        float,
        Ask(
            title=Text("容积率容差", "Tolerance of the floor area ratio"),
            about=Text(
                "超出上限的这一比例以内不算超建",
                "Up to this share over the limit is not held against a parcel",
            ),
            unit="1",
            least=0,
            most=1,
        ),
    ] = 0.02,
) -> tuple[Series, ...]:
    """Parcels and their area by supply state; those over their limit among the ones that can be judged."""
    area, limit = positive(parcels.area), positive(parcels.limit)
    floor = not_negative(parcels.floor_area)
    states = [(state.value, parcels.supply == state) for state in SupplyState]
    states.append(("unknown", unsaid(parcels.supply)))
    no_area = np.isnan(area)

    def add(weights: Numbers) -> Numbers:
        return places.sum(parcels.zone, np.asarray(weights, dtype=float))

    judged = ~no_area & ~np.isnan(limit) & (parcels.houses > 0) & (parcels.silent == 0) & ~np.isnan(floor)
    over = judged & (floor > limit * area * (1 + tolerance))
    built_on = parcels.houses > 0
    unjudged = add(built_on & ~judged)
    return (
        *(tell("parcels", add(these), places.none(), part=state) for state, these in states),
        *(
            tell(
                "land-area",
                places.sum_known(parcels.zone[these], area[these]),
                add(these & no_area),
                part=state,
            )
            for state, these in states
        ),
        divide("over-limit", add(over), add(judged), unjudged),
        divide(
            "floor-area-ratio",
            add(np.where(judged, floor, 0)),
            add(np.where(judged, area, 0)),
            unjudged,
        ),
    )


STATES = {
    "planned": Text("已规划", "planned"),
    "supplied": Text("已供应", "supplied"),
    "started": Text("已开工", "started"),
    "completed": Text("已竣工", "completed"),
    "unknown": Text("状态未知", "state unknown"),
}
ANALYSIS = Analysis(
    id="land-supply",
    title=Text("土地供应与容积率核查", "Land supply and floor area ratio"),
    about=Text(
        "各供应状态的宗地数与面积；已建宗地的容积率与上限比较。",
        "Parcels and their area by supply state; what is built on each against its greatest floor area "
        "ratio.",
    ),
    how=Text(
        "容积率 = 宗地上房屋建筑面积之和 ÷ 宗地面积，超过上限 ×（1 + 容差）为超建。面积、上限或任一房屋面"
        "积未知的已建宗地不作判断，计为未知；未建宗地不参与核查。",
        "Ratio = floor area of the houses on the parcel / parcel area; over limit x (1 + tolerance) it is "
        "over. A built-on parcel whose area, limit or any house's floor area is unknown is not judged and "
        "counted unknown; parcels without houses are not checked.",
    ),
    measures=(
        Measure(id="parcels", title=Text("宗地数", "Parcels"), unit="{count}", parts=STATES),
        Measure(id="land-area", title=Text("宗地面积", "Area of land"), unit="m2", parts=STATES),
        Measure(
            id="over-limit",
            title=Text("超容积率宗地比例", "Share of parcels over their limit"),
            unit="1",
            share=True,
            numerator=Text("超过上限的宗地", "parcels over their limit"),
            denominator=Text("可判断的已建宗地", "built-on parcels that can be judged"),
        ),
        Measure(
            id="floor-area-ratio",
            title=Text("容积率（可判断的已建宗地）", "Floor area ratio of the parcels judged"),
            unit="1",
            numerator=Text("建筑面积（m²）", "floor area (m²)"),
            denominator=Text("宗地面积（m²）", "parcel area (m²)"),
        ),
    ),
    version="1.0.1",
    run=check_land,
    example={"tolerance": 0.02},
)
