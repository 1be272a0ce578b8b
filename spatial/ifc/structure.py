"""What a product of a building model belongs to: its building, its storey, the thing it is part of or in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ifcopenshell

# IFC 4.3 has facilities other than buildings: bridge, road, railway, marine facility.
WHOLES = ("IfcBuilding", "IfcFacility")
STOREY, SITE = "IfcBuildingStorey", "IfcSite"
# What is drawn or reckoned with but is no thing of a building; told by number and left out.
LEFT_OUT = (
    "IfcAnnotation",
    "IfcGrid",
    "IfcPort",
    "IfcPositioningElement",
    "IfcStructuralActivity",
    "IfcStructuralItem",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The codes of what a product belongs to; `above` are the step ids of all of these, nearest first."""

    whole: str | None = None
    storey: str | None = None
    within: str | None = None
    above: tuple[int, ...] = ()


def is_any(product: "ifcopenshell.entity_instance", names: tuple[str, ...]) -> bool:
    """Whether a product is of one of the classes (one that its schema does not know it is not)."""
    return any(product.is_a(name) for name in names)


def find_code(product: "ifcopenshell.entity_instance") -> str | None:
    """A product's GlobalId, None where it has none."""
    code = product.GlobalId
    return code if isinstance(code, str) and code else None


def find_place(product: "ifcopenshell.entity_instance") -> Place:
    """Where a product belongs, up to the nearest building; a file that goes round in circles ends there."""
    from ifcopenshell.util.element import get_parent

    above: list[ifcopenshell.entity_instance] = []
    seen = {product.id()}
    parent = get_parent(product)
    while parent is not None and parent.id() not in seen and parent.is_a("IfcProduct"):
        seen.add(parent.id())
        above.append(parent)
        if is_any(parent, WHOLES):
            break
        parent = get_parent(parent)
    whole = next((find_code(one) for one in above if is_any(one, WHOLES)), None)
    storey = next((find_code(one) for one in above if one.is_a(STOREY)), None)
    nearest = above[0] if above else None
    direct = nearest is None or is_any(nearest, (*WHOLES, SITE)) or nearest.is_a(STOREY)
    return Place(
        whole=whole,
        storey=storey,
        within=None if direct or nearest is None else find_code(nearest),
        above=tuple(one.id() for one in above),
    )
