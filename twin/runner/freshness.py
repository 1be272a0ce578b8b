"""What figures are worked out of, in a word that changes with it, so that what still holds is found again."""

from hashlib import blake2b
from typing import Any

import orjson
from django.conf import settings
from django.utils import timezone

from spatial.analysis import Analysis
from twin import access
from twin.models import Revision, Run, TieChange


def stamp(viewer: access.Viewer) -> str:
    """The state of the rows and ties a viewer may see, the day, and how few people are hidden.

    It is read before the figures are worked out: rows that change meanwhile leave it behind them.
    """
    told = {
        "rows": dict(Revision.objects.order_by("kind").values_list("kind", "number")),
        "ties": TieChange.objects.count(),
        "day": timezone.localdate().isoformat(),
        "k": settings.TWIN_K,
        "groups": sorted(viewer.groups),
    }
    return blake2b(orjson.dumps(told), digest_size=16).hexdigest()


def recall(analysis: Analysis, inputs: dict[str, Any], stamp: str) -> dict[str, Any] | None:
    """The outcome of a run of the same question on the same state, as known now."""
    same = Run.objects.filter(
        analysis=analysis.id, version=analysis.version, stamp=stamp, inputs=inputs, outcome__isnull=False
    )
    found: dict[str, Any] | None = same.values_list("outcome", flat=True).first()
    if found is None or inputs["as_of"] is not None:
        return found
    return {**found, "recorded": timezone.now().isoformat()}
