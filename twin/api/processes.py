"""Analyses as OGC processes: their summary, description and jobs in JSON, their inputs as a form has them."""

from collections.abc import Callable, Mapping
from typing import Any

from spatial.amounts import name_unit
from spatial.analysis import Analysis, analyses
from spatial.inputs import Input, list_inputs, plain
from spatial.text import Text

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
    analysis: Analysis, language: str, given: Mapping[str, str], offered: Mapping[str, list[tuple[str, str]]]
) -> list[dict[str, Any]]:
    """The fields of a form, filled with what was given, else with the example.

    `offered` are the choices of inputs that the twin has some for, by name.
    """
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
            "choices": offered.get(one.name) or choose(one, language),
            "value": given[one.name]
            if one.name in given
            else write(analysis.example.get(one.name, one.default)),
        }
        for one in list_inputs(analysis)
    ]


def choose(one: Input, language: str) -> list[tuple[str, str]]:
    """What a field may be, with the words for it."""
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


def tell_inputs(outcome: dict[str, Any], language: str) -> list[tuple[str, str]]:
    """What a run was asked with, in the words of its form; where the analysis is gone, in its own."""
    analysis = analyses.entries.get(outcome["analysis"])
    asked = {one.name: one for one in list_inputs(analysis)} if analysis else {}
    told = []
    for name, value in outcome["inputs"].items():
        one = asked.get(name)
        if name == "zoning" or value in (None, ""):
            continue
        if one is None:
            told.append((name, str(value)))
            continue
        amount = f"{value:,.12g}" if isinstance(value, float) else write(value)
        words = dict(choose(one, language)).get(write(value), amount)
        unit = name_unit(one.ask.unit, language) if one.ask.unit else ""
        told.append((one.ask.title.in_(language), f"{words} {unit}".strip()))
    return told
