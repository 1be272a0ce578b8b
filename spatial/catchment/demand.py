"""Who is to reach something: dwellings, people of an age or the things of a layer, as an analysis asks it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from spatial.analysis import Ask, Codes, FromLayer, FromTwin, Numbers
from spatial.arguments import Bundle
from spatial.figures import Places
from spatial.points import Points
from spatial.text import Text


class Demand(StrEnum):
    """Who is to reach something."""

    DWELLINGS = "dwellings"
    PEOPLE = "people"
    LAYER = "layer"


class Age(StrEnum):
    """Of which age people are."""

    ALL = "all"
    TODDLERS = "0-2"
    KINDERGARTEN = "3-5"
    PRIMARY = "6-11"
    JUNIOR = "12-14"
    SIXTY = "60+"
    SIXTY_FIVE = "65+"
    EIGHTY = "80+"


BANDS = {
    Age.TODDLERS: (1, 1),
    Age.KINDERGARTEN: (2, 2),
    Age.PRIMARY: (3, 3),
    Age.JUNIOR: (4, 4),
    Age.SIXTY: (7, 9),
    Age.SIXTY_FIVE: (8, 9),
    Age.EIGHTY: (9, 9),
}
"""The first and the last band of ages (`spatial.registers.AGE_BOUNDS`)."""
DEMAND = Ask(
    title=Text("需求方", "Demand"),
    about=Text(
        "谁需要到达设施：住房、登记人口（按年龄，仅住房部门），或任一图层",
        "Who is to reach the facilities: dwellings, registered people by age (housing bureau), or any layer",
    ),
    choices={
        Demand.DWELLINGS: Text("住房", "Dwellings"),
        Demand.PEOPLE: Text("登记人口", "Registered people"),
        Demand.LAYER: Text("图层", "A layer"),
    },
)
AGE = Ask(
    title=Text("年龄", "Age"),
    about=Text("仅对登记人口", "Of registered people alone"),
    choices={
        Age.ALL: Text("全部", "All"),
        Age.TODDLERS: Text("0–2 岁（托育）", "0 to 2 (nursery)"),
        Age.KINDERGARTEN: Text("3–5 岁（幼儿园）", "3 to 5 (kindergarten)"),
        Age.PRIMARY: Text("6–11 岁（小学）", "6 to 11 (primary school)"),
        Age.JUNIOR: Text("12–14 岁（初中）", "12 to 14 (junior middle school)"),
        Age.SIXTY: Text("60 岁及以上", "60 and over"),
        Age.SIXTY_FIVE: Text("65 岁及以上", "65 and over"),
        Age.EIGHTY: Text("80 岁及以上", "80 and over"),
    },
)
DEMAND_LAYER = Ask(
    title=Text("需求图层", "Layer of the demand"),
    about=Text("仅当需求方为图层", "Where the demand is a layer"),
)
DEMAND_CLASSES = Ask(
    title=Text("需求类别", "Classes of the demand"),
    about=Text("以逗号分隔；空为全部", "Parted by commas; empty for all"),
)
DEMAND_COUNT = Ask(
    title=Text("需求数量列", "Column of the demand"),
    about=Text(
        "每个要素的人数所在列；空则各计为 1", "The column of people of each thing; empty to count each once"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwellings:
    """Dwellings alike: of one building."""

    zone: Codes
    x: Numbers
    y: Numbers
    count: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People alike: of one building and one band of ages (-1: not known)."""

    zone: Codes
    x: Numbers
    y: Numbers
    age: Codes
    count: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandAsked(Bundle):
    """Who is to reach something, as an analysis is asked."""

    dwellings: Annotated[Dwellings | None, FromTwin("dwelling-points", given=("demand", Demand.DWELLINGS))]
    people: Annotated[People | None, FromTwin("people-points", given=("demand", Demand.PEOPLE))]
    others: Annotated[
        Points | None,
        FromLayer("demand_layer", "demand_classes", "demand_count", given=("demand", Demand.LAYER)),
    ]
    demand: Annotated[Demand, DEMAND] = Demand.DWELLINGS
    age: Annotated[Age, AGE] = Age.ALL
    demand_layer: Annotated[str, DEMAND_LAYER] = ""
    demand_classes: Annotated[str, DEMAND_CLASSES] = ""
    demand_count: Annotated[str, DEMAND_COUNT] = ""

    def choose(self) -> Points:
        """Those asked for, as points; who is of no known age is of none."""
        if self.others is not None:
            return self.others
        if self.dwellings is not None:
            return as_points(self.dwellings)
        assert self.people is not None
        if self.age is Age.ALL:
            return as_points(self.people)
        first, last = BANDS[self.age]
        return as_points(self.people).choose((self.people.age >= first) & (self.people.age <= last))

    def count_ageless(self, places: Places) -> Numbers:
        """How many people are left out by place, since of no known age."""
        if self.people is None or self.age is Age.ALL:
            return places.none()
        return places.sum(self.people.zone, self.people.count * (self.people.age < 0))

    def persons(self, figures: Numbers) -> Numbers | None:
        """The figures as those of persons, None where it is not about persons known one by one."""
        return None if self.people is None else figures


def as_points(things: Dwellings | People) -> Points:
    """The things as points of no kind."""
    kind = np.full(len(things.x), -1, dtype=np.int32)
    return Points(zone=things.zone, x=things.x, y=things.y, count=things.count, kind=kind)
