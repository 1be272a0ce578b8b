"""The nine indices of the national report on commuting, of the city and by zone of home."""

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt

from spatial.analysis import Analysis, Ask, FromLayer, Measure, Numbers, Reason, Series
from spatial.arguments import Bundle
from spatial.commute import national
from spatial.commute.basis import HOW, CommutersAsked
from spatial.commute.commuters import Placed, place
from spatial.commute.indices import INDICES
from spatial.commute.national import LATE, NEAR, SOON, Told
from spatial.commute.problem import pose
from spatial.commute.ways import HOW as HOW_WAYS
from spatial.commute.ways import WaysAsked
from spatial.figures import Places, divide, tell_city, tell_nothing
from spatial.points import Points
from spatial.text import Text

STATIONS = Ask(
    title=Text("车站图层", "Layer of stations"),
    about=Text("轨道站点所在的图层", "The layer that holds the stations of rail"),
)
STATION_CLASSES = Ask(
    title=Text("车站类别", "Classes of stations"),
    about=Text("以斜线分隔；空为全部", "Parted by strokes; empty for all"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationsAsked(Bundle):
    """The stations of rail, of which there may be none."""

    stops: Annotated[Points, FromLayer("stations", "station_classes", may_lack=True)]
    stations: Annotated[str, STATIONS] = "places"
    station_classes: Annotated[str, STATION_CLASSES] = "station/halt/tram_stop/subway_entrance"


def measure_indices(
    asked: CommutersAsked, ways: WaysAsked, rail: StationsAsked, places: Places
) -> tuple[Series, ...]:
    """The indices: those of time and distance by zone of home too."""
    trips = asked.choose()
    if places.zones < 2:
        return tell_nothing(ANALYSIS.measures, Reason.NO_ZONES)
    between = ways.measure()
    placed = place(trips, between, ways.zones)
    people = float(placed.weights.sum()) if trips.people else None

    def spread(name: str, known_by: Numbers, values: npt.NDArray[Any]) -> Series:
        """An index by place: the weighted mean of values over those of whom something is known."""
        known = ~np.isnan(known_by)
        top = places.sum(placed.origin, placed.weights * np.where(known, values, 0))
        whole = places.sum(placed.origin, placed.weights * known)
        unknown = places.sum(placed.origin, placed.weights * ~known)
        unknown[-1] += placed.left_out
        return divide(name, top, whole, unknown, people=trips.persons(whole))

    def tell(name: str, told: Told, missing: Reason = Reason.NOT_KNOWN) -> Series:
        """An index of the city alone."""
        unknown = told.unknown + placed.left_out
        return tell_city(name, told.value, unknown, people=people, missing=missing)

    minutes, kilometres = placed.minutes, placed.kilometres
    endless = national.drop_endless
    problem = pose(trips, between)
    lacking = Told(value=np.nan, known=0.0, unknown=float(placed.weights.sum()))
    nearest = measure_to_stations(placed, rail.stops) if len(rail.stops) else None
    return (
        spread("within-45-minutes", minutes, minutes <= SOON),
        spread("over-60-minutes", minutes, minutes > LATE),
        spread("mean-minutes", endless(minutes), minutes),
        tell("radius", national.measure_radius(placed.weights, placed.homes / 1000, placed.jobs / 1000)),
        tell(
            "separation",
            national.measure_separation(problem.homes(), problem.jobs(), problem.kilometres)
            if problem.commuters > 0
            else lacking,
        ),
        spread("mean-kilometres", endless(kilometres), kilometres),
        spread("within-5-kilometres", kilometres, kilometres <= NEAR),
        tell("near-rail", lacking, Reason.NOT_HELD)
        if nearest is None
        else tell("near-rail", national.share_near_rail(placed.weights, *nearest)),
        tell("transit-45-minutes", lacking, Reason.NOT_HELD),
    )


def measure_to_stations(placed: Placed, stops: Points) -> tuple[Numbers, Numbers]:
    """The metres from each commuter's home, and job, to the nearest station in a straight line."""
    from scipy.spatial import cKDTree

    tree = cKDTree(stops.xy[np.isfinite(stops.xy).all(axis=1)])
    return tree.query(placed.homes)[0], tree.query(placed.jobs)[0]


def list_measures() -> tuple[Measure, ...]:
    """The indices as measures; those told by zone say what is divided by what."""
    commuters = Text("通勤者", "commuters")
    parts = {
        "within-45-minutes": Text("45 分钟以内者", "those within 45 minutes"),
        "over-60-minutes": Text("超过 60 分钟者", "those over 60 minutes"),
        "mean-minutes": Text("分钟之和", "minutes of all"),
        "mean-kilometres": Text("公里之和", "kilometres of all"),
        "within-5-kilometres": Text("5 公里以内者", "those within 5 km"),
    }
    return tuple(
        Measure(
            id=one.id,
            title=one.title,
            unit=one.unit,
            share=one.unit == "1",
            numerator=parts.get(one.id),
            denominator=commuters if one.id in parts else None,
        )
        for one in INDICES
    )


def describe(language: str) -> str:
    """Each index with its definition, how sure that is, and what had to be chosen."""
    sure = {"zh": "可信度", "en": "confidence"}[language]
    told = [
        f"{one.title.in_(language)}: {one.definition.in_(language)} ({sure}: {one.citation.confidence})"
        + (f"; {one.open.in_(language)}" if one.open else "")
        for one in INDICES
    ]
    return ". ".join(told)


ANALYSIS = Analysis(
    id="commute-indices",
    title=Text("通勤监测指标", "Indices of commuting"),
    about=Text(
        "国家通勤监测报告的九项指标：时耗、距离、职住分离度、通勤半径、轨道覆盖等。",
        "The nine indices of the national report: time, distance, separation of homes and jobs, radius, rail "
        "and others.",
    ),
    how=Text(
        f"{describe('zh')}。随流量公布的时间与距离优先；至车站为分区代表点的直线距离，宜用小分区。公交时间"
        f"需时刻表，系统中没有。{HOW.zh}{HOW_WAYS.zh}",
        f"{describe('en')}. Minutes and kilometres published with the counts go first; to stations it is "
        "the straight line from the point of a zone, so take small zones. Public transport needs a "
        f"timetable, which the twin does not hold. {HOW.en} {HOW_WAYS.en}",
    ),
    measures=list_measures(),
    run=measure_indices,
    example={"zoning": "admin-areas", "admin_level": 6, "rule": "disc"},
)
