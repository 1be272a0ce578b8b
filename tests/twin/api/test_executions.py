"""Execute requests are read the same from JSON and from a form."""

import json

import pytest

from spatial.analysis import analyses
from twin.api.executions import prefers_async, read_form, read_json
from twin.doorway.problems import BadParameterError


def test_json_and_a_form_say_the_same() -> None:
    by_json = read_json(b'{"inputs": {"growth": 0.05, "admin_level": {"value": 6}}}', "")
    fields = {"growth": "0.05", "admin_level": "6", "reserve": "", "csrfmiddlewaretoken": "x"}
    assert read_form(analyses["need-by-zone"], fields) == by_json
    assert read_form(analyses["need-by-zone"], {"background": "1"}).background
    assert read_json(b"", "respond-async").background


@pytest.mark.parametrize(
    ("header", "wished"),
    [
        ("respond-async", True),
        ("Respond-Async; wait=5", True),
        ("wait=5, respond-async", True),
        ("wait=5", False),
    ],
)
def test_a_preference_is_found_among_others(header: str, wished: bool) -> None:
    assert prefers_async(header) is wished


def test_an_output_there_is_not_is_refused() -> None:
    with pytest.raises(BadParameterError, match="result"):
        read_json(json.dumps({"outputs": {"x": {}}}).encode(), "")
