"""What a run tells: its figures as rows, with zoning, sources, times and formula to quote them with."""

import math
from typing import Any

import numpy as np
import shapely
from django.conf import settings
from django.db.models import F, Max
from django.utils import timezone

from spatial import crs
from spatial.analysis import REASONS, Analysis, Flows, Found, Series, Shapes
from spatial.inputs import plain
from spatial.text import Text
from twin import access
from twin.models import Load
from twin.runner.zone import Zoning

MOST_FLOWS, DEGREES = 5000, 1e-7
CITY, UNPLACED, ZONE = "city", "unplaced", "zone"


def write_outcome(
    analysis: Analysis, inputs: dict[str, Any], found: tuple[Found, ...], zoning: Zoning
) -> dict[str, Any]:
    """The figures with what they mean, as JSON in both languages."""
    series = [one for one in found if isinstance(one, Series)]
    flows = [one for one in found if isinstance(one, Flows)]
    shapes = [feature for one in found if isinstance(one, Shapes) for feature in write_shapes(one)]
    reasons = {reason for one in series for reason in one.reasons if reason}
    reasons |= {one.reason for one in found if isinstance(one, Shapes) and one.reason}
    return {
        "analysis": analysis.id,
        "version": analysis.version,
        "title": both(analysis.title),
        "how": both(analysis.how),
        "inputs": {name: plain(value) for name, value in inputs.items()},
        "zoning": zoning.id,
        "measures": {
            measure.id: {
                "title": both(measure.title),
                "unit": measure.unit,
                "share": measure.share,
                "numerator": measure.numerator and both(measure.numerator),
                "denominator": measure.denominator and both(measure.denominator),
                "parts": {part: both(title) for part, title in measure.parts.items()},
            }
            for measure in analysis.measures
        },
        "reasons": {reason.value: both(REASONS[reason]) for reason in sorted(reasons)},
        "rows": [row for one in series for row in write_rows(analysis, one, zoning)],
        **({"places": write_places(zoning), "flows": [write_flows(one) for one in flows]} if flows else {}),
        **({"shapes": {"type": "FeatureCollection", "features": shapes}} if shapes else {}),
        "valid": timezone.localdate().isoformat(),
    }


def both(text: Text) -> dict[str, str]:
    """A text in its two languages."""
    return {"zh": text.zh, "en": text.en}


def write_rows(analysis: Analysis, series: Series, zoning: Zoning) -> list[dict[str, Any]]:
    """A row for each zone, for what lies in none, and for the city."""
    units = {measure.id: measure.unit for measure in analysis.measures}
    alone = len(series.value) == 1
    places: list[dict[str, Any]] = [
        {"place": ZONE, "zone": zone.id, "code": zone.code, "name": zone.name} for zone in zoning.zones
    ]
    nowhere = {"zone": None, "code": None, "name": None}
    places += [{"place": UNPLACED, **nowhere}, {"place": CITY, **nowhere}]
    places = places[-1:] if alone else places

    def at(figures: Any, index: int) -> float | int | None:
        return None if figures is None else write_number(float(figures[index]))

    return [
        {
            **place,
            "measure": series.measure,
            "part": series.part,
            "value": at(series.value, index),
            "unit": units[series.measure],
            "numerator": at(series.numerator, index),
            "denominator": at(series.denominator, index),
            "unknown": at(series.unknown, index),
            "reason": series.reasons[index],
        }
        for index, place in enumerate(places)
        if zoning.zones or place["place"] == CITY
    ]


def write_places(zoning: Zoning) -> list[dict[str, Any]]:
    """The zones in their order, with a point within each in degrees."""
    return [
        {"zone": zone.id, "code": zone.code, "name": zone.name, "lon": round(lon, 6), "lat": round(lat, 6)}
        for zone, (*_, lon, lat) in zip(zoning.zones, zoning.locate(), strict=True)
    ]


def write_flows(flows: Flows) -> dict[str, Any]:
    """The greatest flows, as [place of the origin, place of the destination, count]; null is in no zone."""
    order = np.lexsort((flows.destination, flows.origin, -flows.count))
    order = order[: np.count_nonzero(flows.count >= flows.least)]
    told = order[:MOST_FLOWS]
    ends = [
        [None if end < 0 else end for end in ends[told].tolist()]
        for ends in (flows.origin, flows.destination)
    ]
    counts = map(write_number, flows.count[told].tolist())
    return {
        "measure": flows.measure,
        "rows": [list(row) for row in zip(*ends, counts, strict=True)],
        "left_out": {
            "flows": len(order) - len(told),
            "count": write_number(float(flows.count[order[MOST_FLOWS:]].sum())),
        },
        "hidden": flows.hidden,
    }


def write_shapes(shapes: Shapes) -> list[dict[str, Any]]:
    """The places found as features (RFC 7946), in degrees."""
    placed = shapely.transform(shapes.geometry, lambda xy: crs.move(xy, settings.TWIN_CRS, crs.LONLAT))
    return [
        {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(shapely.set_precision(shape, DEGREES)),
            "properties": {
                "measure": shapes.measure,
                "name": name,
                "value": write_number(value),
                "reason": shapes.reason,
            },
        }
        for shape, name, value in zip(placed, shapes.name, shapes.value.tolist(), strict=True)
    ]


def write_number(figure: float) -> float | int | None:
    """A figure as JSON has it: whole ones as integers, none for NaN."""
    if math.isnan(figure):
        return None
    return int(figure) if figure.is_integer() and abs(figure) < 2**53 else figure


def list_sources(kinds: set[str], viewer: access.Viewer, times: access.Times) -> list[dict[str, Any]]:
    """The datasets that brought rows of those kinds, with the moment of their latest load."""
    loads = Load.objects.filter(
        status=Load.Status.DONE,
        counts__has_any_keys=sorted(kinds),
        source__dataset__openness__lte=viewer.openness,
    )
    if times.recorded is not None:
        loads = loads.filter(moment__lte=times.recorded)
    latest = loads.values(dataset=F("source__dataset__key")).annotate(latest=Max("moment"))
    return [
        {"dataset": one["dataset"], "loaded": one["latest"] and one["latest"].isoformat()}
        for one in latest.order_by("dataset")
    ]
