"""One object by its number or by a code that was issued for it: what a viewer may know of it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import F
from django.utils import timezone

from twin.access.listing import columns, visible
from twin.access.rows import model_of
from twin.access.times import NOW, Times
from twin.access.viewer import Viewer
from twin.layer import Field, Layer
from twin.layer.register import REGISTERS
from twin.models import Code, Thing

LARGEST_ID = 2**63 - 1
WITHOUT_LAYER = ("house", "dwelling")
"""The kinds that no layer tells of, and the house ID card does."""
LISTED, LOOKED_AT = 20, 100
"""How many objects of one code are told, of how many that bear it."""
# Codes that registers keep in a column of their own (indexed for the rows of now), by scheme.
HOUSE_CODE, UNIT_CODE = (("House", "house_code"),), (("Parcel", "unit_code"), ("Dwelling", "unit_code"))
COLUMNS = {
    "house-code": HOUSE_CODE,
    "house-jgjt246": HOUSE_CODE,
    "house-jgjt496": HOUSE_CODE,
    "unit-code": UNIT_CODE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A thing with the row that tells it now, else the last that did; `layers` are those that hold the row.

    `fields` are the viewer's; `ended` is since when no row tells of it any more, None while one does.
    """

    thing: Thing
    row: Any
    layers: tuple[Layer, ...]
    fields: tuple[Field, ...]

    @property
    def title(self) -> str:
        """Its name or address where it has one for the viewer, else its own id in its source."""
        told = {field.name: getattr(self.row, field.source) for field in self.fields}
        return str(told.get("name") or told.get("address") or self.row.code)

    @property
    def ended(self) -> datetime | None:
        """Since when it is no longer recorded."""
        moment: datetime | None = self.row.recorded.upper
        return moment

    @property
    def stands(self) -> bool:
        """Whether it is recorded now and so in the world today."""
        return self.ended is None and timezone.localdate() in self.row.valid

    @property
    def valid(self) -> tuple[date | None, date | None]:
        """From which day it was so in the world, and the first day on which it no longer was."""
        return self.row.valid.lower, self.row.valid.upper

    @property
    def times(self) -> Times:
        """The times at which its row is to be asked for."""
        valid = None if self.stands else self.days
        return Times(valid, self.ended and self.ended - timedelta(microseconds=1))

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and last day on which it was so."""
        first, end = self.valid
        return first, end and end - timedelta(days=1)


def find_object(viewer: Viewer, id: int) -> Known | None:
    """The object of that number; None where there is none, or where what tells of it is not for the viewer.

    Its newest row decides: an object that is closed now is not told by its open past.
    """
    thing = Thing.objects.select_related("dataset").filter(pk=id).first() if 0 < id <= LARGEST_ID else None
    if thing is None:
        return None
    telling = [layer for layer in visible(viewer) if model_of(layer)._meta.model_name == thing.kind]
    if not telling and thing.kind not in WITHOUT_LAYER:
        return None
    model: Any = model_of(telling[0]) if telling else apps.get_model("twin", thing.kind)
    history = model._default_manager.filter(thing_id=thing.pk).select_related("load__source")
    ordered = history.order_by(F("recorded__upper_inf").desc(), "-id")
    row = ordered.filter(NOW.condition()).first() or ordered.first()
    if row is None or row.openness > viewer.openness:
        return None
    holding = tuple(
        layer for layer in telling if model._default_manager.filter(pk=row.pk, **layer.where).exists()
    )
    if telling and not holding:
        return None
    fields = columns(viewer, holding[0]) if holding else open_fields(viewer, thing.kind)
    return Known(thing=thing, row=row, layers=holding, fields=fields)


def open_fields(viewer: Viewer, kind: str) -> tuple[Field, ...]:
    """The viewer's fields of a register that no layer tells of."""
    return tuple(field for field in REGISTERS[kind] if viewer.may_know(field.sensitivity))


def find_coded(viewer: Viewer, scheme: str, code: str) -> list[Known]:
    """The objects for which a scheme issued the code, as far as the viewer may see them, at most LISTED.

    Where it stands for none any more, those it stood for.
    """
    issued = Code.objects.filter(scheme=scheme, code=code)
    standing = [*issued.filter(recorded__upper_inf=True).values_list("thing_id", flat=True)[:LOOKED_AT]]
    for model, column in COLUMNS.get(scheme, ()):
        rows = apps.get_model("twin", model)._default_manager.filter(NOW.condition(), **{column: code})
        standing += rows.values_list("thing_id", flat=True)[:LOOKED_AT]
    return open_objects(viewer, standing) or open_objects(
        viewer, issued.values_list("thing_id", flat=True)[:LOOKED_AT]
    )


def open_objects(viewer: Viewer, ids: Iterable[int]) -> list[Known]:
    """Those of the objects that the viewer may see, by number."""
    found = (find_object(viewer, id) for id in sorted(set(ids)))
    return [known for known in found if known is not None][:LISTED]
