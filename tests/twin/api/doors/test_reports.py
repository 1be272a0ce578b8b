"""Anyone reports an error of what they see and follows it by its ticket; staff answer."""

from typing import Any

import pytest
from django.test import Client

from tests.housing import sign_up
from tests.reports import put_building, report
from twin.models import ErrorReport, Openness

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing() -> int:
    """The number of a building."""
    return int(put_building().thing_id)


@pytest.fixture
def planner() -> Client:
    """A browser in which a planner is signed in."""
    client = Client()
    client.force_login(sign_up("li", "planner"))
    return client


def test_a_program_reports_and_follows_its_report(client: Client, planner: Client, thing: int) -> None:
    made = report(client, thing, about="field", field="height", contact="li@example.org")
    state = client.get(f"/reports/{made.ticket}?lang=en")
    told = state.json()
    assert (told["state"], told["words"], told["field_title"]) == ("open", "层数应为 7", "Height")
    assert state["Cache-Control"] == "no-store"
    assert "li@example.org" not in state.content.decode()
    answered = planner.post("/reports", {"report": made.pk, "decision": "accept", "note": "已更正"})
    assert answered.status_code == 303
    assert client.get(f"/reports/{made.ticket}").json()["answer"] == "已更正"
    page = client.get(f"/reports/{made.ticket}?f=html&lang=en").content.decode()
    assert "Accepted and corrected" in page and "li@example.org" not in page


@pytest.mark.parametrize(("language", "title"), [("zh", "报告错误"), ("en", "Report an error")])
def test_a_person_reports_by_the_form(thing: int, language: str, title: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(f"/objects/{thing}/report?f=html&lang={language}")
    assert title in page.content.decode()
    form = {"about": "position", "words": "偏东\r\n10 m", "field": "", "contact": ""}
    assert browser.post(f"/objects/{thing}/report", form).status_code == 403
    token = browser.cookies["csrftoken"].value
    sent = browser.post(f"/objects/{thing}/report?lang={language}", {**form, "csrfmiddlewaretoken": token})
    assert sent.status_code == 303
    assert ErrorReport.objects.get().words == "偏东\n10 m"
    assert browser.get(sent["Location"]).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"about": "x", "words": "a"},
        {"about": "field", "field": "secret", "words": "a"},
        {"about": "other", "words": " "},
        {"about": "other"},
        {"about": "other", "words": "a" * 2001},
        {"about": "other", "words": "a\0"},
        {"about": "other", "words": "a\u202eb"},
        {"about": "other", "words": "a\ud800"},
        {"about": "other", "words": "a", "contact": "x" * 201},
        [],
    ],
)
def test_what_cannot_be_taken_is_refused_by_a_sentence(client: Client, thing: int, body: Any) -> None:
    answer = client.post(f"/objects/{thing}/report", body, content_type="application/json")
    assert (answer.status_code, bool(answer.json()["detail"])) == (400, True)
    assert not ErrorReport.objects.exists()


def test_what_one_cannot_see_one_cannot_report(client: Client) -> None:
    shut = put_building(openness=Openness.LIMITED).thing_id
    for asked in (client.get(f"/objects/{shut}/report"), client.post(f"/objects/{shut}/report", {})):
        assert asked.status_code in (403, 404)
    body = {"about": "other", "words": "a"}
    answer = client.post(f"/objects/{shut}/report", body, content_type="application/json")
    assert answer.status_code == 404


def test_one_too_many_is_told_when_to_come_again(client: Client, thing: int) -> None:
    for _ in range(3):
        report(client, thing)
    body = {"about": "other", "words": "a"}
    answer = client.post(f"/objects/{thing}/report", body, content_type="application/json")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 86_401
    elsewhere = client.post(
        f"/objects/{thing}/report", body, content_type="application/json", REMOTE_ADDR="192.0.2.7"
    )
    assert elsewhere.status_code == 201


def test_the_list_is_for_staff_and_holds_what_they_may_see(
    client: Client, planner: Client, thing: int
) -> None:
    shut = put_building("shut", openness=Openness.CLOSED).thing_id
    boss = Client()
    boss.force_login(sign_up("boss", "admin"))
    report(client, thing, contact="li@example.org")
    report(boss, shut)
    assert client.get("/reports").status_code == 403
    [told] = planner.get("/reports").json()["reports"]
    assert (told["object"], told["contact"]) == (thing, "li@example.org")
    assert len(boss.get("/reports").json()["reports"]) == 2
    for language, words in (("zh", "错误报告"), ("en", "Reports of errors")):
        page = planner.get(f"/reports?f=html&lang={language}").content.decode()
        assert words in page and f"/objects/{thing}?f=html" in page and "li@example.org" in page
    assert planner.get("/reports?dataset=other").json()["reports"] == []
    assert planner.get("/reports?state=rejected").json()["reports"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"report": "1", "decision": "x"},
        {"report": "x", "decision": "accept"},
        {"report": "9" * 30, "decision": "accept"},
        {"report": "999999", "decision": "accept"},
        {"report": "OWN", "decision": "reject", "note": ""},
    ],
)
def test_an_odd_answer_is_refused(client: Client, planner: Client, thing: int, body: dict[str, str]) -> None:
    made = report(client, thing)
    sent = {**body, "report": body["report"].replace("OWN", str(made.pk))}
    assert planner.post("/reports", sent).status_code == 400
    assert client.post("/reports", sent).status_code == 403
    made.refresh_from_db()
    assert made.state == "open"


@pytest.mark.parametrize("ticket", ["x", "%00", "%E2%80%AE", "9" * 400])
def test_no_ticket_is_guessed(client: Client, ticket: str) -> None:
    assert client.get(f"/reports/{ticket}").status_code == 404


def test_behind_the_machines_own_proxy_each_sender_counts_for_itself(client: Client, thing: int) -> None:
    body = {"about": "other", "words": "a"}

    def send(passed_on: str, nearest: str) -> int:
        headers = {"X-Forwarded-For": passed_on}
        address, kind = f"/objects/{thing}/report", "application/json"
        answer = client.post(address, body, content_type=kind, headers=headers, REMOTE_ADDR=nearest)
        return answer.status_code

    assert [send("192.0.2.9, 192.0.2.1", "127.0.0.1") for _ in range(4)] == [201, 201, 201, 429]
    assert send("192.0.2.9, 192.0.2.2", "127.0.0.1") == 201
    assert [send(f"192.0.2.{number}", "198.51.100.1") for number in range(4)] == [201, 201, 201, 429]
