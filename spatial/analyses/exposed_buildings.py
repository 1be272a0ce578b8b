"""How many buildings lie in a hazard's zones, were modelled and do not, or were not modelled."""

from typing import Annotated

from spatial.analysis import Analysis, FromTwin, Series
from spatial.exposure import (
    HOW,
    Alike,
    AskedDetail,
    AskedHazard,
    Detail,
    Hazard,
    choose,
    measure_of,
    tell_exposure,
)
from spatial.figures import Places
from spatial.text import Text


def count_buildings(
    flood: Annotated[Alike | None, FromTwin("buildings-flood", given=("hazard", Hazard.FLOOD))],
    waterlogging: Annotated[
        Alike | None, FromTwin("buildings-waterlogging", given=("hazard", Hazard.WATERLOGGING))
    ],
    landslide: Annotated[Alike | None, FromTwin("buildings-landslide", given=("hazard", Hazard.LANDSLIDE))],
    places: Places,
    hazard: AskedHazard,
    detail: AskedDetail = Detail.NONE,
) -> tuple[Series, ...]:
    """Buildings by exposure; their parts are not counted apart."""
    held = choose(flood, waterlogging, landslide)
    return tell_exposure("buildings", held, held.count, places, detail)


ANALYSIS = Analysis(
    id="exposed-buildings",
    title=Text("受灾害影响的建筑", "Buildings exposed to a hazard"),
    about=Text(
        "位于洪水、内涝或滑坡风险区的建筑，及未受影响、未建模与未知者。",
        "Buildings in zones of flood, waterlogging or landslide; those modelled and not exposed, not "
        "modelled, and unknown.",
    ),
    how=HOW,
    measures=(
        measure_of("buildings", Text("建筑的受灾状况", "Buildings by exposure"), Text("建筑", "buildings")),
    ),
    run=count_buildings,
    example={"hazard": "flood", "detail": "depth"},
)
