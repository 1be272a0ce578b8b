"""Which commuters an analysis is about: those of the registers, or those somebody counted and published."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from spatial.analysis import Ask, Codes, FromTwin, Numbers, Words
from spatial.arguments import Bundle
from spatial.commute.flows import Flows
from spatial.registers import TravelMode
from spatial.text import Text


class Basis(StrEnum):
    """Where the commuters are from."""

    REGISTERS = "registers"
    PUBLISHED = "published"


class Means(StrEnum):
    """Which commuters of those published by mode: all, or those who go by one."""

    ALL = "all"
    FOOT = TravelMode.FOOT.value
    BICYCLE = TravelMode.BICYCLE.value
    CAR = TravelMode.CAR.value
    TRANSIT = TravelMode.TRANSIT.value
    OTHER = TravelMode.OTHER.value


BASIS = Ask(
    title=Text("通勤者来源", "Commuters from"),
    about=Text(
        "登记中的居住与就业，或已公布的分区间通勤人数",
        "The residences and employments of the registers, or published counts from zone to zone",
    ),
    choices={
        Basis.REGISTERS: Text("人口与就业登记", "Registers of persons and jobs"),
        Basis.PUBLISHED: Text("公布的通勤流量", "Published commute flows"),
    },
)
MEANS = Ask(
    title=Text("通勤方式", "Means of travel"),
    about=Text("仅对公布的通勤流量", "Of published flows alone"),
    choices={
        Means.ALL: Text("全部", "All"),
        Means.FOOT: Text("步行", "On foot"),
        Means.BICYCLE: Text("自行车", "By bicycle"),
        Means.CAR: Text("小汽车", "By car"),
        Means.TRANSIT: Text("公共交通", "By public transport"),
        Means.OTHER: Text("其他", "Otherwise"),
    },
)
HOW = Text(
    "登记：在业人员，居住地取其住房，就业地取其工作场所所在建筑；两处分属多个分区或无从得知者计为未知。公布：起讫"
    "代码与分区代码相同者入区，其余计为区外。",
    "Registers: persons who work, where their dwelling is and where the building of their place of work is; "
    "who has several in unlike zones, or none known, is unknown. Published: counts whose codes are those of "
    "the zones; all others lie outside.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commuters:
    """Persons alike who work: the zone they live in and that they work in, -1 where it is not known."""

    zone: Codes
    work: Codes
    count: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Counts as published: zones, mode (None: all together), commuters, mean minutes and kilometres."""

    zone: Codes
    work: Codes
    mode: Annotated[Words, TravelMode]
    commuters: Numbers
    minutes: Numbers
    kilometres: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Trips:
    """Commuters from zone to zone; `minutes` and `kilometres` (m) as told with the counts, else NaN.

    `known` (m) are those of `flows` of whom home and work are known, if only to be outside; `people` says
    that they are persons known one by one.
    """

    flows: Flows
    known: Numbers
    minutes: Numbers
    kilometres: Numbers
    people: bool

    def persons(self, figures: Numbers) -> Numbers | None:
        """The figures as those of persons, None where it is not about persons known one by one."""
        return figures if self.people else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommutersAsked(Bundle):
    """The commuters an analysis is about, as it is asked."""

    commuters: Annotated[Commuters | None, FromTwin("commuters", given=("basis", Basis.REGISTERS))]
    published: Annotated[Published | None, FromTwin("commute-flows", given=("basis", Basis.PUBLISHED))]
    basis: Annotated[Basis, BASIS] = Basis.REGISTERS
    means: Annotated[Means, MEANS] = Means.ALL

    def choose(self) -> Trips:
        """The commuters of the basis; of published counts all modes together, or the modes added up."""
        if self.commuters is not None:
            return choose_registered(self.commuters)
        assert self.published is not None
        return choose_published(self.published, self.means)


def choose_registered(persons: Commuters) -> Trips:
    """The commuters of the registers: who has no known home or work in the zones is not known."""
    flows = Flows(origin=persons.zone, destination=persons.work, count=persons.count)
    untold = np.full(len(flows.count), np.nan)
    known = np.where(flows.within, flows.count, 0)
    return Trips(flows=flows, known=known, minutes=untold, kilometres=untold, people=True)


def choose_published(counts: Published, means: Means) -> Trips:
    """The commuters of one mode, or of all: as told together where they are, else the modes added up."""
    together = np.array([mode is None for mode in counts.mode.tolist()], dtype=bool)
    kept = together if together.any() else ~together
    if means is not Means.ALL:
        kept = counts.mode == means.value
    flows = Flows(origin=counts.zone[kept], destination=counts.work[kept], count=counts.commuters[kept])
    return Trips(
        flows=flows,
        known=flows.count,
        minutes=counts.minutes[kept],
        kilometres=counts.kilometres[kept],
        people=False,
    )
