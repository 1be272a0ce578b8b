"""Publishing the figures about persons: protected together, proven, then put in place at once."""

import time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from spatial.errors import RefusedError
from spatial.privacy.suppression import probe, protect
from spatial.privacy.tables import Cell, Tables
from twin.access.people import PROTECTED
from twin.access.personal import Reading, whole_table
from twin.models import PeopleCount, Publication, Revision
from twin.publication.counting import count
from twin.publication.drawing import draw

LEAST = 3


def publish(reading: Reading) -> Publication:
    """Count, protect, prove and publish; what was published before stays what it was.

    Raises RefusedError where k is too small to protect anyone, or where the proof fails; nothing new is
    published then.
    """
    k = settings.TWIN_K
    if k < LEAST:
        raise RefusedError(f"TWIN_K is {k}, which protects nobody; give {LEAST} or more.")
    began = time.monotonic()
    whole_table(reading, "person")
    tables, counts = count()
    published = protect(tables, counts, k)
    open_to_attack = probe(tables, counts, published, k)
    if open_to_attack:
        raise RefusedError(
            f"{len(open_to_attack)} of the figures could be worked out; nothing is published. Report this."
        )
    return keep(tables, published, k, reading.who, time.monotonic() - began)


def keep(tables: Tables, published: dict[Cell, int | None], k: int, who: str, seconds: float) -> Publication:
    """Put the figures in place at once."""
    areas = Revision.objects.filter(kind="adminarea").values_list("number", flat=True).first() or 0
    with transaction.atomic():
        publication = Publication.objects.create(
            moment=timezone.now(),
            who=who,
            k=k,
            zonings={
                name: {"zones": len(set(zones.tolist())), "edition": edition(name, areas)}
                for name, zones in tables.zonings.items()
            },
            dimensions={name: list(parts) for name, parts in tables.dimensions.items()},
            figures=len(published),
            hidden=sum(value is None for value in published.values()),
            seconds=round(seconds, 2),
        )
        PeopleCount.objects.bulk_create(
            (
                PeopleCount(
                    publication=publication,
                    **cell._asdict(),
                    count=value,
                    reason=PROTECTED if value is None else "",
                )
                for cell, value in published.items()
            ),
            batch_size=5000,
        )
        draw(publication)
    return publication


def edition(zoning: str, areas: int) -> str:
    """Which edition of its zones a zoning was counted by."""
    if zoning.startswith("admin-"):
        return f"administrative areas, revision {areas}"
    return "H3 4" if zoning.startswith("h3-") else "the whole twin"
