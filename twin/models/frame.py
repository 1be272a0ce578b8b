"""The city's own coordinate system in the database: its record, and the column that follows it."""

from typing import Any

from django.conf import settings
from django.contrib.gis.db import models


class Frame(models.Model):
    """The one row that says in which storage CRS and height datum (EPSG codes) this twin was made.

    `day` is the last local day whose valid bounds were looked at; `person_key` tells, by its
    hash, the key under which identity numbers were hashed.
    """

    crs = models.IntegerField()
    heights = models.IntegerField(null=True)
    made = models.DateTimeField(auto_now_add=True)
    day = models.DateField(null=True)
    person_key = models.TextField(blank=True, default="")


class CityGeometryField(models.GeometryField):  # type: ignore[type-arg]
    """A 2D geometry in the twin's storage CRS.

    The SRID comes from the settings and stays out of the migrations, which are the same for every city.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["srid"] = settings.TWIN_CRS
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("srid", None)
        return name, path, args, kwargs
