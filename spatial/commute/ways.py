"""The kilometres and minutes from zone to zone, by straight line or by the streets, the rules told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from spatial.analysis import Ask, FromTwin, Numbers
from spatial.arguments import Bundle
from spatial.commute.intrazonal import RULES, IntrazonalRule, apply_rule
from spatial.routing.city import CityStreets, measure_between
from spatial.text import Text


class Way(StrEnum):
    """How the way between two zones is measured."""

    STRAIGHT = "straight"
    DRIVING = "driving"
    WALKING = "walking"


WAY = Ask(
    title=Text("出行路径", "Way"),
    about=Text(
        "分区代表点之间：直线距离乘以绕行系数，或沿道路图层的最短时间",
        "Between a point of each zone: the straight line with a detour, or the quickest along the layer "
        "of roads",
    ),
    choices={
        Way.STRAIGHT: Text("直线与绕行系数", "Straight line and detour"),
        Way.DRIVING: Text("沿道路驾车", "By car along the roads"),
        Way.WALKING: Text("沿道路步行", "On foot along the roads"),
    },
)
DETOUR = Ask(
    title=Text("绕行系数", "Detour"),
    about=Text(
        "仅用于直线：道路距离与直线距离之比",
        "For the straight line alone: the way by street over the straight one",
    ),
    unit="1",
    least=1,
    most=5,
)
SPEED = Ask(
    title=Text("平均速度", "Speed"),
    about=Text(
        "仅用于直线，以及停留本区的时间", "For the straight line, and for the minutes of staying in a zone"
    ),
    unit="km/h",
    least=1,
    most=200,
)
RULE = Ask(
    title=Text("区内出行", "Staying in a zone"),
    about=Text(
        "在本区就业者的路程按何规则；结果取决于此",
        "By which rule the way of those who stay in their zone is told; figures depend on it",
    ),
    choices={rule: RULES[rule] for rule in IntrazonalRule if rule is not IntrazonalRule.KEPT},
)
HOW = Text(
    "路程取各分区内一点之间：直线距离 × 绕行系数、以平均速度计时，或沿道路图层的最短时间及该方式的最短路程"
    "；本区内的路程按所选规则。距道路 2 公里以外或道路不与任何他区相通的分区无路程，相关通勤者计为未知。",
    "Ways run between a point within each zone: straight lines times the detour at the speed given, or "
    "the quickest along the layer of roads and the shortest so; within a zone by the rule chosen. A zone "
    "farther than 2 km from any road, or on roads that lead to no other, has no way, and its commuters are "
    "unknown.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """A point within each zone (metres) and the zone's area (m²)."""

    x: Numbers
    y: Numbers
    area: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """From zone to zone (n x n): inf where there is no way, NaN of zones without a way to any other."""

    kilometres: Numbers
    minutes: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysAsked(Bundle):
    """The ways between zones, as an analysis is asked."""

    zones: Annotated[Zones, FromTwin("zones")]
    streets: Annotated[CityStreets | None, FromTwin("streets", given=("way", Way.DRIVING, Way.WALKING))]
    way: Annotated[Way, WAY] = Way.STRAIGHT
    detour: Annotated[float, DETOUR] = 1.3
    speed: Annotated[float, SPEED] = 25.0
    rule: Annotated[IntrazonalRule, RULE] = IntrazonalRule.HALF_NEAREST

    def measure(self) -> Ways:
        """The ways, staying in a zone by the rule; RefusedError as `apply_rule`."""
        xy = np.column_stack([self.zones.x, self.zones.y])
        if self.streets is None:
            metres = np.hypot(*(xy.T[:, :, None] - xy.T[:, None, :])) * self.detour
            kilometres = self.stay(metres / 1000)
            return Ways(kilometres=kilometres, minutes=kilometres / self.speed * 60)
        driving = self.way is Way.DRIVING
        quickest, shortest = (
            (self.streets.driving, self.streets.driving_metres)
            if driving
            else (self.streets.walking, self.streets.walking_metres)
        )
        lengths, minutes = leave_out_alone(measure_between(shortest, xy), measure_between(quickest, xy) / 60)
        kilometres = self.stay(lengths / 1000)
        np.fill_diagonal(minutes, np.diagonal(kilometres) / self.speed * 60)
        return Ways(kilometres=kilometres, minutes=minutes)

    def stay(self, kilometres: Numbers) -> Numbers:
        """The ways with that of staying by the rule; zones on no street stay so."""
        placed = np.flatnonzero(~np.isnan(kilometres).all(axis=1))
        ruled = kilometres.copy()
        if len(placed):
            inner = np.ix_(placed, placed)
            ruled[inner] = apply_rule(kilometres[inner], self.rule, self.zones.area[placed] / 1e6).cost
        return ruled


def leave_out_alone(metres: Numbers, minutes: Numbers) -> tuple[Numbers, Numbers]:
    """Ways where a zone that has none to any other is on no street."""
    others = np.isfinite(metres)
    np.fill_diagonal(others, False)
    alone = ~(others.any(axis=1) & others.any(axis=0))
    for ways in (metres, minutes):
        ways[alone] = np.nan
        ways[:, alone] = np.nan
    return metres, minutes
