"""How many people live in a hazard's zones, where it was modelled and does not reach, or was not modelled."""

from dataclasses import dataclass, replace
from typing import Annotated

from spatial.analysis import Analysis, Codes, FromTwin, Numbers, Series, Words
from spatial.exposure import HOW, AskedDetail, AskedHazard, Detail, Hazard, choose, measure_of, tell_exposure
from spatial.figures import Places
from spatial.hazards import Exposure
from spatial.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """Persons alike, as `spatial.exposure.Reached` by their homes; `resident` is 1, 0 or -1 for unknown."""

    zone: Codes
    resident: Codes
    state: Annotated[Words, Exposure]
    low: Numbers
    high: Numbers
    rank: Codes
    count: Numbers


def count_people(
    flood: Annotated[Persons | None, FromTwin("persons-flood", given=("hazard", Hazard.FLOOD))],
    waterlogging: Annotated[
        Persons | None, FromTwin("persons-waterlogging", given=("hazard", Hazard.WATERLOGGING))
    ],
    landslide: Annotated[Persons | None, FromTwin("persons-landslide", given=("hazard", Hazard.LANDSLIDE))],
    places: Places,
    hazard: AskedHazard,
    detail: AskedDetail = Detail.NONE,
) -> tuple[Series, ...]:
    """Residents by the exposure of their homes; who is known to live elsewhere is left out."""
    held = choose(flood, waterlogging, landslide)
    certain = held.state.copy()
    certain[held.resident != 1] = None
    counted = held.count * (held.resident != 0)
    return tell_exposure("people", replace(held, state=certain), counted, places, detail, people=True)


ANALYSIS = Analysis(
    id="exposed-people",
    title=Text("受灾害影响的人口", "People exposed to a hazard"),
    about=Text(
        "居住在洪水、内涝或滑坡风险区的常住人口，及未受影响、未建模与未知者。",
        "Residents living in zones of flood, waterlogging or landslide; those where it was modelled and "
        "does not reach, was not modelled, and unknown.",
    ),
    how=Text(
        f"{HOW.zh}人口按其住房所在建筑计入；有多处（含仅登记的）住房者取其中最不利者"
        "（受影响 > 未建模 > 未知 > 未受影响）。"
        "已知不常住者不计，是否常住不明者为未知。",
        f"{HOW.en} People are told by the building of their dwelling; who has several (also one of "
        "registration alone) by the worst of them (exposed, else not modelled, else unknown, else not "
        "exposed). Those known not to be resident are left out; those of whom it is not known are unknown.",
    ),
    measures=(
        measure_of(
            "people", Text("常住人口的受灾状况", "Residents by exposure"), Text("常住人口", "residents")
        ),
    ),
    run=count_people,
    example={"hazard": "flood"},
)
