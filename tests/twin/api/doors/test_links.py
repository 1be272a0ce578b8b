"""The review of links is for the housing bureau: pages and JSON, decided by a form, no server's fault."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from twin.linkage import orphans
from twin.models import Dwelling, Openness, Parcel, Tie, Workplace

pytestmark = [pytest.mark.django_db(databases=["default", "ledger"]), pytest.mark.usefixtures("linked")]
PATHS = ("/links", "/links/rates", "/links/orphans")


def sign_in(client: Client, group: str) -> Client:
    """A browser in which somebody of that group is signed in."""
    user = User.objects.create_user(f"of {group}")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def bureau(client: Client) -> Client:
    """Somebody of the housing bureau."""
    return sign_in(client, "housing")


def waiting() -> Tie:
    """The proposed tie of the mislinked dwelling to the house of its address."""
    return Tie.objects.get(thing__code="D2-1", target__code="H5", recorded__upper_inf=True)


def test_what_waits_is_told_as_json(bureau: Client) -> None:
    told = bureau.get("/links?relation=dwelling-house").json()
    assert told["waiting"] == 6
    assert {tie["standing"] for tie in told["ties"]} == {"proposed"}
    assert bureau.get(f"/links/{waiting().pk}").json()["target"]["fields"]["code"] == "H5"
    assert bureau.get("/links/999999").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("人房地关联审核", "确认", "户属于楼幢", "但其编码是另一楼幢的编码。")),
        ("en", ("Review of links", "Confirm", "dwelling of the house", "its code is that of another house.")),
    ],
)
def test_the_pages_show_both_sides_in_the_readers_language(
    bureau: Client, language: str, words: tuple[str, ...]
) -> None:
    page = bureau.get(f"/links?f=html&lang={language}").content.decode()
    assert [word for word in words if word not in page] == []
    assert "浙江省杭州市西湖区文三路50号1单元101室" in page
    for path in (*PATHS, f"/links/{waiting().pk}"):
        assert bureau.get(f"{path}?f=html&lang={language}").status_code == 200
    assert "H99" in bureau.get(f"/links/orphans?f=html&lang={language}").content.decode()
    assert "81.2%" in bureau.get(f"/links/rates?f=html&lang={language}&districts=true").content.decode()


def test_the_other_language_is_chosen_on_each_page_and_kept_for_the_next(bureau: Client) -> None:
    for path in PATHS:
        page = bureau.get(f"{path}?f=html&lang=zh").content.decode()
        assert '<a href="?f=html&amp;lang=en" lang="en">English</a>' in page
    page = bureau.get("/links/orphans?relation=person-dwelling&f=html&after=7").content.decode()
    assert '<a href="?relation=person-dwelling&amp;f=html&amp;after=7&amp;lang=zh" lang="zh-Hans">' in page
    for language, title in (("en", "Review of links"), ("zh", "人房地关联审核")):
        bureau.get(f"/links/rates?f=html&lang={language}")
        assert title in bureau.get("/links?f=html").content.decode()


def test_what_is_not_linked_is_told_of_one_relation_page_by_page(
    bureau: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = bureau.get("/links/orphans").json()
    assert (told["relation"], len(told["orphans"]), told["next"]) == ("dwelling-house", 9, None)
    assert [
        one["code"] for one in bureau.get("/links/orphans?relation=building-parcel").json()["orphans"]
    ] == ["H12"]
    monkeypatch.setattr(orphans, "PAGE", 4)
    first = bureau.get("/links/orphans").json()
    [follows] = [link["href"] for link in first["links"] if link["rel"] == "next"]
    second = bureau.get(follows).json()
    assert first["orphans"] + second["orphans"] == told["orphans"][:8]
    page = bureau.get("/links/orphans?f=html").content.decode()
    assert f'href="/links/orphans?f=html&relation=dwelling-house&after={first["next"]}"' in page


def test_a_page_of_none_tells_whether_there_may_be_more(
    bureau: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "WINDOW", 1)
    monkeypatch.setattr(orphans, "WINDOWS", 1)
    for query, words in (
        ("", "All looked at so far are linked; see the next page."),
        ("", "A page looks at up to"),
        (f"after={2**63 - 1}", "There are no more."),
        ("relation=workplace-enterprise&after=0", "see the next page."),
        (f"relation=workplace-enterprise&after={Workplace.objects.get().thing_id}", "There are no more."),
    ):
        assert words in bureau.get(f"/links/orphans?f=html&lang=en&{query}").content.decode()
    monkeypatch.setattr(orphans, "WINDOW", 100)
    page = bureau.get("/links/orphans?f=html&lang=en&relation=workplace-building").content.decode()
    assert "Everything is linked." in page


def test_a_link_of_a_closed_thing_is_none_to_the_bureau(bureau: Client) -> None:
    number = waiting().pk
    Dwelling.objects.filter(code="D2-1").update(openness=Openness.CLOSED)
    assert bureau.get(f"/links/{number}").status_code == 404
    assert bureau.post(f"/links/{number}", {"decision": "confirm"}).status_code == 404
    assert waiting().standing == "proposed"
    assert bureau.get("/links").json()["waiting"] == 4


@pytest.mark.parametrize(("language", "word"), [("zh", "城镇住宅用地"), ("en", "Urban housing")])
def test_the_use_of_land_is_told_in_words(bureau: Client, language: str, word: str) -> None:
    Parcel.objects.filter(code="P1").update(klass="0701")
    number = Tie.objects.get(thing__code="B1", target__code="P1", recorded__upper_inf=True).pk
    page = bureau.get(f"/links/{number}?f=html&lang={language}").content.decode()
    assert (word in page, "0701" in page) == (True, False)


def test_a_decision_is_kept_with_who_took_it(bureau: Client) -> None:
    number = waiting().pk
    assert bureau.post(f"/links/{number}", {"decision": "confirm"}).status_code == 303
    kept = waiting()
    assert (kept.method, kept.standing, kept.who) == ("hand", "stands", "of housing")
    again = bureau.post(f"/links/{number}", {"decision": "reject"})
    assert (again.status_code, "not current any more" in again.json()["detail"]) == (400, True)


@pytest.mark.parametrize("decision", ["", "maybe", "confirm\0", "确认"])
def test_another_decision_is_refused(bureau: Client, decision: str) -> None:
    answer = bureau.post(f"/links/{waiting().pk}", {"decision": decision})
    assert (answer.status_code, "confirm" in answer.json()["detail"]) == (400, True)


@pytest.mark.parametrize(
    "body", ["[1]", "{", "null", '{"decision": ["confirm"]}', '{"decision": {}}', '{"decision": "\\ud800"}']
)
def test_an_odd_body_is_refused(bureau: Client, body: str) -> None:
    answer = bureau.post(f"/links/{waiting().pk}", body, content_type="application/json")
    assert answer.status_code == 400
    assert bureau.post(f"/links/{10**30}", {"decision": "confirm"}).status_code == 404


def test_a_decision_needs_the_pages_own_token() -> None:
    strict = sign_in(Client(enforce_csrf_checks=True), "housing")
    assert strict.post(f"/links/{waiting().pk}", {"decision": "confirm"}).status_code == 403
    assert waiting().standing == "proposed"


@pytest.mark.parametrize("path", PATHS)
def test_strangers_and_planners_are_told_whose_it_is(client: Client, path: str) -> None:
    for browser in (client, sign_in(Client(), "planner")):
        answer = browser.get(path)
        assert (answer.status_code, "housing bureau" in answer.json()["detail"]) == (403, True)
        assert browser.post(f"/links/{waiting().pk}", {"decision": "confirm"}).status_code == 403


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", f"after={10**30}", "relation=none", "districts=1", "no=1"]
)
def test_odd_parameters_are_refused(bureau: Client, query: str) -> None:
    for path in PATHS:
        assert bureau.get(f"{path}?{query}").status_code == 400


def test_nothing_of_a_person_is_in_any_answer(bureau: Client) -> None:
    Tie.objects.filter(relation="person-household").update(standing="proposed")
    for path in PATHS:
        for form in ("json", "html"):
            assert "hash" not in bureau.get(f"{path}?f={form}").content.decode()
