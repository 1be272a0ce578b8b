"""Analyses as OGC processes: their summary, description and jobs in JSON, their inputs as a form's fields."""

from collections.abc import Callable, Mapping
from typing import Any

from spatial.amounts import name_unit, write_figure
from spatial.analysis import Analysis, analyses
from spatial.inputs import Input, list_inputs, plain
from spatial.text import Text
from twin.api.figures import Column, Place, explain, list_columns, list_places, name_place

RESULT = "result"
EXECUTE_REL = "http://www.opengis.net/def/rel/ogc/1.0/execute"
PROCESSES_REL = "http://www.opengis.net/def/rel/ogc/1.0/processes"
JOBS_REL = "http://www.opengis.net/def/rel/ogc/1.0/job-list"
RESULTS_REL = "http://www.opengis.net/def/rel/ogc/1.0/results"
OUTCOME_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["analysis", "zoning", "rows", "measures", "how", "sources", "valid", "recorded"],
    "properties": {
        "analysis": {"type": "string"},
        "zoning": {"type": "string"},
        "valid": {"type": "string", "format": "date"},
        "recorded": {"type": "string", "format": "date-time"},
        "sources": {"type": "array", "items": {"type": "object"}},
        "measures": {"type": "object"},
        "how": {"type": "object"},
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["place", "measure", "value", "unit", "unknown", "reason"],
                "properties": {
                    "place": {"type": "string", "enum": ["zone", "unplaced", "city"]},
                    "zone": {"type": "integer", "nullable": True},
                    "name": {"type": "string", "nullable": True},
                    "measure": {"type": "string"},
                    "part": {"type": "string", "nullable": True},
                    "value": {"type": "number", "nullable": True},
                    "unit": {"type": "string"},
                    "numerator": {"type": "number", "nullable": True},
                    "denominator": {"type": "number", "nullable": True},
                    "unknown": {"type": "number", "nullable": True},
                    "reason": {"type": "string", "nullable": True},
                },
            },
        },
    },
}
ALL = Text("合计", "all")
Link = Callable[..., dict[str, str]]


def summarise(analysis: Analysis, language: str, link: Link) -> dict[str, Any]:
    """A process in the list (OGC 18-062r2 §7.9)."""
    here = f"/processes/{analysis.id}"
    return {
        "id": analysis.id,
        "version": analysis.version,
        "title": analysis.title.in_(language),
        "description": analysis.about.in_(language),
        "jobControlOptions": ["sync-execute", "async-execute", "dismiss"],
        "outputTransmission": ["value"],
        "links": [link(here, "self"), link(f"{here}/execution", EXECUTE_REL)],
    }


def describe(analysis: Analysis, language: str, link: Link) -> dict[str, Any]:
    """A process with its inputs and outputs (OGC 18-062r2 §7.10)."""
    return {
        **summarise(analysis, language, link),
        "description": f"{analysis.about.in_(language)}\n\n{analysis.how.in_(language)}",
        "inputs": {one.name: describe_input(one, language) for one in list_inputs(analysis)},
        "outputs": {
            RESULT: {
                "title": analysis.title.in_(language),
                "description": "; ".join(
                    f"{measure.title.in_(language)} [{measure.unit}]" for measure in analysis.measures
                ),
                "schema": OUTCOME_SCHEMA,
            }
        },
        "example": {"inputs": {name: plain(value) for name, value in analysis.example.items()}},
    }


def describe_input(one: Input, language: str) -> dict[str, Any]:
    """An input (OGC 18-062r2 §7.10.2)."""
    told: dict[str, Any] = {
        "title": one.ask.title.in_(language),
        "minOccurs": 1 if one.required else 0,
        "maxOccurs": 1,
        "schema": one.schema(),
    }
    if about := one.ask.about.in_(language):
        told["description"] = about
    if one.ask.unit:
        told |= {"x-ogc-unit": one.ask.unit, "x-ogc-unitLang": "UCUM"}
    return told


def tell_status(run: Any, link: Link) -> dict[str, Any]:
    """How a job stands (OGC 18-062r2 §7.12)."""
    here = f"/jobs/{run.id}"
    moments = {"created": run.made, "started": run.began, "finished": run.ended}
    links = [link(here, "self")]
    if run.status == run.Status.SUCCESSFUL:
        links.append(link(f"{here}/results", RESULTS_REL))
    return {
        "processID": run.analysis,
        "type": "process",
        "jobID": str(run.id),
        "status": run.status,
        **({"message": run.message} if run.message else {}),
        **{name: moment.isoformat() for name, moment in moments.items() if moment},
        "progress": 100 if run.status == run.Status.SUCCESSFUL else run.progress,
        "links": links,
    }


def list_fields(
    analysis: Analysis, language: str, given: Mapping[str, str], zonings: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    """The fields of a form, filled with what was given, else with the example."""
    return [
        {
            "name": one.name,
            "title": one.ask.title.in_(language),
            "about": one.ask.about.in_(language),
            "unit": one.ask.unit and name_unit(one.ask.unit, language),
            "required": one.required,
            "least": one.ask.least,
            "most": one.ask.most,
            "type": "date" if one.schema().get("format") == "date" else one.schema()["type"],
            "choices": choose(one, language, zonings),
            "value": given[one.name]
            if one.name in given
            else write(analysis.example.get(one.name, one.default)),
        }
        for one in list_inputs(analysis)
    ]


def choose(one: Input, language: str, zonings: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a field may be, with the words for it."""
    if one.name == "zoning":
        return zonings
    if one.kind is bool:
        return [("true", Text("是", "yes").in_(language)), ("false", Text("否", "no").in_(language))]
    return [
        (choice, one.ask.choices[choice].in_(language) if choice in one.ask.choices else choice)
        for choice in one.choices
    ]


def write(value: Any) -> str:
    """A value as a field of a form holds it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(plain(value))


def tabulate(outcome: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """The figures as tables in words, a row for each place: parts that lack the same beside each other."""
    places = list_places(outcome)
    tables: dict[str, list[Column]] = {}
    for column in list_columns(outcome, language):
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


def tell_inputs(outcome: dict[str, Any], language: str) -> list[tuple[str, str]]:
    """What a run was asked with, in the words of its form; where the analysis is gone, in its own."""
    analysis = analyses.entries.get(outcome["analysis"])
    asked = {one.name: one for one in list_inputs(analysis)} if analysis else {}
    told = []
    for name, value in outcome["inputs"].items():
        one = asked.get(name)
        if name == "zoning" or value is None:
            continue
        if one is None:
            told.append((name, str(value)))
            continue
        words = dict(choose(one, language, [])).get(write(value), write(value))
        unit = name_unit(one.ask.unit, language) if one.ask.unit else ""
        told.append((one.ask.title.in_(language), f"{words} {unit}".strip()))
    return told
