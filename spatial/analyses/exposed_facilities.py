"""How many schools, hospitals and other facilities lie in a hazard's zones, class by class."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Codes, FromTwin, Numbers, Series, Words
from spatial.exposure import HOW, AskedDetail, AskedHazard, Detail, Hazard, choose, measure_of, tell_exposure
from spatial.figures import Places
from spatial.hazards import Exposure
from spatial.text import Text


class Facility(StrEnum):
    """The classes of places whose users need others' help to leave, or to whom others turn."""

    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    CHILDCARE = "childcare"
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    DOCTORS = "doctors"
    NURSING_HOME = "nursing_home"
    SOCIAL_FACILITY = "social_facility"
    UNIVERSITY = "university"
    COLLEGE = "college"


GROUPS = {
    "schools": (Facility.SCHOOL,),
    "kindergartens": (Facility.KINDERGARTEN, Facility.CHILDCARE),
    "hospitals": (Facility.HOSPITAL, Facility.CLINIC, Facility.DOCTORS),
    "care-homes": (Facility.NURSING_HOME, Facility.SOCIAL_FACILITY),
    "universities": (Facility.UNIVERSITY, Facility.COLLEGE),
}
"""The measures, and the classes of places each is of, as the map has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilities:
    """Places alike, as `spatial.exposure.Reached`; `kind` is None for those of other classes."""

    zone: Codes
    kind: Annotated[Words, Facility]
    state: Annotated[Words, Exposure]
    low: Numbers
    high: Numbers
    rank: Codes
    count: Numbers


def count_facilities(
    flood: Annotated[Facilities | None, FromTwin("facilities-flood", given=("hazard", Hazard.FLOOD))],
    waterlogging: Annotated[
        Facilities | None, FromTwin("facilities-waterlogging", given=("hazard", Hazard.WATERLOGGING))
    ],
    landslide: Annotated[
        Facilities | None, FromTwin("facilities-landslide", given=("hazard", Hazard.LANDSLIDE))
    ],
    places: Places,
    hazard: AskedHazard,
    detail: AskedDetail = Detail.NONE,
) -> tuple[Series, ...]:
    """Facilities of each class by exposure; places of other classes are left out."""
    held = choose(flood, waterlogging, landslide)
    kind = held.kind.astype(str)
    return tuple(
        series
        for measure, classes in GROUPS.items()
        for series in tell_exposure(
            measure, held, held.count * np.isin(kind, [one.value for one in classes]), places, detail
        )
    )


SCHOOLS = Text("学校", "schools")
KINDERGARTENS = Text("幼儿园与托育机构", "kindergartens and childcare")
HOSPITALS = Text("医院与诊所", "hospitals and clinics")
CARE = Text("养老与社会福利机构", "care homes and social facilities")
UNIVERSITIES = Text("高等院校", "universities and colleges")
ANALYSIS = Analysis(
    id="exposed-facilities",
    title=Text("受灾害影响的设施", "Facilities exposed to a hazard"),
    about=Text(
        "位于洪水、内涝或滑坡风险区的学校、医院、幼儿园、养老机构等，及未受影响、未建模与未知者。",
        "Schools, hospitals, kindergartens, care homes and universities in zones of flood, waterlogging or "
        "landslide; those modelled and not exposed, not modelled, and unknown.",
    ),
    how=Text(
        f"{HOW.zh}设施以地点图层中的点为其位置，按类别计。",
        f"{HOW.en} A facility lies where the point of the layer of places is, and counts by its class.",
    ),
    measures=tuple(
        measure_of(id, Text(f"{words.zh}的受灾状况", f"{words.en.capitalize()} by exposure"), words)
        for id, words in zip(GROUPS, (SCHOOLS, KINDERGARTENS, HOSPITALS, CARE, UNIVERSITIES), strict=True)
    ),
    run=count_facilities,
    example={"hazard": "waterlogging", "detail": "depth"},
)
