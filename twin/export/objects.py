"""The objects of a plan as CityJSON writes them: through the gate, with the fields their viewer may know."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import orjson
import shapely
from django.contrib.gis.db.models.functions import AsWKB
from django.db.models import F, TextField
from django.db.models.functions import Cast

from spatial.cityjson.grid import Grid
from spatial.cityjson.plans import draw_body
from spatial.cityjson.writing import Member
from spatial.cityobjects.members import LINKS, read_links, write_object
from spatial.cityobjects.types import GROUP, settle_type
from twin.access import columns
from twin.export.families import PARTED, RELATED
from twin.export.plan import Entry, Plan
from twin.export.selection import Selection
from twin.export.survey import own_crs
from twin.layer import Layer, Sensitivity
from twin.models import Code

# What is read of every row beyond its layer's fields, and what of them is told otherwise.
ALWAYS = {"id", "valid", "lod", "cim_level"}
OTHERWISE = {"code", "attributes", "parent_id"}
NOTHING: dict[str, Any] = {"geometry": [], "vertices": []}

# What objects are called in the file: by (dataset, code), then by family.
Called = Mapping[tuple[int, str], Mapping[int, str]]


@dataclass(slots=True, kw_only=True)
class Found:
    """A row of the plan as it was read: what its columns say, and its kept body if it has one."""

    entry: Entry
    kind: str
    fields: dict[str, Any]
    whole: int | None
    crs: str | None
    body: dict[str, Any] | None
    footprint: bytes | None
    links: dict[str, list[str]]


class Objects:
    """Reads the plan of a selection and gives its families, their bodies on the grid."""

    def __init__(self, selection: Selection, plan: Plan, grid: Grid) -> None:
        self.selection, self.plan, self.grid = selection, plan, grid
        self.layers = {layer.id: layer for layer in (*selection.layers, *selection.of_kinds(RELATED))}

    def families(self) -> Iterator[list[Member]]:
        """Every family of the plan in its order, some read at a time."""
        for batch in self.plan.batches():
            rows = self._read(batch)
            called = self.plan.resolve(
                {code for row in rows.values() for ids in row.links.values() for code in ids}
            )
            for _, entries in groupby(batch, lambda entry: entry.family):
                family = [rows[entry.thing] for entry in entries]
                yield [self._write(row, family, called) for row in family]

    def templates(self) -> Iterator[dict[str, Any]]:
        """The bodies that have geometry templates, with no more than templates and what they look like."""
        for id, rows in self.plan.templated():
            bodies = self.selection.around(self.layers[id]).filter(pk__in=rows).order_by("pk")
            parts = "shape__body__geometry-templates", "shape__body__appearance"
            for templates, appearance in bodies.values_list(*parts).iterator():
                yield {"geometry-templates": templates, "appearance": appearance}

    def _read(self, batch: list[Entry]) -> dict[int, Found]:
        """The rows of some entries by thing."""
        known = Code.objects.filter(self.selection.times.known(), thing_id__in=[one.thing for one in batch])
        codes: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for thing, scheme, code in known.order_by("scheme", "code").values_list("thing_id", "scheme", "code"):
            codes[thing].append((scheme, code))
        found: dict[int, Found] = {}
        for id in sorted({entry.layer for entry in batch}):
            entries = {entry.row: entry for entry in batch if entry.layer == id}
            for row in self._read_rows(self.layers[id], list(entries)):
                entry = entries[row.pop("id")]
                found[entry.thing] = make(entry, self.layers[id], row, codes[entry.thing])
        return found

    def _read_rows(self, layer: Layer, ids: list[int]) -> Iterator[dict[str, Any]]:
        allowed = columns(self.selection.viewer, layer)
        sources = {one.source for one in allowed if one.sensitivity is not Sensitivity.PERSONAL}
        told = {"told": Cast("attributes", TextField())} if "attributes" in sources else {}
        parts = {"whole": F("parent_id")} if layer.model == PARTED else {}
        rows = self.selection.around(layer).filter(pk__in=ids)
        yield from rows.values(
            *sorted((sources | ALWAYS) - OTHERWISE),
            **told,
            **parts,
            kept_crs=F("shape__crs"),
            kept=Cast("shape__body", TextField()),
            plan=AsWKB("footprint"),
        )

    def _write(self, row: Found, family: list[Found], called: Called) -> Member:
        body = self.grid.fit(*self._stand(row, family))
        thing = write_object(row.kind, row.fields, body)
        for link, ids in self._link(row, family, called).items():
            if ids or (link == "children" and thing["type"] == GROUP):
                thing[link] = ids
        settle_type(thing)
        return Member(row.entry.id, thing, body)

    def _stand(self, row: Found, family: list[Found]) -> tuple[dict[str, Any], str]:
        """The body of a row and its system; a row without one is drawn by its plan, or by its parts alone."""
        if row.body is not None:
            return row.body, row.crs or own_crs()
        parted = any(one.whole == row.entry.thing and one.body is not None for one in family)
        if parted or row.footprint is None:
            return NOTHING, own_crs()
        height = row.fields.get("ground", row.fields.get("elevation"))
        return draw_body(shapely.from_wkb(bytes(row.footprint)), height), own_crs()

    def _link(self, row: Found, family: list[Found], called: Called) -> dict[str, list[str]]:
        """The ids in the file of a row's parents and children, as far as they go out too."""
        own = row.entry
        linked = {
            "parents": [one.entry.id for one in family if one.entry.thing == row.whole],
            "children": [one.entry.id for one in family if one.whole == own.thing],
        }
        for link in LINKS:
            named = [called.get((own.dataset, code), {}) for code in row.links[link]]
            ids = [one.get(own.family) or next(iter(one.values())) for one in named if one]
            linked[link] = list(dict.fromkeys((*ids, *linked[link])))
        return linked


def make(entry: Entry, layer: Layer, row: dict[str, Any], codes: list[tuple[str, str]]) -> Found:
    """A row as it was read, its texts parsed, with what its layer says of all its rows."""
    attributes, whole = orjson.loads(row.pop("told", None) or "{}"), row.pop("whole", None)
    crs, kept, plan, valid = (row.pop(name) for name in ("kept_crs", "kept", "plan", "valid"))
    body = orjson.loads(kept) if kept else None
    days = {"valid_from": valid.lower, "valid_to": valid.upper}
    told = {name: day.isoformat() for name, day in {**row, **days}.items() if isinstance(day, date)}
    layered = {name: value for name, value in layer.where.items() if "__" not in name}
    return Found(
        entry=entry,
        kind=layer.model,
        fields=layered | row | told | {"attributes": attributes, "codes": codes, "parent": whole},
        whole=whole,
        crs=crs,
        body=body,
        footprint=plan,
        links=read_links(attributes, body or {}),
    )
