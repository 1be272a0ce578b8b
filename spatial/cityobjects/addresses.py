"""The addresses of a city object and where they lie."""

from collections.abc import Callable
from typing import Any

from spatial.solids import read_vertices

Change = Callable[[Any], Any]


def change_places(address: Any, change: Change) -> Any:
    """An address of CityJSON 1.0 (an object) or later (a list of them), each location changed.

    A location of which `change` makes None is left out.
    """
    if isinstance(address, list):
        return [_change(one, change) for one in address]
    return _change(address, change)


def _change(address: Any, change: Change) -> Any:
    if not isinstance(address, dict) or "location" not in address:
        return address
    rest = {key: value for key, value in address.items() if key != "location"}
    location = change(address["location"])
    return rest if location is None else rest | {"location": location}


def place_addresses(body: dict[str, Any]) -> Any:
    """The addresses of a kept body, their locations (MultiPoints) as coordinates in its source's CRS."""
    vertices = read_vertices(body)

    def place(location: dict[str, Any]) -> dict[str, Any]:
        return {"type": location["type"], "coordinates": vertices[location["boundaries"]].tolist()}

    return change_places(body.get("address"), place)
