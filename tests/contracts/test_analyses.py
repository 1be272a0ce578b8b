"""Every analysis has one outcome by REST, command and form, names bad input, declares its units."""

import json
from io import StringIO
from typing import Any

import jsonschema
import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from spatial.amounts import UNITS
from spatial.analysis import REASONS, Analysis, FromTwin, analyses
from spatial.inputs import list_inputs, list_tables, take_all
from tests.housing import sign_up
from tests.registers import Planted, furnish
from twin.api.doors.results import FORMS
from twin.models import Run
from twin.runner import jobs
from twin.runner.arguments import MADE, is_personal
from twin.runner.tables import TABLES

pytestmark = pytest.mark.usefixtures("ledger")
ALL = list(analyses.entries)


@pytest.fixture(params=ALL)
def analysis(request: pytest.FixtureRequest) -> Analysis:
    """Each analysis in turn."""
    return analyses[request.param]


@pytest.fixture
def planted() -> Planted:
    """The register, with households, persons and jobs."""
    return furnish(Planted())


@pytest.fixture
def housing(client: Client) -> Client:
    """A browser in which somebody of the housing bureau is signed in."""
    user = User.objects.create_user("li")
    user.groups.add(Group.objects.get_or_create(name="housing")[0])
    client.force_login(user)
    return client


def send(client: Client, id: str, body: Any, **headers: str) -> Any:
    """An execute request."""
    return client.post(
        f"/processes/{id}/execution",
        body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        headers=headers,
    )


def words(inputs: dict[str, Any]) -> dict[str, str]:
    """Inputs as they are typed."""
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in inputs.items()
    }


def settle(outcome: dict[str, Any]) -> dict[str, Any]:
    """An outcome without the moment it was worked out at."""
    return {name: value for name, value in outcome.items() if name != "recorded"}


def test_its_example_comes_to_one_outcome_by_rest_command_and_form(
    housing: Client, planted: Planted, analysis: Analysis
) -> None:
    answer = send(housing, analysis.id, {"inputs": analysis.example})
    assert answer.status_code == 200, answer.content
    by_rest = settle(answer.json())
    later = send(housing, analysis.id, {"inputs": analysis.example}, prefer="respond-async")
    assert later.status_code == 201, later.content
    job = later.json()["jobID"]
    # Nothing of the run at once may be found again.
    Run.objects.exclude(pk=job).delete()
    jobs.work(id=job)
    assert settle(housing.get(f"/jobs/{job}/results?f=json").json()) == by_rest
    out = StringIO()
    given = [f"--input={name}={value}" for name, value in words(analysis.example).items()]
    call_command("analyse", analysis.id, *given, "--json", stdout=out)
    assert settle(json.loads(out.getvalue())) == by_rest
    led = housing.post(f"/processes/{analysis.id}/execution", words(analysis.example))
    assert led.status_code == 303, led.content
    assert settle(housing.get(led["Location"].replace("html", "json")).json()) == by_rest
    page = housing.get(f"{led['Location']}&lang=en").content.decode()
    for measure in analysis.measures:
        assert measure.title.en in page.replace("&#x27;", "'")
    assert by_rest["rows"]
    assert by_rest["sources"] == [{"dataset": "made", "loaded": "2024-05-01T00:00:00+00:00"}]


def test_every_figure_has_a_declared_unit_and_a_value_or_a_reason(
    housing: Client, planted: Planted, analysis: Analysis
) -> None:
    given = {**analysis.example, "zoning": "admin-areas", "admin_level": 6}
    outcome = send(housing, analysis.id, {"inputs": given}).json()
    schema = housing.get(f"/processes/{analysis.id}").json()["outputs"]["result"]["schema"]
    jsonschema.validate(outcome, nullable_in_json_schema(schema))
    units = {measure.id: measure.unit for measure in analysis.measures}
    assert {row["measure"] for row in outcome["rows"]} | told_beside(outcome) == set(units)
    for row in outcome["rows"]:
        assert row["unit"] == units[row["measure"]]
        assert (row["value"] is None) == (row["reason"] is not None), row
        assert row["reason"] is None or row["reason"] in REASONS
        if row["denominator"]:
            assert row["value"] == pytest.approx(row["numerator"] / row["denominator"])


def told_beside(outcome: dict[str, Any]) -> set[str]:
    """The measures that are told by flows or places that were found."""
    found = [one["properties"] for one in outcome.get("shapes", {}).get("features", ())]
    return {one["measure"] for one in (*outcome.get("flows", ()), *found)}


def test_its_results_come_in_every_form_and_its_units_in_words(
    housing: Client, planted: Planted, analysis: Analysis
) -> None:
    given = {**analysis.example, "zoning": "admin-areas", "admin_level": 6}
    led = housing.post(f"/processes/{analysis.id}/execution", words(given))["Location"]
    for form, kind in FORMS.items():
        answer = housing.get(led.replace("html", form))
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, kind), form
        assert answer.content
    asked = [one.ask.unit for one in list_inputs(analysis) if one.ask.unit]
    assert {*asked, *(measure.unit for measure in analysis.measures)} <= set(UNITS)
    for measure in analysis.measures:
        assert not measure.share or measure.unit == "1"


