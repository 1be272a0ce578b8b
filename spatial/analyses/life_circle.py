"""Who has each kind of facility within the walk of a life circle (生活圈), and who has all."""

from enum import StrEnum
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, FromLayer, Measure, Series
from spatial.catchment.circles import LIFE_CIRCLES
from spatial.catchment.coverage import find_covered
from spatial.catchment.demand import DemandAsked
from spatial.catchment.reach import Flags
from spatial.catchment.reaching import FACILITIES, FACILITY_CLASSES, HOW, StreetsAsked
from spatial.figures import Places, divide
from spatial.points import Points, read_kinds
from spatial.text import Text


class Circle(StrEnum):
    """Which circle, by its minutes."""

    FIVE = "5"
    TEN = "10"
    FIFTEEN = "15"


CIRCLE = Ask(
    title=Text("生活圈", "Life circle"),
    about=Text(
        "直线取其距离（300、500、1000 米），沿道路取其时间",
        "Its metres in a straight line (300, 500, 1000), its minutes along the roads",
    ),
    choices={one: circle.title for one, circle in zip(Circle, LIFE_CIRCLES, strict=True)},
)
KINDS = "kindergarten/childcare, school, clinic/hospital/doctors, social_facility/nursing_home"


def cover_people(
    who: DemandAsked,
    how: StreetsAsked,
    supply: Annotated[Points, FromLayer("facilities", "facility_classes", may_lack=True)],
    places: Places,
    facilities: Annotated[str, FACILITIES] = "places",
    facility_classes: Annotated[str, FACILITY_CLASSES] = "",
    circle: Annotated[Circle, CIRCLE] = Circle.FIFTEEN,
) -> tuple[Series, ...]:
    """The share of demand within the walk of each kind of facility, of all kinds, and of none."""
    points = who.choose()
    [walk] = [one for one in LIFE_CIRCLES if one.minutes == float(circle)]
    amount = np.nan_to_num(points.count)
    kinds = read_kinds(facility_classes) or [[facilities]]
    placed = np.ones(len(points), bool)
    covered = []
    for number in range(len(kinds)):
        chosen = supply.choose(supply.kind == number if read_kinds(facility_classes) else slice(None))
        reach = how.between(points, chosen, walk.metres if how.streets is None else float(circle))
        placed &= reach.demand_placed
        covered.append(find_covered(reach))
    counted = places.sum(points.zone, amount * placed)
    unknown = places.sum(points.zone, amount * ~placed) + who.count_ageless(places)
    many = np.sum(covered, axis=0)

    def share(measure: str, which: Flags, part: str | None = None) -> Series:
        top = places.sum(points.zone, amount * (placed & which))
        return divide(measure, top, counted, unknown, part=part, people=who.persons(counted))

    return (
        share("all-kinds", many == len(kinds)),
        share("no-kind", many == 0),
        *(share("of-kind", one, "/".join(words)) for one, words in zip(covered, kinds, strict=True)),
    )


COVERED, DEMANDED = Text("在步行范围内的需求", "demand within the walk"), Text("需求", "demand")
ANALYSIS = Analysis(
    id="life-circle",
    title=Text("生活圈覆盖", "Coverage of the life circle"),
    about=Text(
        "五、十、十五分钟生活圈内有各类设施（一老一小、学校、医疗）的住房或人口比例，及各类俱全的比例。",
        "The share of dwellings or people with each kind of facility (for the old and the young, schools, "
        "medical care) within the 5, 10 or 15-minute circle, and with all kinds.",
    ),
    how=Text(
        "各类设施任一处在步行范围内即为覆盖：300、500、1000 米或 5、10、15 分钟（GB 50180-2018；TD/T "
        f"1062-2021 凭记忆，未见原文）。类别可改。{HOW.zh}",
        "Demand is covered by a kind if any facility of it lies within the walk: 300, 500, 1000 m or 5, "
        "10, 15 minutes (GB 50180-2018; TD/T 1062-2021 as remembered, its text not seen). The kinds can "
        f"be changed. {HOW.en}",
    ),
    measures=(
        Measure(
            id="all-kinds",
            title=Text("各类俱全的比例", "Share with all kinds"),
            unit="1",
            share=True,
            numerator=COVERED,
            denominator=DEMANDED,
        ),
        Measure(
            id="no-kind",
            title=Text("一类都没有的比例", "Share with none"),
            unit="1",
            share=True,
            numerator=Text("范围内无任何一类的需求", "demand with none within the walk"),
            denominator=DEMANDED,
        ),
        Measure(
            id="of-kind",
            title=Text("各类设施的覆盖率", "Share with each kind"),
            unit="1",
            share=True,
            numerator=COVERED,
            denominator=DEMANDED,
            parts={
                "kindergarten/childcare": Text("幼儿园与托育", "Kindergartens and nurseries"),
                "school": Text("学校", "Schools"),
                "clinic/hospital/doctors": Text("医疗", "Medical care"),
                "social_facility/nursing_home": Text("养老与社会福利", "Care for the old"),
            },
        ),
    ),
    run=cover_people,
    example={"zoning": "admin-areas", "admin_level": 6, "facility_classes": KINDS},
)
