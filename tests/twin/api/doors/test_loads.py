"""The book of loads is open to those who work with the twin, as a page and as JSON."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.cities import city, write
from twin.ingest import Order, load

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture
def planner(client: Client) -> Client:
    """A browser in which a planner is signed in."""
    user = User.objects.create_user("li")
    user.groups.add(Group.objects.get(name="planner"))
    client.force_login(user)
    return client


@pytest.fixture
def loads(tmp_path: Path) -> tuple[int, int]:
    """A load that went well and one that was refused."""
    good = load(write(tmp_path / "one.city.json", city({"a": 9})), Order(), "tester").load
    broken = city({"b": 9})
    broken["CityObjects"]["b"]["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    return good, load(write(tmp_path / "bad.city.json", broken), Order(), "tester").load


def test_loads_are_told_newest_first_with_counts_and_findings(
    planner: Client, loads: tuple[int, int]
) -> None:
    newest, oldest = planner.get("/loads").json()["loads"]
    assert (newest["id"], newest["status"], newest["findings"]) == (loads[1], "refused", 1)
    assert oldest["counts"]["building"]["opened"] == 1
    assert planner.get(f"/loads?before={loads[1]}").json()["loads"][0]["id"] == loads[0]


def test_one_load_is_told_with_its_findings_and_hash(planner: Client, loads: tuple[int, int]) -> None:
    told = planner.get(f"/loads/{loads[1]}").json()
    assert told["findings"][0]["object"] == "b"
    assert len(told["sha256"]) == 64
    assert planner.get("/loads/999").status_code == 404


@pytest.mark.parametrize(("language", "title"), [("zh", "数据加载记录"), ("en", "Book of loads")])
def test_both_pages_speak_the_language(
    planner: Client, loads: tuple[int, int], language: str, title: str
) -> None:
    assert title in planner.get(f"/loads?f=html&lang={language}").content.decode()
    page = planner.get(f"/loads/{loads[1]}?f=html&lang={language}").content.decode()
    assert "bad.city.json" in page
    assert "VERTEX_OUT_OF_RANGE" in page


def test_strangers_are_told_to_sign_in(client: Client, loads: tuple[int, int]) -> None:
    for path in ("/loads", f"/loads/{loads[0]}"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "/login/" in answer.json()["detail"]
