"""Conflicts are for staff; the housing bureau rules on them in the browser."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.claims import register, tie
from twin.authority import look_for_conflicts
from twin.models import Conflict, Dwelling, Relation

pytestmark = pytest.mark.usefixtures("twin")


def signed_in(group: str) -> Client:
    """A browser in which somebody of the group is signed in."""
    user = User.objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def conflict() -> Conflict:
    """Two sources that differ."""
    deeds = register("Dwelling", "fangchan", "D1", area_gross=89.2)
    tie(Relation.SAME, register("Dwelling", "gongan", "P1", area_gross=88.0), deeds)
    look_for_conflicts()
    return Conflict.objects.get()


def test_strangers_are_told_to_sign_in(client: Client, conflict: Conflict) -> None:
    assert client.get("/conflicts").status_code == 403
    assert client.post("/conflicts", {"conflict": conflict.pk, "dataset": "fangchan"}).status_code == 403


@pytest.mark.parametrize(("language", "title"), [("zh", "来源不一致"), ("en", "Where sources differ")])
def test_the_page_tells_both_claims(conflict: Conflict, language: str, title: str) -> None:
    page = signed_in("housing").get(f"/conflicts?f=html&lang={language}").content.decode()
    assert title in page
    assert {f'href="?f=html&amp;lang={other}"' in page for other in ("zh", "en")} == {True}
    assert {"zh": "建筑面积", "en": "Gross floor area"}[language] in page
    assert "<strong>89.2 m²</strong>" in page
    assert "<strong>88 m²</strong>" in page
    assert "<form" not in signed_in("lifeline").get("/conflicts?f=html").content.decode().split("<table")[1]


@pytest.mark.parametrize(("language", "words"), [("zh", ["在住", "空置"]), ("en", ["Occupied", "Vacant"])])
def test_a_code_is_told_in_words(conflict: Conflict, language: str, words: list[str]) -> None:
    Dwelling.objects.filter(code="D1").update(use_state="occupied")
    Dwelling.objects.filter(code="P1").update(use_state="vacant")
    look_for_conflicts()
    housing = signed_in("housing")
    page = housing.get(f"/conflicts?f=html&lang={language}").content.decode()
    assert all(f"<strong>{word}</strong>" in page for word in words)
    [told] = [
        one
        for one in housing.get(f"/conflicts?lang={language}").json()["conflicts"]
        if one["field"] == "use_state"
    ]
    assert [(claim["value"], claim["shown"]) for claim in told["claims"]] == [
        ("occupied", words[0]),
        ("vacant", words[1]),
    ]


def test_only_a_full_page_leads_to_the_next_and_beyond_the_last_there_are_no_more(
    conflict: Conflict, monkeypatch: pytest.MonkeyPatch
) -> None:
    housing = signed_in("housing")
    assert "after=" not in housing.get("/conflicts?f=html&lang=en").content.decode()
    monkeypatch.setattr("twin.api.doors.conflicts.PAGE", 1)
    assert f"after={conflict.pk}" in housing.get("/conflicts?f=html&lang=en").content.decode()
    beyond = housing.get(f"/conflicts?f=html&lang=en&after={conflict.pk}").content.decode()
    assert "There are no more." in beyond


def test_a_ruling_is_taken_from_the_housing_bureau_alone(conflict: Conflict) -> None:
    ruling = {"conflict": conflict.pk, "dataset": "fangchan", "note": "测绘报告"}
    assert signed_in("planner").post("/conflicts", ruling).status_code == 403
    housing = signed_in("housing")
    assert housing.post("/conflicts", ruling).status_code == 303
    [told] = housing.get("/conflicts").json()["conflicts"]
    assert (told["value"], told["ruled_by"], told["note"], told["rule"]) == (
        89.2,
        "housing",
        "测绘报告",
        "人工裁定",
    )


@pytest.mark.parametrize(
    ("after", "status"), [("x", 400), (str(10**30), 400), ("-1", 200), ("9" * 5000, 400)]
)
def test_an_odd_page_is_no_fault_of_the_server(conflict: Conflict, after: str, status: int) -> None:
    assert signed_in("housing").get(f"/conflicts?after={after}").status_code == status


@pytest.mark.parametrize(
    "body",
    [
        "[1]",
        "null",
        "{",
        '"x"',
        '{"conflict": "%d", "dataset": "\\ud800"}',
        '{"conflict": "%d", "dataset": []}',
    ],
)
def test_an_odd_body_is_refused_by_a_sentence(conflict: Conflict, body: str) -> None:
    sent = body.replace("%d", str(conflict.pk))
    answer = signed_in("housing").post("/conflicts", sent, content_type="application/json")
    assert (answer.status_code, bool(answer.json()["detail"])) == (400, True)


def test_a_note_with_half_a_character_is_refused(conflict: Conflict) -> None:
    sent = f'{{"conflict": "{conflict.pk}", "dataset": "gongan", "note": "a\\ud800"}}'
    answer = signed_in("housing").post("/conflicts", sent, content_type="application/json")
    assert (answer.status_code, "half a character" in answer.json()["detail"]) == (400, True)
    assert Conflict.objects.count() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 5000, "999999"])
def test_odd_numbers_are_refused_by_a_sentence(conflict: Conflict, number: str) -> None:
    answer = signed_in("housing").post("/conflicts", {"conflict": number, "dataset": "fangchan"})
    assert answer.status_code == 400
    assert answer.json()["detail"]
