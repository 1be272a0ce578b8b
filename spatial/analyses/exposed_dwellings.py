"""How many dwellings lie in a hazard's zones, were modelled and do not, or were not modelled."""

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


def count_dwellings(
    flood: Annotated[Alike | None, FromTwin("dwellings-flood", given=("hazard", Hazard.FLOOD))],
    waterlogging: Annotated[
        Alike | None, FromTwin("dwellings-waterlogging", given=("hazard", Hazard.WATERLOGGING))
    ],
    landslide: Annotated[Alike | None, FromTwin("dwellings-landslide", given=("hazard", Hazard.LANDSLIDE))],
    places: Places,
    hazard: AskedHazard,
    detail: AskedDetail = Detail.NONE,
) -> tuple[Series, ...]:
    """Dwellings by the exposure of their building, else of their house, else of where they are said to be."""
    held = choose(flood, waterlogging, landslide)
    return tell_exposure("dwellings", held, held.count, places, detail)


ANALYSIS = Analysis(
    id="exposed-dwellings",
    title=Text("受灾害影响的住房", "Dwellings exposed to a hazard"),
    about=Text(
        "位于洪水、内涝或滑坡风险区的住房，及未受影响、未建模与未知者。",
        "Dwellings in zones of flood, waterlogging or landslide; those modelled and not exposed, not "
        "modelled, and unknown.",
    ),
    how=HOW,
    measures=(
        measure_of("dwellings", Text("住房的受灾状况", "Dwellings by exposure"), Text("住房", "dwellings")),
    ),
    run=count_dwellings,
    example={"hazard": "landslide", "detail": "grade"},
)
