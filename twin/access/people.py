"""The published figures about persons, for every viewer: whole zonings, protected together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from spatial.errors import UnknownEntryError
from twin.models import Publication

PROTECTED = "protected"
Figures = Mapping[str, Mapping[str, int | None]]
"""The count of each category of each dimension; None is protected."""


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
