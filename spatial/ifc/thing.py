"""One product of a building model with what is known of it before and after its shape."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from spatial.ifc.body import Body
from spatial.ifc.properties import read_attributes, read_name, read_predefined_type
from spatial.ifc.structure import Place, find_code, find_place

if TYPE_CHECKING:
    import ifcopenshell


class NoCodeError(ValueError):
    """A product without a GlobalId."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A product: its GlobalId as code, what it belongs to, what is said of it, its shape if it has one."""

    product: "ifcopenshell.entity_instance"
    code: str
    place: Place
    attributes: dict[str, Any]
    body: Body | None = None

    def shaped(self, body: Body) -> "Thing":
        """The same with its shape."""
        return replace(self, body=body)

    def fields(self) -> dict[str, Any]:
        """What a record of any kind tells of it."""
        body = self.body
        return {
            "code": self.code,
            "name": read_name(self.product),
            "function": read_predefined_type(self.product),
            "footprint": body.footprint if body else None,
            "lod": body.lod if body else None,
            "solid": body.solid if body else None,
            "attributes": self.attributes,
        }


def read_thing(product: "ifcopenshell.entity_instance") -> Thing:
    """What a model says of a product. Raises NoCodeError where it has no GlobalId."""
    code = find_code(product)
    if code is None:
        raise NoCodeError("it has no GlobalId")
    return Thing(product=product, code=code, place=find_place(product), attributes=read_attributes(product))