def nullable_in_json_schema(schema: Any) -> Any:
    """OpenAPI 3.0's word for null in the words of JSON Schema."""
    if isinstance(schema, list):
        return [nullable_in_json_schema(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: nullable_in_json_schema(value) for name, value in schema.items() if name != "nullable"}
    return {**told, "type": [told["type"], "null"]} if schema.get("nullable") else told


def test_bad_input_is_refused_by_name_at_every_door(
    housing: Client, planted: Planted, analysis: Analysis
) -> None:
    wrong = {
        "number": ["x", True, 1e300, [1]],
        "integer": [1.5, "x"],
        "boolean": ["maybe", 1],
        "string": [7, "\0"],
    }
    for one in list_inputs(analysis):
        for value in wrong[one.schema()["type"]]:
            answer = send(housing, analysis.id, {"inputs": {**analysis.example, one.name: value}})
            assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), value
            assert answer.json()["parameter"] == one.name
            assert f"“{one.name}”" in answer.json()["detail"]
        typed = {**words(analysis.example), one.name: "\u202ebad\u202e"}
        by_form = housing.post(f"/processes/{analysis.id}/execution", typed)
        assert (by_form.status_code, by_form["Content-Type"]) == (400, "text/html; charset=utf-8")
        assert f"“{one.name}”" in by_form.content.decode()
        with pytest.raises(CommandError, match=one.name):
            call_command("analyse", analysis.id, *[f"--input={name}={text}" for name, text in typed.items()])
    strange = send(housing, analysis.id, {"inputs": {**analysis.example, "colour": "red"}})
    assert (strange.status_code, strange.json()["parameter"]) == (400, "colour")


def test_it_is_described_by_its_types(client: Client, analysis: Analysis) -> None:
    told = client.get(f"/processes/{analysis.id}").json()
    assert list(told["inputs"]) == [one.name for one in list_inputs(analysis)]
    for description in told["inputs"].values():
        jsonschema.Draft202012Validator.check_schema(description["schema"])
    for name, value in analysis.example.items():
        jsonschema.validate(value, told["inputs"][name]["schema"])
    for language in ("zh", "en"):
        page = client.get(f"/processes/{analysis.id}?f=html&lang={language}").content.decode()
        for one in list_inputs(analysis):
            assert one.ask.title.in_(language) in page.replace("&#x27;", "'")
            assert one.ask.title.zh and one.ask.title.en


def test_the_tables_it_names_are_there_with_their_columns(analysis: Analysis) -> None:
    for table, columns in list_tables(analysis).values():
        assert isinstance(FromTwin(table).table, str)
        if table not in MADE:
            assert set(columns.__dataclass_fields__) - {"count"} <= set(TABLES[table].columns)


def test_nothing_held_gives_no_figures_and_says_why(housing: Client, analysis: Analysis) -> None:
    given = {name: value for name, value in analysis.example.items() if name not in ("zoning", "admin_level")}
    rows = send(housing, analysis.id, {"inputs": given}).json()["rows"]
    assert {(row["value"], row["reason"]) for row in rows} == {(None, "not-held")}


def asks_of_people(analysis: Analysis) -> bool:
    """Whether its example is about people."""
    return is_personal(analysis, take_all(list_inputs(analysis), analysis.example))


@pytest.fixture(params=["anonymous", "planner", "lifeline"])
def outsider(client: Client, request: pytest.FixtureRequest) -> Client:
    """A browser of somebody who is not of the housing bureau."""
    if request.param != "anonymous":
        client.force_login(sign_up("wang", request.param))
    return client


def test_no_figure_about_people_is_told_outside_the_bureau_by_any_door(
    outsider: Client, planted: Planted
) -> None:
    lived = [("vacancy", {"proof": proof}) for proof in ("residence", "both")]
    about_people = [(one.id, one.example) for one in analyses if asks_of_people(one)] + lived
    assert {"affordability", "commute-flows", "jobs-housing", "vacancy"} <= {id for id, _ in about_people}
    for id, inputs in about_people:
        at_once = send(outsider, id, {"inputs": inputs})
        assert (at_once.status_code, "housing bureau" in at_once.json()["detail"]) == (403, True), id
        by_form = outsider.post(f"/processes/{id}/execution", words(inputs))
        assert (by_form.status_code, "housing bureau" in by_form.content.decode()) == (400, True), id
        later = send(outsider, id, {"inputs": inputs}, prefer="respond-async")
        if later.status_code == 201:
            jobs.work(id=later.json()["jobID"])
            later = outsider.get(f"/jobs/{later.json()['jobID']}/results")
        assert later.status_code in (400, 403), id
        assert "housing bureau" in later.json()["detail"], id
    assert not Run.objects.exclude(outcome=None).exists()


def test_figures_that_are_not_about_people_are_told_to_anybody(client: Client, planted: Planted) -> None:
    for one in analyses:
        if not asks_of_people(one):
            assert send(client, one.id, {"inputs": one.example}).status_code == 200, one.id
