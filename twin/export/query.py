"""What goes out of a layer: the rows of a question, with the columns and system they are told in."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from spatial.crs import LONLAT
from twin.access import NOW, Times, Viewer
from twin.layer import Field, Layer, Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The `rows` of `layer` that met a question, as a queryset through the gate that no slice was taken of.

    `fields` are those that were asked for, `srid` is the EPSG code of the system (4326 stands for CRS84),
    `shaped` says that shapes were asked for too, `address` is where the question was asked. `whole` says that
    nothing narrows the layer.
    """

    viewer: Viewer
    layer: Layer
    rows: QuerySet[Any]
    fields: tuple[Field, ...]
    times: Times = NOW
    srid: int = LONLAT
    language: str = "en"
    address: str = ""
    shaped: bool = True
    whole: bool = False

    @property
    def told(self) -> tuple[Field, ...]:
        """The fields that go out: personal ones never do, whoever asks."""
        return tuple(field for field in self.fields if field.sensitivity is not Sensitivity.PERSONAL)
