"""Query parameters of tiles, and the question they ask."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tiles.asking import Asked
from twin import access
from twin.doorway.comparing import comparable, equality
from twin.doorway.filtering import FILTERING, condition, find_filter
from twin.doorway.moments import AS_OF, DATETIME
from twin.doorway.parameters import Parameter
from twin.doorway.properties import PROPERTIES, refuse_strange
from twin.layer import Field, Layer

VERSION = Parameter(
    name="v",
    about="The version of the layers, so that other tiles are asked for once it has changed; not looked at.",
    wants="a text",
    read=str,
)
OWN = (DATETIME, AS_OF, PROPERTIES, VERSION, *FILTERING)


def accept(viewer: access.Viewer, layers: Sequence[Layer]) -> Iterable[Parameter]:
    """The parameters tiles of these layers take: the two times, a filter, each field all have."""
    return [*OWN, *map(equality, compared(viewer, layers))]


def compared(viewer: access.Viewer, layers: Sequence[Layer]) -> list[Field]:
    """The fields that tiles of these layers can be asked by."""
    first, *others = ({one.name: one for one in access.columns(viewer, layer)} for layer in layers)
    shared = [one for one in first.values() if all(other.get(one.name) == one for other in others)]
    return comparable(shared, OWN)


def ask(viewer: access.Viewer, layers: tuple[Layer, ...], given: Mapping[str, Any]) -> Asked:
    """The question of the parameters' values.

    Raises BadParameterError for a property that no layer has, and for a filter that one cannot be asked by.
    """
    fields = given[PROPERTIES.name]
    known = {one.name for layer in layers for one in access.columns(viewer, layer) if one.in_tile}
    refuse_strange(PROPERTIES, fields or (), known, "these tiles")
    names = [one.name for one in compared(viewer, layers)]
    conditions = tuple((name, given[name]) for name in names if given.get(name) is not None)
    filter = find_filter(given)
    if filter is not None:
        for layer in layers:
            condition(filter, access.columns(viewer, layer), access.srid(layer))
    times = access.Times(given[DATETIME.name], given[AS_OF.name])
    return Asked(viewer, layers, times, fields, conditions, filter)
