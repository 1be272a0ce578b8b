"""What buildings, storeys and assemblies get from the things they hold: plan, outer skin, heights, counts."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

from spatial.ifc.body import Body
from spatial.ifc.properties import find_value
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
# What covers ground besides: the spaces within, so that a hall whose floor is not modelled has a plan.
COVERING = (*SKIN, "IfcSpace")
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
    """What one thing holds. `others` are plans of what covers ground only where nothing better does."""

    plans: list[BaseGeometry] = field(default_factory=list)
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
            (self.plans if is_any(product, COVERING) else self.others).append(body.footprint)
        if is_any(product, INSIDE):
            return
        self.low = body.low if self.low is None else min(self.low, body.low)
        self.high = body.high if self.high is None else max(self.high, body.high)
        external = find_value(attributes, "IsExternal")
        if external is True or (external is not False and is_any(product, SKIN)):
            self.skin.append(mesh)

    def draw_plan(self, unit: float) -> BaseGeometry | None:
        """The united plan of what is held."""
        plans = self.plans or self.others
        return unite_plans(plans, unit) if plans else None


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
