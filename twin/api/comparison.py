"""Two runs of one analysis against each other: what differs in their figures, and in what they are of."""

from typing import Any

from spatial.amounts import write_figure
from spatial.text import Text
from twin.api.figures import Column, Place, explain, list_columns, list_places, name_place
from twin.api.processes import tell_inputs
from twin.api.provenance import WORDS, write_moment
from twin.runner.outcome import CITY

ABSENT = Text("该次运行中没有", "not in that run")
POINTS = Text("百分点", "percentage points")
ORIGIN = {name: WORDS[name] for name in ("version", "zoning", "valid", "recorded")}


def compare(one: dict[str, Any], other: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """A row for each place and measure of either; no figure, no difference: null stays null."""
    columns = {column.key: column for outcome in (other, one) for column in list_columns(outcome, language)}
    before, after = ({place.key: place for place in list_places(outcome)} for outcome in (one, other))
    rows = []
    for key in before | after:
        places = before.get(key), after.get(key)
        named = next(place.named for place in places if place)
        for column in columns.values():
            told = [
                tell_side(outcome, place, column, language)
                for outcome, place in zip((one, other), places, strict=True)
            ]
            if any(side["held"] for side in told):
                rows.append({**named, "name": name_place(named, language), **differ(column, *told)})
    return rows


def tell_side(outcome: dict[str, Any], place: Place | None, column: Column, language: str) -> dict[str, Any]:
    """The figure of one run, or why there is none."""
    row = place.figures.get(column.key) if place else None
    if row is None:
        return {"held": False, "value": None, "why": ABSENT.in_(language)}
    return {"held": True, "value": row["value"], "why": explain(outcome, row, language)}


def differ(column: Column, one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """A measure of a place in both runs, and how much the second is above the first."""
    values = one["value"], other["value"]
    difference = None if None in values else values[1] - values[0]
    return {
        "key": column.key,
        "measure": column.measure,
        "part": column.part,
        "unit": column.unit,
        "one": values[0],
        "other": values[1],
        "difference": difference,
        "relative": difference / abs(values[0]) if difference is not None and values[0] else None,
        "why": [one["why"] or None, other["why"] or None],
    }


def list_differences(one: dict[str, Any], other: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """What the runs were asked and are of, where it is not the same for both."""
    sides = [tell_origin(outcome, language) for outcome in (one, other)]
    return [
        {"name": name, "one": sides[0].get(name), "other": sides[1].get(name)}
        for name in sides[0] | sides[1]
        if sides[0].get(name) != sides[1].get(name)
    ]


def tell_origin(outcome: dict[str, Any], language: str) -> dict[str, str | None]:
    """What a run was asked and is of, by what it is called."""
    titles = {name: ORIGIN[name].in_(language) for name in ORIGIN}
    return {
        **{title: outcome[name] for name, title in titles.items()},
        titles["recorded"]: write_moment(outcome["recorded"]),
        **dict(tell_inputs(outcome, language)),
        **{one["dataset"]: one["loaded"] and write_moment(one["loaded"]) for one in outcome["sources"]},
    }


def tabulate_comparison(
    rows: list[dict[str, Any]], columns: list[Column], language: str
) -> list[dict[str, Any]]:
    """A table for each measure and part in words: what differs most first, the city last.

    Places of which neither run has a figure are `silent` and counted.
    """
    tables = []
    for column in columns:
        told = [row for row in rows if row["key"] == column.key]
        held = [
            row for row in told if row["place"] == CITY or row["one"] is not None or row["other"] is not None
        ]
        most = max((abs(row["difference"] or 0) for row in held if row["place"] != CITY), default=0)
        held.sort(key=lambda row: (row["place"] == CITY, -abs(row["difference"] or 0)))
        tables.append(
            {
                "title": column.whole_title,
                "unit": column.unit_words,
                "points": POINTS.in_(language) if column.share else column.unit_words,
                "same": all(row["one"] == row["other"] for row in held),
                "silent": len(told) - len(held),
                "rows": [write_row(row, column, most) for row in held],
            }
        )
    return tables


def write_row(row: dict[str, Any], column: Column, most: float) -> dict[str, Any]:
    """A row in words, with how wide its bar is where the greatest difference of a place is 100."""
    difference, relative = row["difference"], row["relative"]
    sides = [
        {"text": why if value is None else column.write(value), "none": value is None}
        for value, why in zip((row["one"], row["other"]), row["why"], strict=True)
    ]
    return {
        "place": row["place"],
        "name": row["name"],
        "sides": sides,
        "difference": "–" if difference is None else sign(difference, column.write(difference)),
        "relative": "" if relative is None else f"{sign(relative, write_figure(relative, True))} %",
        "width": min(100, round(100 * abs(difference) / most)) if difference and most else 0,
        "turn": "" if not difference else "up" if difference > 0 else "down",
    }


def sign(value: float, text: str) -> str:
    """The text with a plus where the value is above nought."""
    return f"+{text}" if value > 0 else text
