"""How much lies in a hazard's zones, by depth or rank, and what was modelled and does not, or was not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from spatial.analysis import Ask, Codes, Measure, Numbers, Series, Words
from spatial.figures import Places, divide, unsaid
from spatial.hazards import HAZARDS, Exposure
from spatial.text import Text

Table = TypeVar("Table")
Which = npt.NDArray[np.bool_]


class Hazard(StrEnum):
    """The hazards whose zones are alike enough to be counted over each other."""

    FLOOD = "flood"
    WATERLOGGING = "waterlogging"
    LANDSLIDE = "landslide"


class Detail(StrEnum):
    """By what the exposed are told apart."""

    NONE = "none"
    DEPTH = "depth"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class Edge:
    """A depth of water (m) at which a class ends and the next begins, and where it is from."""

    depth: float
    source: str


OPERATOR = "operator's setting: seen in local practice, no national table is known"
EDGES = (
    Edge(0.15, "GB 51222-2017 and GB 50014-2021: water on one lane of a road is at most 15 cm deep"),
    Edge(0.27, OPERATOR),
    Edge(0.4, OPERATOR),
    Edge(0.5, OPERATOR),
)
GRADES = 5
"""Ranks that are told one by one, as many as the map has colours for."""


class Reached(Protocol):
    """Things alike: `state` is None where their place is not known.

    Of the exposed, `low` and `high` (m) bound the greatest depth along the footprint (0 and infinity where
    no zone tells one), `rank` is the greatest rank; 0 where a zone has none or zones are of several scales.
    """

    @property
    def zone(self) -> Codes: ...
    @property
    def state(self) -> Words: ...
    @property
    def low(self) -> Numbers: ...
    @property
    def high(self) -> Numbers: ...
    @property
    def rank(self) -> Codes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Alike things, counted."""

    zone: Codes
    state: Annotated[Words, Exposure]
    low: Numbers
    high: Numbers
    rank: Codes
    count: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Alike things, counted: how they stand, zones that they may meet aside."""

    zone: Codes
    state: Annotated[Words, Exposure]
    count: Numbers


def put_together(standing: Standing, met: Alike) -> Alike:
    """All things, those that meet zones (`met`, whose state is how they would stand else) as exposed."""
    untold = np.full(len(standing.zone), -1.0)
    exposed = np.full(len(met.zone), Exposure.EXPOSED.value, dtype=object)
    none = np.full(len(met.zone), -1.0)
    return Alike(
        zone=np.concatenate([standing.zone, met.zone, met.zone]),
        state=np.concatenate([standing.state, met.state, exposed]),
        low=np.concatenate([untold, none, met.low]),
        high=np.concatenate([untold, none, met.high]),
        rank=np.concatenate([untold, none, met.rank]).astype(np.int32),
        count=np.concatenate([standing.count, -met.count, met.count]),
    )


def choose(*tables: Table | None) -> Table:
    """The one table that was given."""
    return next(table for table in tables if table is not None)


def tell_exposure(
    measure: str, reached: Reached, count: Numbers, places: Places, detail: Detail, people: bool = False
) -> tuple[Series, ...]:
    """The share of all in each state and, of the exposed, in each class; the numerators are how many.

    The states and the unknown make up all, the classes make up the exposed. About `people` all figures are
    of one measure, so that they are hidden together.
    """
    unplaced = unsaid(reached.state)
    exposed = reached.state == Exposure.EXPOSED
    states: dict[str, Which] = {state.value: reached.state == state for state in Exposure}
    classes = classify(reached, detail)

    def add(which: Which) -> Numbers:
        return places.sum(reached.zone, count * which)

    everything, unknown = add(np.ones(len(exposed), dtype=bool)), add(unplaced)
    unclear = sum((add(exposed & which) for name, which in classes.items() if name in UNCLEAR), places.none())

    def tell(part: str, which: Which, unknown: Numbers) -> Series:
        these = add(which)
        return divide(measure, these, everything, unknown, part=part, people=these if people else None)

    return (
        *(tell(name, which, unknown) for name, which in states.items()),
        tell("unknown", unplaced, unknown),
        *(tell(name, exposed & which, unclear) for name, which in classes.items()),
    )


def classify(reached: Reached, detail: Detail) -> dict[str, Which]:
    """Which things are in each class of depth or of grade."""
    if detail is Detail.DEPTH:
        return classify_depth(reached.low, reached.high)
    if detail is Detail.GRADE:
        rank = reached.rank
        ranks = {f"rank-{grade}": rank == grade for grade in range(1, GRADES + 1)}
        return {**ranks, "rank-above": rank > GRADES, "rank-unknown": rank < 1}
    return {}


def classify_depth(low: Numbers, high: Numbers) -> dict[str, Which]:
    """The classes between the edges; a range that lies in several is told apart, and so is none at all."""
    edges = np.array([edge.depth for edge in EDGES])
    untold = (low == 0) & np.isinf(high)
    least = np.searchsorted(edges, low, side="right")
    # The end of a range is not in it.
    greatest = np.maximum(np.searchsorted(edges, high, side="left"), least)
    told = ~untold & (least == greatest)
    within = {name: told & (least == at) for at, name in enumerate(BANDS)}
    return {**within, "depth-spanning": ~untold & (least != greatest), "depth-unknown": untold}


def name_bands() -> dict[str, Text]:
    """The classes of depth by id, in words."""
    depths = [f"{edge.depth:g}" for edge in EDGES]
    between = {
        f"depth-{low}-{high}": Text(f"受影响：水深 {low}–{high} m", f"exposed, {low} to {high} m deep")
        for low, high in pairwise(depths)
    }
    return {
        f"depth-below-{depths[0]}": Text(
            f"受影响：水深不足 {depths[0]} m", f"exposed, less than {depths[0]} m deep"
        ),
        **between,
        f"depth-from-{depths[-1]}": Text(
            f"受影响：水深 {depths[-1]} m 及以上", f"exposed, {depths[-1]} m deep or more"
        ),
    }


BANDS = name_bands()
UNCLEAR = ("depth-spanning", "depth-unknown", "rank-unknown")
PARTS: Mapping[str, Text] = {
    Exposure.EXPOSED.value: Text("受影响", "exposed"),
    Exposure.MODELLED.value: Text("已建模且未受影响", "modelled and not exposed"),
    Exposure.UNMODELLED.value: Text("未建模（并不等于安全）", "not modelled (which does not mean safe)"),
    "unknown": Text("未知", "unknown"),
    **BANDS,
    "depth-spanning": Text("受影响：水深跨多个分级", "exposed, to a depth within several classes"),
    "depth-unknown": Text("受影响：水深未知", "exposed, depth unknown"),
    **{
        f"rank-{rank}": Text(f"受影响：{rank} 级（1 最轻）", f"exposed, rank {rank} (1 is least)")
        for rank in range(1, GRADES + 1)
    },
    "rank-above": Text(f"受影响：{GRADES} 级以上", f"exposed, above rank {GRADES}"),
    "rank-unknown": Text("受影响：等级未知", "exposed, rank unknown"),
}


def measure_of(id: str, title: Text, all_of_them: Text) -> Measure:
    """The measure of the shares of some things."""
    return Measure(
        id=id,
        title=title,
        unit="1",
        share=True,
        numerator=Text(f"该状态或分级的{all_of_them.zh}", f"{all_of_them.en} in that state or class"),
        denominator=Text(f"全部{all_of_them.zh}", f"all {all_of_them.en}"),
        parts=dict(PARTS),
    )


HOW = Text(
    "每个对象计一次：其占地范围（含边界）触及任一风险区即为受影响，取沿占地范围的最大水深与最高等级，不分情景。"
    "未受影响但整个占地位于某一模型（同一数据集、同一情景）全部风险区的凸包之内者，为已建模且未受影响；"
    "其余为未建模，并不等于安全。凸包是推断：资料未说明模型覆盖的范围。位置不明者为未知。"
    "受影响 + 已建模且未受影响 + 未建模 + 未知 = 全部。水深分级界限为 "
    + "；".join(f"{edge.depth:g} m（{edge.source}）" for edge in EDGES)
    + "。风险区的水深是一个区间，跨分级者另计；等级是来源的等级，触及不同标准的风险区或未分级者等级未知。",
    "Each thing once: it is exposed where its footprint, its edge included, meets a zone, to the greatest "
    "depth and the greatest rank along it, in whichever scenario. One that is not exposed and lies wholly "
    "within the convex hull of all zones of a model (one dataset, one scenario) is modelled and not exposed; "
    "all others are not modelled, which does not mean safe. The hull is inferred: sources do not say where "
    "their model looked. What has no known place is unknown. Exposed + modelled and not exposed + not "
    "modelled + unknown = all. Depth classes begin at "
    + "; ".join(f"{edge.depth:g} m ({edge.source})" for edge in EDGES)
    + ". A zone's depth is a range; one that lies in several classes is told apart. Ranks are the source's "
    "own; of a thing in zones of several scales, or in one without a rank, the rank is unknown.",
)
AskedHazard = Annotated[
    Hazard,
    Ask(
        title=Text("灾害", "Hazard"),
        about=Text("哪一种灾害的风险区", "Whose zones are asked about"),
        choices={hazard: HAZARDS[hazard] for hazard in Hazard},
    ),
]
AskedDetail = Annotated[
    Detail,
    Ask(
        title=Text("受影响者的分级", "The exposed by"),
        about=Text(
            "按水深分级，或按来源的等级（1 最轻），或不分级",
            "By depth of water, by the source's own rank (1 is least), or not told apart",
        ),
        choices={
            Detail.NONE: Text("不分级", "not told apart"),
            Detail.DEPTH: Text("水深", "depth of water"),
            Detail.GRADE: Text("等级", "rank"),
        },
    ),
]
