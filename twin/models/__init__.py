"""The twin's tables."""

from twin.models.city import (
    Address,
    AdminArea,
    Bridge,
    Building,
    Generic,
    LandUse,
    Place,
    PlantCover,
    Road,
    Water,
)
from twin.models.frame import CityGeometryField, Frame
from twin.models.provenance import Dataset, Finding, Load, Source
from twin.models.revision import Revision
from twin.models.thing import Code, Shape, Thing
from twin.models.version import Openness, Version

__all__ = [
    "Address",
    "AdminArea",
    "Bridge",
    "Building",
    "CityGeometryField",
    "Code",
    "Dataset",
    "Finding",
    "Frame",
    "Generic",
    "LandUse",
    "Load",
    "Openness",
    "Place",
    "PlantCover",
    "Revision",
    "Road",
    "Shape",
    "Source",
    "Thing",
    "Version",
    "Water",
]
