"""What is to be reached, by which way and within what, as an analysis asks it."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from spatial.analysis import Ask, FromLayer, FromTwin, Numbers
from spatial.arguments import Bundle
from spatial.catchment.reach import Indices, Reach
from spatial.catchment.straight_line import StraightLine
from spatial.catchment.travelled import Travelled
from spatial.commute.ways import WAY, Way
from spatial.points import Points
from spatial.routing.city import CityStreets
from spatial.routing.pairs import stream
from spatial.routing.snapping import snap
from spatial.text import Text

SNAPPED = 500.0
"""Metres from which on a point is on no street."""
FACILITIES = Ask(
    title=Text("设施图层", "Layer of facilities"),
    about=Text("图层编号，如 places", "The id of a layer, such as places"),
)
FACILITY_CLASSES = Ask(
    title=Text("设施类别", "Classes of facilities"),
    about=Text(
        "以逗号分隔的类别，同类的不同词以斜线分隔，如 school, hospital/clinic；空为全部",
        "Kinds parted by commas, words of one kind by strokes, such as school, hospital/clinic; empty for "
        "all",
    ),
)
CAPACITY = Ask(
    title=Text("容量列", "Column of the capacity"),
    about=Text(
        "床位、学位等所在列；空则各计为 1", "The column of beds, seats and the like; empty to count each once"
    ),
)
METRES = Ask(
    title=Text("服务半径", "Reach"),
    about=Text("仅用于直线", "For the straight line alone"),
    unit="m",
    least=1,
    most=50_000,
)
MINUTES = Ask(
    title=Text("可达时间", "Time"),
    about=Text("仅用于沿道路", "Along the roads alone"),
    unit="min",
    least=1,
    most=180,
)
HOW = Text(
    "需求点取住房所在建筑（登记人口取其住处），设施取其代表点；距离为直线，或沿道路图层从需求点到设施的最"
    "短时间。距道路 500 米以外或无位置者不计入并如实列出。",
    "Demand is where the building of a dwelling is (of people, where they live), facilities at a point of "
    "them; the way is the straight line, or the quickest along the layer of roads from demand to "
    "facility. What has no place, or is farther than 500 m from any road, is left out and told.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyAsked(Bundle):
    """What is to be reached, as an analysis is asked."""

    supply: Annotated[Points, FromLayer("facilities", "facility_classes", "capacity")]
    facilities: Annotated[str, FACILITIES] = "places"
    facility_classes: Annotated[str, FACILITY_CLASSES] = ""
    capacity: Annotated[str, CAPACITY] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetsAsked(Bundle):
    """By which way something is reached, as an analysis is asked."""

    streets: Annotated[CityStreets | None, FromTwin("streets", given=("way", Way.DRIVING, Way.WALKING))]
    way: Annotated[Way, WAY] = Way.STRAIGHT

    def between(self, demand: Points, facilities: Points, limit: float) -> Reach:
        """The demand within the limit of each facility: metres in a straight line, or minutes by street."""
        if self.streets is None:
            return StraightLine(demand.xy, facilities.xy, limit)
        graph = self.streets.driving if self.way is Way.DRIVING else self.streets.walking
        ones, others = snap(graph, facilities.xy, SNAPPED), snap(graph, demand.xy, SNAPPED)

        def tell(asked: Indices) -> tuple[Indices, Indices, Numbers]:
            told = list(stream(graph, ones.take(asked), others, limit * 60))
            if not told:
                return np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0)
            return (
                asked[np.concatenate([one.facility for one in told])],
                np.concatenate([one.demand for one in told]),
                np.concatenate([one.seconds for one in told]) / 60,
            )

        return Travelled(tell, limit, others.piece >= 0, ones.piece >= 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachAsked(StreetsAsked):
    """By which way and within what something is reached, as an analysis is asked."""

    metres: Annotated[float, METRES] = 1000.0
    minutes: Annotated[float, MINUTES] = 15.0

    @property
    def limit(self) -> float:
        """The metres of the straight line, or the minutes along the streets."""
        return self.metres if self.streets is None else self.minutes

    def reach(self, demand: Points, facilities: Points) -> Reach:
        """The demand in reach of each facility, within the limit asked for."""
        return self.between(demand, facilities, self.limit)
