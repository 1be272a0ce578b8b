"""How many dwellings are wanting (or over) for the households there are and are expected."""

from dataclasses import dataclass
from typing import Annotated

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Series, Words
from spatial.figures import Places, tell, unsaid
from spatial.registers import HouseholdKind, UseState
from spatial.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwellings:
    """Dwellings alike."""

    zone: Codes
    use_state: Annotated[Words, UseState]
    count: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """Households alike."""

    zone: Codes
    kind: Annotated[Words, HouseholdKind]
    count: Numbers


def count_need(
    dwellings: Annotated[Dwellings, FromTwin("dwellings")],
    households: Annotated[Households, FromTwin("households")],
    places: Places,
    growth: Annotated[
        float,
        Ask(
            title=Text("家庭户增长", "Growth of households"),
            about=Text(
                "规划期内家庭户的预期增长比例", "Expected growth of households over the plan's period"
            ),
            unit="1",
            least=-1,
            most=10,
        ),
    ] = 0.0,
    reserve: Annotated[
        float,
        Ask(
            title=Text("合理空置", "Reserve"),
            about=Text(
                "住房中须空置以供周转的比例",
                "The share of dwellings that must stand empty so that people can move",
            ),
            unit="1",
            least=0,
            most=0.5,
        ),
    ] = 0.0,
) -> tuple[Series, ...]:
    """Dwellings needed less those habitable by place; less than zero is a surplus."""
    family = households.kind != HouseholdKind.COLLECTIVE
    there = places.sum(households.zone, households.count * family)
    habitable = dwellings.use_state != UseState.UNINHABITABLE
    unclear = unsaid(dwellings.use_state)
    stock = places.sum(dwellings.zone, dwellings.count * habitable)
    assumed = places.sum(dwellings.zone, dwellings.count * unclear)
    expected = there * growth
    needed = (there + expected) / (1 - reserve)
    return (
        tell("need", needed - stock, assumed, people=there),
        tell("households", there, places.none(), people=there),
        tell("expected-households", expected, places.none(), people=there),
        tell("habitable-dwellings", stock, assumed),
    )


ANALYSIS = Analysis(
    id="need-by-zone",
    title=Text("分区住房需求", "Need for dwellings by zone"),
    about=Text(
        "现有与预期家庭户所需住房减去可居住住房；负值为富余。",
        "Dwellings needed for the households there are and expected, less those habitable; below zero is "
        "a surplus.",
    ),
    how=Text(
        "需求 =（家庭户 + 家庭户 × 增长）÷（1 − 合理空置）− 可居住住房。假定一户一套；集体户不计；"
        "使用状态未知的住房按可居住计，并计入未知；增长按现有户数分摊。",
        "Need = (households + households x growth) / (1 - reserve) - habitable dwellings. It is assumed "
        "that each family household needs one dwelling, collective ones none, that growth falls where "
        "households are, and that a dwelling of unknown use can be lived in (these are told as unknown).",
    ),
    measures=(
        Measure(id="need", title=Text("住房需求", "Dwellings needed"), unit="{count}"),
        Measure(id="households", title=Text("家庭户", "Households"), unit="{count}"),
        Measure(
            id="expected-households", title=Text("预期新增家庭户", "Households expected"), unit="{count}"
        ),
        Measure(id="habitable-dwellings", title=Text("可居住住房", "Habitable dwellings"), unit="{count}"),
    ),
    run=count_need,
    example={"growth": 0.05, "reserve": 0.03},
)
