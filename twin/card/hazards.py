"""Which hazards reach a site: exposed, modelled and not exposed, or not modelled; never "safe"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.gis.db.models import Collect, GeometryField
from django.contrib.gis.db.models.functions import AsWKB
from django.db.models import Func, QuerySet
from django.db.models.expressions import RawSQL
from shapely import from_wkb
from shapely.geometry.base import BaseGeometry

from spatial.hazards import HAZARDS, Exposure
from twin.access import Viewer, declared, rows_together
from twin.card.card import Hazard, Zone
from twin.layer import Layer
from twin.models import HazardZone
from twin.together import Answers, Row

MANY = 60
ZONE = ("scenario", "grade", "rank", "scheme")
"""What a zone of a card is called as in its row."""
Model = tuple[str, str, str | None, BaseGeometry]
"""A hazard, the dataset and scenario of a model of it, and the convex hull of its zones."""
HULL = Func(Collect("footprint"), function="ST_ConvexHull", output_field=GeometryField())


def ask_hazards(viewer: Viewer, shown: Sequence[Layer], place: RawSQL) -> dict[str, QuerySet[Any, Any]]:
    """The question which zones of the viewer's layers reach a footprint, if there are such layers."""
    layers = telling(shown)
    if not layers:
        return {}
    found = rows_together(viewer, layers).filter(footprint__intersects=place).order_by("-rank", "id")
    return {"zones": found.values(*ZONE, "hazard", "depth_from", "depth_to", "thing__dataset__key")[:MANY]}


def tell_hazards(
    viewer: Viewer, shown: Sequence[Layer], answers: Answers, revisions: Mapping[str, Row], plan: BaseGeometry
) -> tuple[Hazard, ...]:
    """What the answers tell of each hazard at a footprint; `revisions` are those of kinds of objects."""
    reached: dict[str, list[Zone]] = defaultdict(list)
    for row in answers.get("zones", ()):
        depth = row["depth_from"], row["depth_to"]
        told = {name: row[name] for name in ZONE}
        reached[row["hazard"]].append(Zone(dataset=row["thing__dataset__key"], depth=depth, **told))
    covering: dict[str, list[Zone]] = defaultdict(list)
    for hazard, dataset, scenario, hull in list_models(viewer, telling(shown), revisions):
        if hull.covers(plan):
            covering[hazard].append(Zone(dataset=dataset, scenario=scenario))
    return tuple(judge(hazard, reached[hazard], covering[hazard]) for hazard in HAZARDS)


def telling(shown: Sequence[Layer]) -> list[Layer]:
    """The layers of hazard zones."""
    return [layer for layer in shown if layer.model == HazardZone.__name__]


def judge(hazard: str, zones: Iterable[Zone], covering: Iterable[Zone]) -> Hazard:
    """One hazard at the site."""
    hit = {(zone.dataset, zone.scenario) for zone in zones}
    spared = tuple(zone for zone in covering if (zone.dataset, zone.scenario) not in hit)
    exposure = Exposure.EXPOSED if hit else Exposure.MODELLED if spared else Exposure.UNMODELLED
    return Hazard(title=HAZARDS[hazard], hazard=hazard, exposure=exposure, zones=tuple(zones), spared=spared)


def list_models(viewer: Viewer, layers: list[Layer], revisions: Mapping[str, Row]) -> tuple[Model, ...]:
    """The models of hazards whose zones the viewer may see; worked out anew once the zones have changed."""
    revision = revisions.get(str(HazardZone._meta.model_name))
    if revision is None or not layers:
        return ()
    return measure(viewer, tuple(layer.id for layer in layers), revision["number"], revision["changed"])


@lru_cache(maxsize=32)
def measure(viewer: Viewer, ids: tuple[str, ...], number: int, changed: datetime) -> tuple[Model, ...]:
    """The hull of each model; the revision's number and moment tell one state of the zones from another."""
    layers = [layer for layer in declared(viewer) if layer.id in ids]
    key = "hazard", "thing__dataset__key", "scenario"
    found = rows_together(viewer, layers).values_list(*key).annotate(hull=AsWKB(HULL)).order_by(*key)
    return tuple((*of, from_wkb(bytes(hull))) for *of, hull in found if hull is not None)
