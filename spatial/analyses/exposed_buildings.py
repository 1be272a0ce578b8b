"""How many buildings lie in a hazard's zones, were modelled and do not, or were not modelled."""

from dataclasses import dataclass
from typing import Annotated

from spatial.analysis import Analysis, FromTwin, Series
from spatial.arguments import Bundle
from spatial.exposure import (
    HOW,
    Alike,
    AskedDetail,
    AskedHazard,
    Detail,
    Hazard,
    Standing,
    choose,
    measure_of,
    put_together,
    tell_exposure,
)
from spatial.figures import Places
from spatial.text import Text

FLOOD, WATERLOGGING, LANDSLIDE = (("hazard", hazard) for hazard in Hazard)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingsAsked(Bundle):
    """Buildings and those of them that meet zones, of the hazard that is asked about."""

    flood: Annotated[Standing | None, FromTwin("buildings-flood", FLOOD)]
    waterlogging: Annotated[Standing | None, FromTwin("buildings-waterlogging", WATERLOGGING)]
    landslide: Annotated[Standing | None, FromTwin("buildings-landslide", LANDSLIDE)]
    met_flood: Annotated[Alike | None, FromTwin("buildings-met-flood", FLOOD, may_lack=True)]
    met_waterlogging: Annotated[
        Alike | None, FromTwin("buildings-met-waterlogging", WATERLOGGING, may_lack=True)
    ]
    met_landslide: Annotated[Alike | None, FromTwin("buildings-met-landslide", LANDSLIDE, may_lack=True)]

    def choose(self) -> Alike:
        """All buildings."""
        standing = choose(self.flood, self.waterlogging, self.landslide)
        return put_together(standing, choose(self.met_flood, self.met_waterlogging, self.met_landslide))


def count_buildings(
    buildings: BuildingsAsked, places: Places, hazard: AskedHazard, detail: AskedDetail = Detail.NONE
) -> tuple[Series, ...]:
    """Buildings by exposure; their parts are not counted apart."""
    held = buildings.choose()
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
