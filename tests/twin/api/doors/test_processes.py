"""The process door follows OGC API Processes: jobs, documents, preferences, problems, and pages."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.registers import Planted, furnish
from twin.runner import jobs

pytestmark = pytest.mark.usefixtures("ledger")
NO_JOB = "/jobs/0e2bbd4c-98d4-4f2b-8f3e-6a4a2b1f0c77"


@pytest.fixture
def send(client: Client) -> Callable[..., Any]:
    """Sends an execute request for vacancy."""

    def post(body: Any, prefer: str = "", process: str = "vacancy") -> Any:
        content = body if isinstance(body, str) else json.dumps(body)
        address = f"/processes/{process}/execution"
        return client.post(address, content, content_type="application/json", headers={"Prefer": prefer})

    return post


def test_the_landing_page_leads_to_processes_and_jobs(client: Client) -> None:
    rels = {link["rel"].rsplit("/", 1)[-1]: link["href"] for link in client.get("/").json()["links"]}
    assert client.get(rels["processes"]).json()["processes"][0]["jobControlOptions"] == [
        "sync-execute",
        "async-execute",
        "dismiss",
    ]
    assert client.get(rels["job-list"]).json()["jobs"] == []
    conformance = client.get("/conformance").json()["conformsTo"]
    for name in ("core", "ogc-process-description", "json", "job-list", "dismiss"):
        assert f"http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/{name}" in conformance


def test_results_come_raw_or_in_a_document(send: Callable[..., Any]) -> None:
    Planted()
    raw = send({"inputs": {"proof": {"value": "register"}}}).json()
    assert raw["analysis"] == "vacancy"
    document = send({"inputs": {}, "outputs": {"result": {}}, "response": "document"}).json()
    assert document["result"]["value"]["rows"] == raw["rows"]


def test_a_job_is_begun_followed_finished_and_dismissed(client: Client, send: Callable[..., Any]) -> None:
    Planted()
    answer = send({"inputs": {"proof": "register"}, "response": "document"}, "respond-async;wait=10, x=y")
    assert (answer.status_code, answer["Preference-Applied"]) == (201, "respond-async")
    here = answer["Location"].removeprefix("http://testserver")
    told = client.get(here).json()
    assert (told["status"], told["processID"], told["type"]) == ("accepted", "vacancy", "process")
    early = client.get(f"{here}/results")
    assert (early.status_code, early.json()["type"].rsplit("/", 1)[-1]) == (404, "result-not-ready")
    jobs.work(id=told["jobID"])
    told = client.get(here).json()
    assert (told["status"], told["progress"]) == ("successful", 100)
    assert {"created", "started", "finished"} <= set(told)
    [results] = [link["href"] for link in told["links"] if link["rel"].endswith("/results")]
    assert client.get(results).json()["result"]["value"]["inputs"]["proof"] == "register"
    assert client.delete(here).json()["status"] == "dismissed"
    assert client.get(f"{here}/results").status_code == 410
    assert client.get("/jobs").json()["jobs"] == []
    assert len(client.get("/jobs?status=dismissed").json()["jobs"]) == 1


def test_jobs_are_ones_own(client: Client, send: Callable[..., Any]) -> None:
    send({})
    [job] = client.get("/jobs").json()["jobs"]
    li = Client()
    li.force_login(User.objects.create_user("li"))
    assert li.get("/jobs").json()["jobs"] == []
    for path in ("", "/results"):
        answer = li.get(f"/jobs/{job['jobID']}{path}")
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (404, "no-such-job")
    assert li.delete(f"/jobs/{job['jobID']}").status_code == 404


def test_a_job_that_failed_says_why(client: Client, send: Callable[..., Any], monkeypatch: Any) -> None:
    job = send({}, "respond-async").json()["jobID"]
    monkeypatch.setattr(jobs, "run", lambda *_: 1 / 0)
    jobs.work(id=job)
    answer = client.get(f"/jobs/{job}/results")
    assert (answer.status_code, answer.json()["detail"]) == (400, jobs.FAILED)
    assert "which its log tells" in client.get(f"/jobs/{job}?f=html").content.decode()


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("{", "body"),
        ("[1]", "body"),
        ("[" * 9000, "body"),
        ({"inputs": []}, "inputs"),
        ({"inputs": {"proof": {"href": "http://x"}}}, "proof"),
        ({"response": "pdf"}, "response"),
        ({"outputs": {"map": {}}}, "outputs"),
        ({"outputs": {"result": {"transmissionMode": "reference"}}}, "outputs"),
        ({"outputs": [1]}, "outputs"),
    ],
)
def test_a_request_that_cannot_be_read_is_refused_by_the_member_at_fault(
    send: Callable[..., Any], body: Any, name: str
) -> None:
    answer = send(body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["parameter"] == name


def test_what_is_not_there_is_said_in_the_standards_words(client: Client, send: Callable[..., Any]) -> None:
    for answer in (client.get("/processes/magic"), send({}, process="magic")):
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (404, "no-such-process")
        assert "vacancy" in answer.json()["detail"]
    for answer in (client.get(NO_JOB), client.delete(NO_JOB), client.get("/jobs/x/results")):
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (404, "no-such-job")


def test_strangers_are_told_to_sign_in_for_what_is_about_people(
    client: Client, send: Callable[..., Any]
) -> None:
    answer = send({}, process="area-per-person")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert "housing bureau" in answer.json()["detail"]
    assert client.get("/processes/area-per-person").status_code == 200


@pytest.mark.parametrize(("language", "word"), [("zh", "住房空置率"), ("en", "Vacancy of dwellings")])
def test_pages_lead_from_the_list_over_the_form_to_the_figures(
    client: Client, language: str, word: str
) -> None:
    furnish(Planted())
    assert word in client.get(f"/processes?f=html&lang={language}").content.decode()
    form = client.get(f"/processes/vacancy?f=html&lang={language}").content.decode()
    assert '<option value="register" selected>' in form
    assert '<option value="6">6</option>' in form, "The levels there are can be chosen."
    led = client.post("/processes/vacancy/execution", {"zoning": "admin-areas", "admin_level": "6"})
    page = client.get(f"{led['Location']}&lang={language}").content.decode()
    for shown in (word, "1 west", "41.7", "made (2024-05-01 08:00+08:00)", "admin-areas/6"):
        assert shown in page, shown
    assert word in client.get(f"/jobs?f=html&lang={language}").content.decode()


def test_a_form_can_run_in_the_background_and_dismiss(client: Client) -> None:
    led = client.post("/processes/vacancy/execution", {"background": "1"})
    here = led["Location"]
    waiting = client.get(here).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert '<progress max="100" value="0"' in waiting
    gone = client.post(here.removesuffix("?f=html"))
    assert gone["Location"] == here
    assert "已取消" in client.get(here).content.decode()


def test_a_wrong_form_comes_back_with_what_was_typed(client: Client) -> None:
    answer = client.post("/processes/months-of-supply/execution", {"months": "many"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "“months”" in page
    assert 'value="many"' in page


def test_a_signed_in_form_needs_its_token() -> None:
    li = Client(enforce_csrf_checks=True)
    user = User.objects.create_user("li")
    user.groups.add(Group.objects.get_or_create(name="housing")[0])
    li.force_login(user)
    assert li.post("/processes/vacancy/execution", {}).status_code == 403
    token = li.get("/processes/vacancy?f=html").cookies["csrftoken"].value
    sent = li.post("/processes/vacancy/execution", {"csrfmiddlewaretoken": token})
    assert sent.status_code == 303


def test_a_form_is_filled_from_an_earlier_run_and_lists_what_was_run(client: Client) -> None:
    Planted()
    here = "/processes/ageing-stock/execution"
    led = [
        client.post(here, {"built_before": "1987", "zoning": zoning}) for zoning in ("city", "admin-areas")
    ]
    first, second = (answer["Location"].split("/")[2] for answer in led)
    page = client.get(f"/processes/ageing-stock?f=html&lang=en&from={first}").content.decode()
    assert 'value="1987"' in page
    assert '<option value="city" selected>' in page
    assert "Your last runs" in page and "Old: built before: 1987" in page
    assert f"/jobs/{first}/compare/{second}?f=html" in page
    assert "H3 grid of resolution 8" in page


def test_a_form_is_not_filled_from_a_run_of_another_analysis(client: Client) -> None:
    job = client.post("/processes/vacancy/execution", {})["Location"].split("/")[2]
    refused = client.get(f"/processes/ageing-stock?f=html&from={job}")
    assert (refused.status_code, refused.json()["parameter"]) == (400, "from")
    assert client.get(f"/processes/vacancy?f=html&from={NO_JOB.split('/')[2]}").status_code == 404
