"""The book of loads as it is told: each load with its source, counts and findings."""

from typing import Any

from django.db.models import Count

from twin.models import Load, Openness

PAGE, MOST_FINDINGS = 50, 1000


def tell_loads(before: int | None = None) -> list[dict[str, Any]]:
    """The latest loads, newest first, at most fifty; those numbered below `before` where it is given."""
    loads = Load.objects.select_related("source__dataset").annotate(noticed=Count("findings")).order_by("-pk")
    if before is not None:
        loads = loads.filter(pk__lt=before)
    return [{**summary(load), "findings": load.noticed} for load in loads[:PAGE]]


def tell_load(number: int) -> dict[str, Any] | None:
    """One load with its source, findings and the rows it left out; None where there is no such load."""
    load = Load.objects.select_related("source__dataset").filter(pk=number).first()
    if load is None:
        return None
    source = load.source
    parts = ("severity", "code", "message", "object", "position")
    return {
        **summary(load),
        "sha256": source.sha256,
        "files": source.files,
        "openness": Openness(source.dataset.openness).name.lower(),
        "format": source.format,
        "publisher": source.publisher or None,
        "licence": source.licence or None,
        "crs": source.crs or None,
        "heights": source.heights or None,
        "findings": list(load.findings.order_by("pk").values(*parts)[:MOST_FINDINGS]),
        "quarantined": [
            {"object": row.object, "reasons": row.reasons, "released": row.released_id}
            for row in load.quarantined.order_by("pk")[:MOST_FINDINGS]
        ],
    }


def tell_quality(number: int) -> dict[str, Any] | None:
    """The quality report of a load with what it is of; None where there is no such load or no report."""
    load = Load.objects.select_related("source__dataset").filter(pk=number).first()
    if load is None or load.quality is None:
        return None
    return {"load": summary(load), "sha256": load.source.sha256, **load.quality}


def summary(load: Load) -> dict[str, Any]:
    """A load in one line."""
    return {
        "id": load.pk,
        "dataset": load.source.dataset.key,
        "file": load.source.file,
        "status": load.status,
        "who": load.who,
        "began": load.began,
        "ended": load.ended,
        "counts": {kind: in_order(did) for kind, did in load.counts.items()},
        "score": load.quality["score"] if load.quality else None,
        "reason": load.reason or None,
    }


def in_order(did: dict[str, int]) -> dict[str, int]:
    """A kind's counts as they are thought of, which JSON in the database does not keep."""
    thought = ("read", "opened", "closed", "unchanged")
    return dict(
        sorted(did.items(), key=lambda one: thought.index(one[0]) if one[0] in thought else len(thought))
    )
