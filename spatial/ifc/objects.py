"""The products of a building model one by one: put on the map, measured, made records with their findings."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from spatial import crs, records
from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.ifc.body import make_body
from spatial.ifc.components import make_component
from spatial.ifc.document import open_model
from spatial.ifc.gathering import Gatherings
from spatial.ifc.georeference import Claims, read_claims
from spatial.ifc.placement import FAILURES, find_origin
from spatial.ifc.position import Choice, choose
from spatial.ifc.properties import make_plain
from spatial.ifc.shapes import MOST, Mesh, read_shapes, take_sample
from spatial.ifc.storeys import Holder, make_storey
from spatial.ifc.structure import LEFT_OUT, SITE, STOREY, WHOLES, is_any
from spatial.ifc.thing import Thing, read_thing
from spatial.ifc.wholes import is_too_large, make_whole
from spatial.records import CityObject, Issue, Severity
from spatial.solids import Points

if TYPE_CHECKING:
    import ifcopenshell

# What lies further than this from the rest of its model (metres) was not meant to be there.
ASTRAY = 100_000.0


class Model:
    """A model that was opened: its products, where it stands, what was noticed on the way."""

    def __init__(self, path: Path, asked: Asked) -> None:
        self.path, self.asked = path, asked
        self.file, issues = open_model(path)
        self.issues = [*issues, *find_missing_units(self.file)]
        products = self.file.by_type("IfcProduct")
        self.products = [one for one in products if not is_any(one, LEFT_OUT)]
        self.left_out = Counter(one.is_a() for one in products if is_any(one, LEFT_OUT))
        self.claims = self._read_claims()
        self.sample: Points = take_sample(self.products, self.claims.unit)
        self.choice: Choice = choose(self.claims, self.sample, asked)

    def _read_claims(self) -> Claims:
        try:
            return read_claims(self.file)
        except FAILURES as error:
            raise RefusedError(
                f"What {self.path.name} says of its units or its place is broken ({error}); have it written "
                "again."
            ) from None

    def describe(self) -> Header:
        """What the model says of itself, and where a sample of it lies."""
        position = self.choice.position
        placed = position.place(self.sample)[:, :2]
        box = [*placed.min(axis=0).tolist(), *placed.max(axis=0).tolist()] if len(placed) else None
        project = self.file.by_type("IfcProject")[0]
        names = [make_plain(project.LongName) or make_plain(project.Name)]
        return Header(
            crs=position.crs,
            heights=position.heights,
            has_heights=True,
            extent=None if box is None else (box[0], box[1], box[2], box[3]),
            version=self.file.schema_identifier,
            title=names[0] or None,
            total=len(self.products),
            placed=self.choice.sentence,
        )


def describe(path: Path, asked: Asked) -> Iterator[Header]:
    """The header of the model, as work that a process of its own does."""
    yield Model(path, asked).describe()


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """Every product as a record, those with shapes first; findings before or in place of theirs."""
    model = Model(path, asked)
    yield from model.issues
    yield from model.choice.issues
    if model.left_out:
        told = ", ".join(f"{count} {name}" for name, count in sorted(model.left_out.items()))
        message = f"Drawings, axes, ports and loads are no things of a city and were left out: {told}."
        yield Issue(severity=Severity.INFO, code="LEFT_OUT", message=message)
    yield from Objects(model).read()


class Objects:
    """Reads the products of one model."""

    def __init__(self, model: Model) -> None:
        self.file, self.products, self.unit = model.file, model.products, model.claims.unit
        self.crs = crs.declare(model.describe(), model.asked)
        self.position = model.choice.position
        self.centre = np.median(model.sample, axis=0) if len(model.sample) else np.zeros(3)
        self.square = read_square(model.file)
        self.gatherings = Gatherings()

    def read(self) -> Iterator[CityObject | Issue]:
        """The things with shapes, those without, the storeys, then the buildings that hold them all."""
        held: list[Holder] = []
        for product, shape in self._pair():
            for item in self._read(product, shape):
                if isinstance(item, Holder):
                    held.append(item)
                else:
                    yield item
        storeys = [one for one in held if one.thing.product.is_a(STOREY)]
        for storey in storeys:
            yield make_storey(storey, storeys, self.unit, self.square, self.crs.unit)
        for whole in held:
            if is_any(whole.thing.product, WHOLES):
                yield from self._make_whole(whole, storeys)

    def _pair(self) -> Iterator[tuple["ifcopenshell.entity_instance", Mesh | str | None]]:
        """Each product with its shape, or why there is none that should be, or None where none should be."""
        waiting = {one.id(): one for one in self.products}
        for id, shape in read_shapes(self.file, self.products):
            yield waiting.pop(id), shape
        for product in waiting.values():
            yield product, None

    def _read(
        self, product: "ifcopenshell.entity_instance", result: Mesh | str | None
    ) -> Iterator[CityObject | Issue | Holder]:
        """A product's findings and record; a storey or building itself, not known before all it holds."""
        try:
            thing = read_thing(product)
            origin = self.position.place(find_origin(product, self.unit)[None])
        except FAILURES as error:
            yield self._blame(product, error)
            return
        self.gatherings.count(product, thing.place)
        if result is not None:
            shaped = self._shape(thing, result)
            if isinstance(shaped, Issue):
                yield shaped
            else:
                thing = shaped
        gathered = self.gatherings.by_id[product.id()]
        if is_any(product, (*WHOLES, STOREY)):
            yield Holder(thing=thing, elevation=float(origin[0, 2]), gathered=gathered)
        elif product.is_a(SITE):
            yield records.Generic(**thing.fields() | {"klass": SITE})
        else:
            yield make_component(thing, gathered, self.square, self.crs.unit)

    def _make_whole(self, whole: Holder, storeys: list[Holder]) -> Iterator[CityObject | Issue]:
        if is_too_large(whole):
            yield Issue(
                severity=Severity.WARNING,
                code="SKIN_TOO_LARGE",
                message=f"Its skin has more than {MOST:,} triangles; its parts keep theirs, it has no body.",
                object=whole.thing.code,
            )
        own = [one for one in storeys if one.thing.place.whole == whole.thing.code]
        yield make_whole(whole, own, self.unit, self.crs)

    def _blame(self, product: "ifcopenshell.entity_instance", error: Exception) -> Issue:
        reason = str(error).rstrip(".") or type(error).__name__
        return Issue(
            severity=Severity.ERROR,
            code="OBJECT_NOT_UNDERSTOOD",
            message=f"The {product.is_a()} cannot be read ({reason[:200]}); mend it in the source.",
            object=f"#{product.id()}",
        )

    def _shape(self, thing: Thing, result: Mesh | str) -> Thing | Issue:
        """The thing with its shape, or why it stays without."""
        reason = result if isinstance(result, str) else self._find_fault(result)
        if isinstance(result, str) or reason:
            return Issue(
                severity=Severity.WARNING,
                code="GEOMETRY_FAILED",
                message=f"The {thing.product.is_a()} is kept without its shape ({reason.rstrip('.')}).",
                object=thing.code,
                position=f"#{thing.product.id()}",
            )
        mesh = Mesh(self.position.place(result.points), result.triangles)
        body = make_body(mesh, self.crs)
        self.gatherings.add(thing.product, thing.place, thing.attributes, body, mesh)
        return thing.shaped(body)

    def _find_fault(self, mesh: Mesh) -> str:
        furthest = float(np.abs(mesh.points - self.centre).max())
        return f"it lies {furthest / 1000:,.0f} km from the rest of the model" if furthest > ASTRAY else ""


def find_missing_units(file: "ifcopenshell.file") -> Iterator[Issue]:
    """A warning where the project does not say what its lengths are counted in."""
    from ifcopenshell.util.unit import get_project_unit

    if get_project_unit(file, "LENGTHUNIT") is None:
        message = "The project names no unit of length; its figures were taken as metres."
        yield Issue(severity=Severity.WARNING, code="UNIT_MISSING", message=message)


def read_square(file: "ifcopenshell.file") -> float:
    """Square metres in a unit of area of the file."""
    from ifcopenshell.util.unit import calculate_unit_scale

    return calculate_unit_scale(file, "AREAUNIT")
