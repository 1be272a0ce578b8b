"""How many dwellings stand empty, with the proof that was used."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Series, Words
from spatial.figures import Places, divide, tell
from spatial.registers import UseState
from spatial.text import Text


class Proof(StrEnum):
    """By what a dwelling is held to be lived in or empty."""

    REGISTER = "register"
    RESIDENCE = "residence"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwellings:
    """Dwellings alike: `lived_in` is 1 where a household or person is tied to them."""

    zone: Codes
    use_state: Annotated[Words, UseState]
    lived_in: Codes
    count: Numbers


def judge(dwellings: Dwellings, proof: Proof) -> tuple[Numbers, Numbers]:
    """Which are occupied and which are vacant by the proof; those that are neither are unknown.

    Where nobody is tied to any dwelling, no dwelling is proven empty.
    """
    said_occupied = dwellings.use_state == UseState.OCCUPIED
    said_vacant = dwellings.use_state == UseState.VACANT
    found_occupied = dwellings.lived_in == 1
    found_vacant = (dwellings.lived_in == 0) & found_occupied.any()
    if proof is Proof.REGISTER:
        return said_occupied, said_vacant
    if proof is Proof.RESIDENCE:
        return found_occupied, found_vacant
    return said_occupied & found_occupied, said_vacant & found_vacant


def measure_vacancy(
    dwellings: Annotated[Dwellings, FromTwin("dwellings")],
    places: Places,
    proof: Annotated[
        Proof,
        Ask(
            title=Text("判定依据", "Proof"),
            about=Text(
                "登记的使用状态；有无人户与之关联；或两者一致",
                "The use state in the register; whether anybody is tied to it; or both, agreeing",
            ),
            choices={
                Proof.REGISTER: Text("房屋登记的使用状态", "the register's use state"),
                Proof.RESIDENCE: Text("没有关联的住户或居民", "no standing residence or household tie"),
                Proof.BOTH: Text("两者一致（不一致为未知）", "both, and where they differ unknown"),
            },
        ),
    ] = Proof.REGISTER,
) -> tuple[Series, ...]:
    """Vacancy by place; occupied, vacant and unknown add up to all that are habitable."""
    habitable = dwellings.use_state != UseState.UNINHABITABLE
    occupied, vacant = judge(dwellings, proof)

    def add(which: Numbers) -> Numbers:
        return places.sum(dwellings.zone, dwellings.count * (which & habitable))

    lived_in, empty, all_of_them = add(occupied), add(vacant), add(habitable)
    unknown = all_of_them - lived_in - empty
    people = None if proof is Proof.REGISTER else lived_in
    return (
        divide("vacancy-rate", empty, lived_in + empty, unknown, people=people),
        divide("vacancy-least", empty, all_of_them, unknown, people=people),
        divide("vacancy-greatest", empty + unknown, all_of_them, unknown, people=people),
        *(
            tell("dwellings", figures, unknown, part=part, people=people)
            for part, figures in (
                ("occupied", lived_in),
                ("vacant", empty),
                ("unknown", unknown),
                ("habitable", all_of_them),
                ("uninhabitable", places.sum(dwellings.zone, dwellings.count * np.logical_not(habitable))),
            )
        ),
    )


HABITABLE = Text("可居住的住房", "habitable dwellings")
ANALYSIS = Analysis(
    id="vacancy",
    title=Text("住房空置率", "Vacancy of dwellings"),
    about=Text(
        "空置住房占可居住住房的比例，注明判定依据；未知另计，并给出上下限。",
        "Empty dwellings among the habitable, with the proof used; unknown ones are told apart and bound it.",
    ),
    how=Text(
        "空置率 = 空置 ÷（有人居住 + 空置），只计已知者；有人居住 + 空置 + 未知 = 全部可居住住房。"
        "下限 = 空置 ÷ 全部，上限 =（空置 + 未知）÷ 全部。不可居住的住房不计入。",
        "Rate = vacant / (occupied + vacant), of those known; occupied + vacant + unknown = all "
        "habitable. Least = vacant / all, greatest = (vacant + unknown) / all. Dwellings that cannot be "
        "lived in are left out.",
    ),
    measures=(
        Measure(
            id="vacancy-rate",
            title=Text("空置率（已知者）", "Vacancy rate, of those known"),
            unit="1",
            share=True,
            numerator=Text("空置住房", "vacant dwellings"),
            denominator=Text("已知有人或空置的住房", "dwellings known to be occupied or vacant"),
        ),
        Measure(
            id="vacancy-least",
            title=Text("空置率下限", "Least vacancy rate"),
            unit="1",
            share=True,
            numerator=Text("空置住房", "vacant dwellings"),
            denominator=HABITABLE,
        ),
        Measure(
            id="vacancy-greatest",
            title=Text("空置率上限", "Greatest vacancy rate"),
            unit="1",
            share=True,
            numerator=Text("空置或未知的住房", "vacant or unknown dwellings"),
            denominator=HABITABLE,
        ),
        Measure(
            id="dwellings",
            title=Text("住房套数", "Dwellings"),
            unit="{count}",
            parts={
                "occupied": Text("有人居住", "occupied"),
                "vacant": Text("空置", "vacant"),
                "unknown": Text("未知", "unknown"),
                "habitable": Text("可居住", "habitable"),
                "uninhabitable": Text("不可居住", "uninhabitable"),
            },
        ),
    ),
    run=measure_vacancy,
    example={"proof": "register"},
)
