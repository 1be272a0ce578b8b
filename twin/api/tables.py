"""An outcome as tables in words: its figures by place, its flows, greatest first, and what it found."""

from typing import Any

from spatial.amounts import name_unit, write_figure
from spatial.text import Text
from twin.api.figures import Column, Place, explain, list_columns, list_places, name_place
from twin.runner.outcome import CITY, ZONE

ALL, NOWHERE = Text("合计", "all"), Text("不在任何分区", "in no zone")
MOST_FLOWS = 30


def tabulate_city(outcome: dict[str, Any], language: str) -> list[dict[str, str]]:
    """All figures of the whole city in words, with what they are made of and lack."""
    [city] = (place for place in list_places(outcome) if place.named["place"] == CITY)
    return [
        {
            "title": column.whole_title,
            "value": write_value(outcome, column, row, language),
            "made_of": f"{write_figure(row['numerator'])} / {write_figure(row['denominator'])}"
            if row["denominator"] is not None
            else "",
            "unknown": write_count(row["unknown"]),
            "why": explain(outcome, row, language),
        }
        for column in list_columns(outcome, language)
        if (row := city.figures.get(column.key))
    ]


def write_value(outcome: dict[str, Any], column: Column, row: dict[str, Any], language: str) -> str:
    """A figure with its unit, or why there is none."""
    if row["value"] is None:
        return explain(outcome, row, language)
    return f"{column.write(row['value'])} {column.unit_words}".strip()


def tabulate(outcome: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """The figures by zone as tables in words: parts that lack the same stand beside each other.

    Those of the city alone stand in none.
    """
    places = list_places(outcome)
    tables: dict[str, list[Column]] = {}
    for column in list_columns(outcome, language):
        if not any(column.key in place.figures for place in places if place.named["place"] == ZONE):
            continue
        beside = tables.get(column.measure, [])
        alike = not beside or lack_the_same(beside[0], column, places)
        tables.setdefault(column.measure if alike else column.key, []).append(column)
    return [tabulate_measure(outcome, columns, places, language) for columns in tables.values()]


def lack_the_same(one: Column, other: Column, places: list[Place]) -> bool:
    """Whether as much is unknown of both everywhere."""
    return all(
        place.figures[one.key]["unknown"] == place.figures[other.key]["unknown"]
        for place in places
        if {one.key, other.key} <= set(place.figures)
    )


def tabulate_measure(
    outcome: dict[str, Any], columns: list[Column], places: list[Place], language: str
) -> dict[str, Any]:
    """A table; what a figure is made of stands beside one that is alone."""
    first = columns[0]
    measure = outcome["measures"][first.measure]
    divided = first.divided and len(columns) == 1
    return {
        "title": first.title if len(columns) > 1 else first.whole_title,
        "unit": first.unit_words,
        "numerator": measure["numerator"] and measure["numerator"][language],
        "denominator": measure["denominator"] and measure["denominator"][language],
        "divided": divided,
        "parts": [column.part_title or ALL.in_(language) for column in columns] if len(columns) > 1 else [],
        "width": 3 if divided else len(columns),
        "rows": [
            {
                "place": place.named["place"],
                "name": name_place(place.named, language),
                "cells": [
                    cell
                    for column in columns
                    for cell in write_cells(outcome, column, place.figures[column.key], divided, language)
                ],
                "why": why_nothing(outcome, [place.figures[column.key] for column in columns], language),
                "unknown": write_count(place.figures[first.key]["unknown"]),
            }
            for place in places
            if first.key in place.figures
        ],
    }


def write_cells(
    outcome: dict[str, Any], column: Column, row: dict[str, Any], divided: bool, language: str
) -> list[dict[str, Any]]:
    """A figure, or why there is none, and what it is made of."""
    value = row["value"]
    cells = [{"text": explain(outcome, row, language) if value is None else column.write(value)}]
    if divided:
        cells += [{"text": write_count(row[name])} for name in ("numerator", "denominator")]
    return [{**cell, "none": value is None} for cell in cells]


def why_nothing(outcome: dict[str, Any], rows: list[dict[str, Any]], language: str) -> str:
    """Why none of the rows has a figure nor what it is made of, where that is one reason."""
    silent = all(row["value"] is None and not row["numerator"] for row in rows)
    reasons = {row["reason"] for row in rows}
    return explain(outcome, rows[0], language) if silent and len(reasons) == 1 else ""


def write_count(count: float | None) -> str:
    """A count in words, nothing where there is none."""
    return "" if count is None else write_figure(count)


def tabulate_flows(outcome: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """The greatest flows, with how many more there are, and how many are hidden for the few they are of."""
    return [
        {
            "title": outcome["measures"][flow["measure"]]["title"][language],
            "rows": [
                {
                    "origin": name_end(outcome, origin, language),
                    "destination": name_end(outcome, destination, language),
                    "count": write_figure(count),
                }
                for origin, destination, count in flow["rows"][:MOST_FLOWS]
            ],
            "more": write_figure(max(0, len(flow["rows"]) - MOST_FLOWS) + flow["left_out"]["flows"]),
            "hidden": write_figure(flow["hidden"]),
        }
        for flow in outcome.get("flows", [])
    ]


def name_end(outcome: dict[str, Any], end: int | None, language: str) -> str:
    """What the place a flow begins or ends at is called."""
    return NOWHERE.in_(language) if end is None else outcome["places"][end]["name"]


def list_found(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """The places an outcome found, as features."""
    found: list[dict[str, Any]] = outcome.get("shapes", {}).get("features", [])
    return found


def tabulate_found(outcome: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """The places that were found, a table for each measure of them."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for feature in list_found(outcome):
        told = feature["properties"]
        tables.setdefault(told["measure"], []).append(
            {"name": told["name"], "value": explain(outcome, told, language) or write_count(told["value"])}
        )
    measures = outcome["measures"]
    return [
        {
            "title": measures[measure]["title"][language],
            "unit": name_unit(measures[measure]["unit"], language),
            "rows": rows,
        }
        for measure, rows in tables.items()
    ]
