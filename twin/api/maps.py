"""An outcome as GeoJSON: places with their figures, flows as lines, what was found, and classes."""

from itertools import pairwise
from typing import Any

import numpy as np
from shapely.geometry import shape

from spatial.classification import classify
from twin.api.figures import Column, Place, explain, list_columns, list_places, name_place
from twin.api.tables import list_found
from twin.layer.colours import GREEN_TO_BLUE
from twin.layer.grading import spread
from twin.runner.outcome import ZONE
from twin.runner.outlines import Key, key_of

Shapes = dict[Key, dict[str, Any]]


def write_map(outcome: dict[str, Any], shapes: Shapes, language: str) -> dict[str, Any]:
    """A feature for each place and flow; what is no zone, or has no shape, has no geometry (RFC 7946)."""
    columns, places = list_columns(outcome, language), list_places(outcome)
    return {
        "type": "FeatureCollection",
        "features": [
            *(write_place(outcome, place, columns, shapes, language) for place in places),
            *(write_flow(outcome, flow, *row) for flow in outcome.get("flows", []) for row in flow["rows"]),
            *(write_found(outcome, one, language) for one in list_found(outcome)),
        ],
        "columns": [write_column(column, places, language) for column in columns],
        "flows": [
            {
                "measure": flow["measure"],
                "title": outcome["measures"][flow["measure"]]["title"][language],
                "left_out": flow["left_out"],
                "hidden": flow["hidden"],
            }
            for flow in outcome.get("flows", [])
        ],
        "zoning": outcome["zoning"],
        "sources": outcome["sources"],
        "valid": outcome["valid"],
        "recorded": outcome["recorded"],
        "how": outcome["how"][language],
    }


def tell_figures(outcome: dict[str, Any], place: Place, columns: list[Column], language: str) -> Any:
    """All figures of a place, flat: each value by its column, beside it what it is made of and lacks."""
    told: dict[str, Any] = {}
    for column in columns:
        row = place.figures.get(column.key)
        if row is None:
            continue
        told[column.key] = row["value"]
        wanted = ("numerator", "denominator", "unknown") if column.divided else ("unknown",)
        told |= {f"{column.key}.{name}": row[name] for name in wanted}
        told[f"{column.key}.reason"] = explain(outcome, row, language) or None
    return told


def write_place(
    outcome: dict[str, Any], place: Place, columns: list[Column], shapes: Shapes, language: str
) -> dict[str, Any]:
    """A place as a feature."""
    named = {**place.named, "name": name_place(place.named, language)}
    geometry = shapes.get(key_of(place.named)) if place.named["place"] == ZONE else None
    if geometry:
        within = shape(geometry).representative_point()
        named |= {"lon": round(within.x, 6), "lat": round(within.y, 6)}
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {**named, **tell_figures(outcome, place, columns, language)},
    }


def write_flow(
    outcome: dict[str, Any], flow: dict[str, Any], origin: int | None, destination: int | None, count: float
) -> dict[str, Any]:
    """A flow as a line from a point within its origin to one within its destination.

    One that stays in a zone, or begins or ends in none, has no line.
    """
    ends = [None if end is None else outcome["places"][end] for end in (origin, destination)]
    points = [[end["lon"], end["lat"]] for end in ends if end]
    crosses = len(points) == 2 and origin != destination
    names = [end and end["name"] for end in ends]
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": points} if crosses else None,
        "properties": {
            "place": "flow",
            "measure": flow["measure"],
            "origin": ends[0] and key_of(ends[0]),
            "origin_name": names[0],
            "destination": ends[1] and key_of(ends[1]),
            "destination_name": names[1],
            "count": count,
        },
    }


def write_found(outcome: dict[str, Any], found: dict[str, Any], language: str) -> dict[str, Any]:
    """A place that was found."""
    told = found["properties"]
    title = outcome["measures"][told["measure"]]["title"][language]
    why = explain(outcome, told, language) or None
    return {**found, "properties": {"place": "found", "title": title, "why": why, **told}}


def write_column(column: Column, places: list[Place], language: str) -> dict[str, Any]:
    """What a measure is called, and the classes its figures by zone fall into."""
    rows = [place.figures.get(column.key) for place in places if place.named["place"] == ZONE]
    values = [row["value"] for row in rows if row and row["value"] is not None]
    found = classify(np.array(values, dtype=np.float64))
    told: dict[str, Any] = {
        "key": column.key,
        "title": column.title,
        "part": column.part_title,
        "unit": column.unit_words,
        "share": column.share,
        "classes": [],
        "classed": None,
    }
    if found is None:
        return told
    labels = [f"{column.write(low)} – {column.write(high)}" for low, high in pairwise(found.bounds)]
    labels.append(f"≥ {column.write(found.bounds[-1])}")
    told["classes"] = [
        {"least": least, "label": label, "colour": colour}
        for least, label, colour in zip(
            found.bounds, labels, spread(GREEN_TO_BLUE, len(found.bounds)), strict=True
        )
    ]
    told["classed"] = found.told.in_(language)
    return told
