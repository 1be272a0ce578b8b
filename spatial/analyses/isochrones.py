"""The area that is reached from a point within so many minutes, and who lives in it."""

from typing import Annotated

import numpy as np
import shapely

from spatial import crs
from spatial.analysis import Analysis, Ask, Found, FromTwin, Measure, Reason, Shapes
from spatial.catchment.demand import DemandAsked
from spatial.commute.ways import WAY, Way
from spatial.figures import Places, tell_city, tell_nothing
from spatial.inputs import BadInputError
from spatial.routing.city import CityStreets
from spatial.text import Text

MOST = 6
NEAR = 500.0
"""Metres from which on a point is on no street."""
LONGITUDE = Ask(title=Text("经度", "Longitude"), unit="deg", least=-180, most=180)
LATITUDE = Ask(title=Text("纬度", "Latitude"), unit="deg", least=-90, most=90)
MINUTES = Ask(
    title=Text("分钟", "Minutes"),
    about=Text("以逗号分隔，如 5, 10, 15", "Parted by commas, such as 5, 10, 15"),
    unit="min",
)


def draw_isochrones(
    streets: Annotated[CityStreets | None, FromTwin("streets")],
    system: Annotated[int, FromTwin("system")],
    who: DemandAsked,
    places: Places,
    longitude: Annotated[float, LONGITUDE],
    latitude: Annotated[float, LATITUDE],
    minutes: Annotated[str, MINUTES] = "5, 10, 15",
    way: Annotated[Way, WAY] = Way.WALKING,
) -> tuple[Found, ...]:
    """The area of each number of minutes, with its size and the demand in it."""
    steps = read_minutes(minutes)
    if streets is None:
        return tell_nothing(ANALYSIS.measures, Reason.NOT_HELD)
    if way is Way.STRAIGHT:
        raise BadInputError("way", "An area is reached along streets; give the way “driving” or “walking”.")
    from spatial.routing.isochrones import draw
    from spatial.routing.snapping import snap

    graph = streets.driving if way is Way.DRIVING else streets.walking
    point = crs.move(np.array([[longitude, latitude]]), crs.LONLAT, system)
    start = snap(graph, point, NEAR)
    if start.missed:
        raise BadInputError(
            "longitude", f"No street lies within {NEAR:g} m of the point; give one nearer to any."
        )
    drawn = draw(graph, start, steps)
    points = who.choose()
    spots, counts = shapely.points(points.xy), np.nan_to_num(points.count)
    unknown = float(counts[~np.isfinite(points.xy).all(axis=1)].sum() + who.count_ageless(places)[-1])
    within = [float(counts[shapely.contains(one.polygon, spots)].sum()) for one in drawn]
    # Each lies within the next, so that a difference tells of those between.
    between = np.diff(within, prepend=0.0).tolist()
    names = [f"{one.minutes:g} min" for one in drawn]
    return (
        *(tell_city("area", one.area, part=name) for one, name in zip(drawn, names, strict=True)),
        *(
            tell_city("demand", there, unknown, part=name, people=None if who.people is None else alone)
            for there, alone, name in zip(within, between, names, strict=True)
        ),
        Shapes(
            measure="reached",
            geometry=np.array([one.polygon for one in drawn[::-1]], dtype=object),
            value=np.array([one.minutes for one in drawn[::-1]]),
            name=tuple(names[::-1]),
        ),
    )


def read_minutes(text: str) -> list[float]:
    """The minutes parted by commas; raises BadInputError for what are none."""
    try:
        steps = sorted({float(part) for part in text.replace("，", ",").split(",") if part.strip()})
    except ValueError:
        steps = []
    if not steps or len(steps) > MOST or not all(0 < step <= 180 for step in steps):
        raise BadInputError(
            "minutes", f"Give 1 to {MOST} numbers of minutes above 0 up to 180, parted by commas: 5, 10, 15."
        )
    return steps


ANALYSIS = Analysis(
    id="isochrones",
    title=Text("等时圈", "Isochrones"),
    about=Text(
        "从一点出发，沿道路若干分钟内可到达的范围、面积与其中的住房或人口。",
        "Where one gets to from a point within so many minutes along the roads, how large it is, and the "
        "dwellings or people in it.",
    ),
    how=Text(
        "自该点沿道路图层的最短时间；可达的路段在时间用尽处截断，两侧各加宽 50 米后合并。点须距道路 500 米"
        "以内。步行每小时 5 公里，驾车取限速或道路等级的常用速度。",
        "The quickest ways from the point along the layer of roads; streets are cut where the time is up, "
        "widened by 50 m on both sides and dissolved. The point must lie within 500 m of a road. On foot "
        "5 km/h, by car the speed limit or what is usual for the class.",
    ),
    measures=(
        Measure(id="area", title=Text("面积", "Area"), unit="m2"),
        Measure(id="demand", title=Text("其中的需求", "Demand in it"), unit="{count}"),
        Measure(id="reached", title=Text("可达范围", "Reached"), unit="min"),
    ),
    run=draw_isochrones,
    example={"longitude": 120.14, "latitude": 30.254},
)
