"""What buildings, storeys and assemblies get from the things they hold: plan, outer skin, heights, counts."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

from spatial.ifc.body import Body
from spatial.ifc.properties import find_value, read_predefined_type
from spatial.ifc.shapes import Mesh
from spatial.ifc.structure import Place, is_any
from spatial.solids import unite_plans

if TYPE_CHECKING:
    import ifcopenshell

# What a building is seen as from outside, unless it says that it is not external.
SKIN = (
    "IfcBuildingElementProxy",
    "IfcChimney",
    "IfcCurtainWall",
    "IfcDoor",
    "IfcPlate",
    "IfcRoof",
    "IfcShadingDevice",
    "IfcSlab",
    "IfcWall",
    "IfcWindow",
)
# What encloses a building; its plan is that of these, or a terrace would be drawn as high as the house.
ENCLOSING = ("IfcCurtainWall", "IfcDoor", "IfcPlate", "IfcRoof", "IfcSpace", "IfcWall", "IfcWindow")
INSIDE = (
    "IfcSpace",
    "IfcFeatureElement",
    "IfcFurnishingElement",
    "IfcDistributionElement",
    "IfcFooting",
    "IfcPile",
)


@dataclass(slots=True)
class Gathered:
    """What one thing holds: `enclosing` are plans of what goes around or over it, `others` of the rest."""

    enclosing: list[BaseGeometry] = field(default_factory=list)
    others: list[BaseGeometry] = field(default_factory=list)
    skin: list[Mesh] = field(default_factory=list)
    low: float | None = None
    high: float | None = None
    classes: Counter[str] = field(default_factory=Counter)

    def add(
        self, product: "ifcopenshell.entity_instance", attributes: dict[str, Any], body: Body, mesh: Mesh
    ) -> None:
        """Take in a product with a shape."""
        if body.footprint is not None:
            plans = self.enclosing if encloses(product, attributes) else self.others
            plans.append(body.footprint)
        if is_any(product, INSIDE):
            return
        self.low = body.low if self.low is None else min(self.low, body.low)
        self.high = body.high if self.high is None else max(self.high, body.high)
        external = find_value(attributes, "IsExternal")
        if external is True or (external is not False and is_any(product, SKIN)):
            self.skin.append(mesh)

    def draw_plan(self, unit: float) -> BaseGeometry | None:
        """The plan of all that is held."""
        plans = [*self.enclosing, *self.others]
        return unite_plans(plans, unit) if plans else None

    def draw_enclosed(self, unit: float) -> BaseGeometry | None:
        """The plan of what encloses a building or storey; of all that is held where nothing does."""
        return unite_plans(self.enclosing, unit) if self.enclosing else self.draw_plan(unit)


def encloses(product: "ifcopenshell.entity_instance", attributes: dict[str, Any]) -> bool:
    """Whether a product goes around or over a building: a wall, a roof, a space that is not outside."""
    if product.is_a("IfcSpace"):
        said = (read_predefined_type(product), getattr(product, "InteriorOrExteriorSpace", None))
        return "EXTERNAL" not in said and find_value(attributes, "IsExternal") is not True
    roof = product.is_a("IfcSlab") and read_predefined_type(product) == "ROOF"
    return roof or is_any(product, ENCLOSING)


class Gatherings:
    """What each thing that holds others has gathered, by step id."""

    def __init__(self) -> None:
        self.by_id: dict[int, Gathered] = defaultdict(Gathered)

    def count(self, product: "ifcopenshell.entity_instance", place: Place) -> None:
        """Note that a product is there, whether it has a shape or not."""
        for id in place.above:
            self.by_id[id].classes[product.is_a()] += 1

    def add(
        self,
        product: "ifcopenshell.entity_instance",
        place: Place,
        attributes: dict[str, Any],
        body: Body,
        mesh: Mesh,
    ) -> None:
        """Take a product with a shape into all that holds it; an opening adds nothing."""
        if not is_any(product, ("IfcFeatureElementSubtraction",)):
            for id in place.above:
                self.by_id[id].add(product, attributes, body, mesh)
