"""The city's housing and commute at a glance: which analyses are told, and one of them as a tile."""

from dataclasses import dataclass, field
from typing import Any

from spatial.amounts import write_figure
from spatial.analysis import Analysis
from spatial.errors import RefusedError
from spatial.inputs import BadInputError
from spatial.text import Text
from twin.access.personal import NotOpenError
from twin.api.figures import Column, Place, explain, list_columns, list_places, name_place
from twin.api.provenance import write_moment
from twin.runner import Asker, await_run, renew
from twin.runner.outcome import CITY, ZONE

MOST_BESIDE = 6
PATIENCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An analysis that is told, and the measure that stands for it; without one, its first."""

    analysis: str
    headline: str | None = None
    inputs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What is told together."""

    id: str
    title: Text
    told: tuple[Told, ...]


THEMES = (
    Theme(
        id="housing",
        title=Text("住房", "Housing"),
        told=(
            Told(analysis="vacancy", headline="vacancy-rate"),
            Told(analysis="area-per-person", headline="area-per-person"),
            Told(analysis="price-income", headline="price-income-ratio"),
            Told(analysis="affordability", headline="affordable-share"),
            Told(analysis="months-of-supply", headline="months-of-supply"),
            Told(analysis="ageing-stock", headline="old"),
            Told(analysis="land-supply", headline="over-limit"),
        ),
    ),
    Theme(
        id="commute",
        title=Text("通勤与职住", "Commute, homes and jobs"),
        told=(
            Told(analysis="commute-indices", headline="within-45-minutes"),
            Told(analysis="jobs-housing", headline="jobs-housing-ratio"),
            Told(analysis="excess-commuting", headline="excess"),
            Told(analysis="homes-jobs", headline="dissimilarity"),
        ),
    ),
)
"""Analyses the catalogue does not hold are left out."""


def make_tile(
    told: Told, analysis: Analysis, where: dict[str, Any], asker: Asker, language: str
) -> dict[str, Any]:
    """What the asker's run of it on the state of now tells of the city, or why it tells nothing."""
    tile: dict[str, Any] = {"analysis": analysis.id, "title": analysis.title.in_(language)}
    given = {**told.inputs, **where}
    try:
        run = renew(analysis, given, asker, PATIENCE)
    except (BadInputError, NotOpenError) as refusal:
        return {**tile, "state": "refused", "why": str(refusal)}
    except RefusedError:
        return {**tile, **wait(analysis, given, asker)}
    outcome = run.outcome or {}
    return {**tile, "state": "told", "job": str(run.id), **tell_city(outcome, told.headline, language)}


def wait(analysis: Analysis, given: dict[str, Any], asker: Asker) -> dict[str, Any]:
    """The job that works out what takes longer than a page may, or why there can be none now."""
    try:
        return {"state": "waiting", "job": str(await_run(analysis, given, asker).id)}
    except RefusedError as refusal:
        return {"state": "refused", "why": str(refusal)}


def tell_city(outcome: dict[str, Any], headline: str | None, language: str) -> dict[str, Any]:
    """The figures of the city, that of the headline first, with how it differs from zone to zone."""
    places = list_places(outcome)
    columns = list_columns(outcome, language)
    columns.sort(key=lambda column: (column.measure != headline, column.part is not None))
    [city] = (place for place in places if place.named["place"] == CITY)
    first = columns[0]
    return {
        "headline": tell_figure(outcome, city, first, language),
        "beside": [
            tell_figure(outcome, city, one, language, first.measure) for one in columns[1 : MOST_BESIDE + 1]
        ],
        "spread": spread_out(places, first, language),
        "zoning": outcome["zoning"],
        "recorded": outcome["recorded"],
        "recorded_text": write_moment(outcome["recorded"]),
        "valid": outcome["valid"],
    }


def tell_figure(
    outcome: dict[str, Any], city: Place, column: Column, language: str, headline: str | None = None
) -> dict[str, Any]:
    """A figure of the city with its words, its unknowns or why there is none.

    A part of the measure of the headline is called by its own name alone.
    """
    row = city.figures[column.key]
    value = row["value"]
    return {
        "measure": column.measure,
        "part": column.part,
        "title": column.part_title if column.part and column.measure == headline else column.whole_title,
        "value": value,
        "unit": column.unit,
        "text": None if value is None else column.write(value),
        "unit_words": column.unit_words,
        "unknown": row["unknown"],
        "unknown_text": "" if not row["unknown"] else write_figure(row["unknown"]),
        "why": explain(outcome, row, language) or None,
    }


def spread_out(places: list[Place], column: Column, language: str) -> list[dict[str, Any]]:
    """The zones that have a figure, greatest first."""
    rows = [(place, place.figures.get(column.key)) for place in places if place.named["place"] == ZONE]
    known = [(place, row["value"]) for place, row in rows if row and row["value"] is not None]
    known.sort(key=lambda pair: -pair[1])
    words = f" {column.unit_words}" if column.unit_words else ""
    most = max((value for _, value in known), default=0)
    return [
        {
            "name": name_place(place.named, language),
            "value": value,
            "text": f"{column.write(value)}{words}",
            "height": round(100 * value / most) if most > 0 < value else 0,
        }
        for place, value in known
    ]
