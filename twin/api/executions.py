"""What is sent to have a process run, as JSON or as a form's fields, read to its inputs and wishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from spatial.analysis import Analysis
from spatial.inputs import list_inputs, read_all
from twin.api.processes import RESULT
from twin.doorway.problems import BadParameterError

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
NOT_INPUTS = ("csrfmiddlewaretoken", "background", "lang", "f")
OBJECT = 'Send a JSON object such as {"inputs": {…}}.'


@dataclass(frozen=True, slots=True)
class Execution:
    """Inputs as JSON has them, how the results are wanted, and whether the asker will not wait."""

    inputs: Mapping[str, Any]
    response: str = "raw"
    background: bool = False


def prefers_async(header: str) -> bool:
    """Whether a Prefer header (RFC 7240 §4.1) asks for a job."""
    return "respond-async" in [wish.split(";")[0].strip().lower() for wish in header.split(",")]


def read_form(analysis: Analysis, fields: Mapping[str, str]) -> Execution:
    """What a form says; an empty field says nothing."""
    words = {name: text for name, text in fields.items() if name not in NOT_INPUTS}
    return Execution(read_all(list_inputs(analysis), words), background=bool(fields.get("background")))


def read_json(body: bytes, prefer: str) -> Execution:
    """An execute request (OGC 18-062r2 §7.11); raises BadParameterError naming the member at fault."""
    try:
        told = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError as error:
        raise BadParameterError("body", f"The request is no JSON: {error}. {OBJECT}") from None
    if not isinstance(told, dict):
        raise BadParameterError("body", f"The request is no JSON object. {OBJECT}")
    inputs = told.get("inputs", {})
    if not isinstance(inputs, dict):
        raise BadParameterError("inputs", "“inputs” is an object of input names and values.")
    response = told.get("response", "raw")
    if response not in ("raw", "document"):
        raise BadParameterError("response", "“response” is “raw” or “document”.")
    check_outputs(told.get("outputs", {}))
    return Execution(
        {name: unwrap(name, value) for name, value in inputs.items()}, response, prefers_async(prefer)
    )


def unwrap(name: str, value: Any) -> Any:
    """An input's value, given by itself or as {"value": …}."""
    if not isinstance(value, dict):
        return value
    if "value" not in value:
        raise BadParameterError(name, f"The input “{name}” is given by value, not by reference.")
    return value["value"]


def check_outputs(outputs: Any) -> None:
    """Refuse outputs there are not, and those wanted by reference."""
    if not isinstance(outputs, dict) or not all(isinstance(wish, dict) for wish in outputs.values()):
        raise BadParameterError("outputs", '“outputs” is an object such as {"result": {}}.')
    strange = next((name for name in outputs if name != RESULT), None)
    if strange is not None:
        raise BadParameterError("outputs", f"There is no output “{strange[:60]}”; there is “{RESULT}”.")
    if any(wish.get("transmissionMode", "value") != "value" for wish in outputs.values()):
        raise BadParameterError("outputs", "Outputs are given by value.")
