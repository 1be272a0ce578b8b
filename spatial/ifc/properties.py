"""What a building model says of a product beyond its shape: properties, quantities, materials, as JSON."""

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ifcopenshell

UNSAID = {"NOTDEFINED", "USERDEFINED", ""}
# The quantity that tells an area best comes first; “Area” is what Revit calls it in a set of its own.
AREAS = ("NetFloorArea", "GrossFloorArea", "NetArea", "GrossArea", "NetSideArea", "GrossSideArea", "Area")
DIRECT = {"Description": "description", "ObjectType": "object_type", "Tag": "tag", "LongName": "long_name"}


def read_attributes(product: "ifcopenshell.entity_instance") -> dict[str, Any]:
    """Everything said of a product: its sets and quantities whole, in the units of the file."""
    from ifcopenshell.util.element import get_psets, get_type

    kind = get_type(product)
    told = {name: make_plain(getattr(product, key, None)) for key, name in DIRECT.items()}
    told |= {
        "predefined_type": read_predefined_type(product),
        "type": make_plain(kind.Name) if kind is not None and kind != product else None,
        "materials": _name_materials(product),
        "property_sets": _read_sets(get_psets(product, psets_only=True)),
        "quantities": _read_sets(get_psets(product, qtos_only=True)),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def read_name(product: "ifcopenshell.entity_instance") -> str | None:
    """A product's name; that of a space is its number and what it is called."""
    parts = [make_plain(getattr(product, key, None)) for key in ("Name", "LongName")]
    return " ".join(dict.fromkeys(part for part in parts if isinstance(part, str) and part)) or None


def read_predefined_type(product: "ifcopenshell.entity_instance") -> str | None:
    """Which of its class's kinds a product is, where the file says so."""
    said = getattr(product, "PredefinedType", None)
    return said if isinstance(said, str) and said not in UNSAID else None


def find_value(attributes: dict[str, Any], name: str, kind: str = "property_sets") -> Any:
    """The first value under `name` in any of a product's sets (or its quantities)."""
    sets = attributes.get(kind, {}).values()
    return next((one[name] for one in sets if isinstance(one, dict) and one.get(name) is not None), None)


def find_area(attributes: dict[str, Any], unit: float) -> float | None:
    """The area that quantities tell, in square metres; `unit` is square metres per unit of the file."""
    for name in AREAS:
        for kind in ("quantities", "property_sets"):
            value = find_value(attributes, name, kind)
            if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
                return float(value) * unit
    return None


def make_plain(value: Any) -> Any:
    """A value as JSON can hold it and PostgreSQL keep it: without NUL, without what is no number."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return {make_plain(str(key)): make_plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [make_plain(inner) for inner in value]
    return make_plain(getattr(value, "wrappedValue", None) or str(value))


def _read_sets(sets: dict[str, Any]) -> dict[str, Any]:
    """The sets by name, without the step ids that the library adds."""
    return {
        make_plain(str(name)): {
            make_plain(key): make_plain(value) for key, value in one.items() if key != "id"
        }
        for name, one in sets.items()
    }


def _name_materials(product: "ifcopenshell.entity_instance") -> list[str]:
    from ifcopenshell.util.element import get_materials

    names = [make_plain(getattr(one, "Name", None)) for one in get_materials(product)]
    return list(dict.fromkeys(name for name in names if name))
