"""The published figures about persons, for every viewer: whole zonings, protected together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from spatial.errors import UnknownEntryError
from twin.access.rows import PERSONAL_KINDS
from twin.layer import Layer
from twin.models import PeopleZone, Publication

PROTECTED = "protected"
Figures = Mapping[str, Mapping[str, int | None]]
"""The count of each category of each dimension; None is protected."""


@dataclass(frozen=True, slots=True)
class Declared:
    """By what persons are counted in the newest publication: ids of zonings, categories of dimensions."""

    zonings: tuple[str, ...]
    dimensions: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PeopleByZone:
    """The figures of one zoning; `zones` are ids of areas or cells of the grid, “unknown” and “outside”.

    A count that is None is protected: fewer than `k` persons, or what others could be worked out from.
    """

    zoning: str
    edition: str
    moment: datetime
    k: int
    zones: Mapping[str, Figures]


def tells_of_people(layer: Layer) -> bool:
    """Whether what a layer tells was counted of persons: only a publication may add that up."""
    return layer.model == PeopleZone.__name__ or layer.model in PERSONAL_KINDS


def declared_figures() -> Declared:
    """The zonings and dimensions of the newest publication; none of either before there is one."""
    newest = Publication.objects.order_by("-id").first()
    if newest is None:
        return Declared((), {})
    return Declared(tuple(newest.zonings), {name: tuple(each) for name, each in newest.dimensions.items()})


def protected_counts(zoning: str) -> PeopleByZone:
    """The newest published figures of a zoning; UnknownEntryError names those there are."""
    newest = Publication.objects.order_by("-id").first()
    if newest is None:
        raise UnknownEntryError("No figures about persons are published yet; run `manage.py people publish`.")
    if zoning not in newest.zonings:
        known = ", ".join(sorted(newest.zonings))
        raise UnknownEntryError(f"No figures are published by “{zoning}”; there are: {known}.")
    zones: dict[str, dict[str, dict[str, int | None]]] = {}
    for row in newest.counts.filter(zoning=zoning).order_by("id"):
        zones.setdefault(row.zone, {}).setdefault(row.dimension, {})[row.category] = row.count
    return PeopleByZone(zoning, newest.zonings[zoning]["edition"], newest.moment, newest.k, zones)
