"""Finding places and addresses by a few typed words, through the gate."""

from typing import Any

from django.contrib.gis.db.models.functions import PointOnSurface, Transform
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Coalesce, Concat

from twin.access.listing import columns, visible
from twin.access.rows import rows
from twin.access.viewer import Viewer
from twin.layer import Layer

WGS84 = 4326


def find(viewer: Viewer, words: str, limit: int) -> list[dict[str, Any]]:
    """The best `limit` matches over the searchable layers: label, layer id, thing id, class, point (CRS84).

    Each word must occur in one of the layer's search fields; the closer the whole text, the earlier.
    """
    terms = words.split()[:8]
    if not terms:
        return []
    found = [
        match
        for layer in visible(viewer)
        if layer.search
        for match in match_layer(viewer, layer, terms, limit)
    ]
    found.sort(key=lambda match: (-match["score"], match["label"], match["thing_id"]))
    return found[:limit]


def match_layer(viewer: Viewer, layer: Layer, terms: list[str], limit: int) -> list[dict[str, Any]]:
    """The best matches within one layer."""
    known = {field.name: field.source for field in columns(viewer, layer)}
    sources = [known[name] for name in layer.search if name in known]
    if not sources:
        return []
    every = Q()
    for term in terms:
        any_field = Q()
        for source in sources:
            any_field |= Q(**{f"{source}__icontains": term})
        every &= any_field
    parts: list[Any] = []
    for source in sources:
        parts += [Coalesce(F(source), Value(""), output_field=TextField()), Value(" ")]
    label = Concat(*parts, output_field=TextField())
    matches = (
        rows(viewer, layer)
        .filter(every, footprint__isnull=False)
        .annotate(label=label)
        .annotate(score=TrigramWordSimilarity(" ".join(terms), "label"))
        .annotate(point=Transform(PointOnSurface("footprint"), WGS84))
        .order_by("-score", "thing_id")[:limit]
    )
    return [
        {
            "label": " ".join(match.label.split()),
            "score": match.score,
            "layer": layer.id,
            "thing_id": match.thing_id,
            "kind": match.klass if "klass" in known.values() else None,
            "point": (match.point.x, match.point.y),
        }
        for match in matches
    ]
