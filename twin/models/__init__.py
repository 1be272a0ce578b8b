"""The twin's tables."""

from twin.models.audit import AuditEntry
from twin.models.change import Change, Mark, Swept
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
from twin.models.claim import Authority, Conflict
from twin.models.export import Export
from twin.models.frame import CityGeometryField, Frame
from twin.models.hazard import HazardZone
from twin.models.kept import Kept, KeptPart
from twin.models.network import Link, Node
from twin.models.overview import Overview
from twin.models.provenance import Dataset, Finding, Load, Openness, Quarantined, Source
from twin.models.publication import PeopleCount, Publication
from twin.models.published import Published
from twin.models.register import (
    CommuteFlow,
    Dwelling,
    Employment,
    Enterprise,
    House,
    Household,
    Parcel,
    Person,
    Register,
    Residence,
    Workplace,
)
from twin.models.report import ErrorReport
from twin.models.revision import Revision
from twin.models.run import Run
from twin.models.sheet import Sheet
from twin.models.sign_on import SignOn
from twin.models.stock import Stock
from twin.models.thing import Code, Shape, Thing
from twin.models.tie import Method, Reason, Relation, Standing, Tie, TieChange
from twin.models.token import Token
from twin.models.version import Recorded, Version, srid_of
from twin.models.zone import PeopleZone

__all__ = [
    "Address",
    "AdminArea",
    "AuditEntry",
    "Authority",
    "Bridge",
    "Building",
    "Change",
    "CityGeometryField",
    "Code",
    "CommuteFlow",
    "Component",
    "Conflict",
    "Dataset",
    "Dwelling",
    "Employment",
    "Enterprise",
    "ErrorReport",
    "Export",
    "Finding",
    "Frame",
    "Generic",
    "HazardZone",
    "House",
    "Household",
    "Kept",
    "KeptPart",
    "LandUse",
    "Link",
    "Load",
    "Mark",
    "Method",
    "Node",
    "Openness",
    "Overview",
    "Parcel",
    "PeopleCount",
    "PeopleZone",
    "Person",
    "Place",
    "PlanningZone",
    "PlantCover",
    "Publication",
    "Published",
    "Quarantined",
    "Reason",
    "Recorded",
    "Register",
    "Relation",
    "Residence",
    "Revision",
    "Road",
    "Run",
    "Shape",
    "Sheet",
    "SignOn",
    "Source",
    "Standing",
    "Stock",
    "Swept",
    "Terrain",
    "Thing",
    "Tie",
    "TieChange",
    "Token",
    "Version",
    "Water",
    "Workplace",
    "srid_of",
]
