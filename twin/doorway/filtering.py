"""`filter`, `filter-lang` and `filter-crs` (OGC 19-079r2 §6): one filter for all doors."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twin import filter as language
from twin.doorway.parameters import Parameter, choose
from twin.doorway.problems import BadParameterError
from twin.doorway.systems import CRS84, System, find_system
from twin.layer import Field

FILTER = Parameter(
    name="filter",
    about="Only features that meet this condition, in CQL2 (OGC 21-065r2) over the queryables, such as "
    "storeys > 10 AND S_INTERSECTS(geometry, BBOX(120.1, 30.2, 120.2, 30.3)).",
    wants=f"a condition in CQL2 of at most {language.LONGEST} characters, none of them invisible",
    read=str,
    longest=language.LONGEST,
    lines=True,
)
FILTER_LANG = Parameter(
    name="filter-lang",
    about="The encoding of the filter; without it, CQL2 text.",
    wants="“cql2-text” or “cql2-json”",
    read=choose(*language.Encoding),
    schema={"type": "string", "enum": [*language.Encoding], "default": language.Encoding.TEXT},
)
FILTER_CRS = Parameter(
    name="filter-crs",
    about="The coordinate system of the filter's geometries, by its URI; without it, degrees of longitude "
    "and latitude (CRS84).",
    wants=f"the URI of a coordinate system served here, such as {CRS84.uri}",
    read=find_system,
    schema={"type": "string", "format": "uri", "default": CRS84.uri},
)
FILTERING = (FILTER, FILTER_LANG, FILTER_CRS)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that was read: its `tree` in CQL2 JSON, always written alike, and its geometries' `system`."""

    tree: str
    system: System


def find_filter(asked: Mapping[str, Any]) -> Filter | None:
    """The filter of the parameters; raises BadParameterError with the position of what cannot be read."""
    text = asked.get(FILTER.name)
    if text is None:
        return None
    encoding = language.Encoding(asked.get(FILTER_LANG.name) or language.Encoding.TEXT)
    try:
        tree = language.read(text, encoding)
    except language.FilterError as error:
        where = {} if error.position is None else {"position": error.position}
        raise BadParameterError(FILTER.name, str(error), **where) from None
    written = json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Filter(written, asked.get(FILTER_CRS.name) or CRS84)


def condition(filter: Filter, fields: Sequence[Field], srid: int) -> Any:
    """The filter as a condition on rows of a table whose footprints are in EPSG:`srid`.

    `fields` are those that the viewer may see; raises BadParameterError for a property that is not among them
    and for what cannot be compared.
    """
    queryables, system = language.find_queryables(fields), filter.system
    try:
        return language.translate(json.loads(filter.tree), queryables, srid, system.srid, system.north_first)
    except language.FilterError as error:
        raise BadParameterError(FILTER.name, str(error)) from None
