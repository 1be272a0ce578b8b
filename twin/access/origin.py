"""Where a row comes from: its load, its source and the source's hash, for whoever asks why."""

from typing import Any

from twin.access.rows import feature_rows
from twin.access.times import NOW, Times
from twin.access.viewer import Viewer
from twin.layer import STAFF, Layer


def provenance(viewer: Viewer, layer: Layer, id: int, times: Times = NOW) -> dict[str, Any]:
    """The way back from a feature to the file that brought it; empty when the viewer may not see it.

    Who loaded it is told to those who work with the twin, not to the public.
    """
    row = feature_rows(viewer, layer, id, times).select_related("load__source", "thing__dataset").first()
    return {} if row is None else tell_origin(viewer, row, times)


def tell_origin(viewer: Viewer, row: Any, times: Times = NOW) -> dict[str, Any]:
    """The way back from a row that the viewer may see, with the codes its thing had at `times`."""
    load, source, shape = row.load, row.load.source, getattr(row, "shape", None)
    codes = row.thing.codes.filter(times.known()).order_by("scheme", "code")
    return {
        "uri": row.thing.uri,
        "codes": [{"scheme": one.scheme, "code": one.code} for one in codes],
        "valid": [row.valid.lower, row.valid.upper],
        "recorded": [row.recorded.lower, row.recorded.upper],
        "solid": shape.crs if shape and shape.body["geometry"] else None,
        "load": {
            "id": load.pk,
            "when": load.began,
            **({"who": load.who} if viewer.groups & STAFF else {}),
        },
        "source": {
            "dataset": row.thing.dataset.key,
            "file": source.file,
            "sha256": source.sha256,
            "format": source.format,
            "publisher": source.publisher or None,
            "licence": source.licence or None,
            "attribution": source.attribution or None,
            "crs": source.crs or None,
            "heights": source.heights or None,
            "reference_date": source.reference_date or None,
        },
    }
