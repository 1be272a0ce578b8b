"""The twin's tables."""

from twin.models.city import (
    Address,
    AdminArea,
    Bridge,
    Building,
    Component,
    Generic,
    LandUse,
    Place,
    PlanningZone,
    PlantCover,
    Road,
    Terrain,
    Water,
)
from twin.models.frame import CityGeometryField, Frame
from twin.models.hazard import HazardZone
from twin.models.network import Link, Node
from twin.models.provenance import Dataset, Finding, Load, Openness, Quarantined, Source
from twin.models.published import Published
from twin.models.revision import Revision
from twin.models.thing import Code, Shape, Thing
from twin.models.version import Recorded, Version, srid_of

__all__ = [
    "Address",
    "AdminArea",
    "Bridge",
    "Building",
    "CityGeometryField",
    "Code",
    "Component",
    "Dataset",
    "Finding",
    "Frame",
    "Generic",
    "HazardZone",
    "LandUse",
    "Link",
    "Load",
    "Node",
    "Openness",
    "Place",
    "PlanningZone",
    "PlantCover",
    "Published",
    "Quarantined",
    "Recorded",
    "Revision",
    "Road",
    "Shape",
    "Source",
    "Terrain",
    "Thing",
    "Version",
    "Water",
    "srid_of",
]
