"""A planner looks at a file in the browser before it is loaded; others may not."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from twin.models import Load

pytestmark = pytest.mark.usefixtures("twin")
FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"


@pytest.fixture
def planner(client: Client) -> Client:
    """A browser in which a planner is signed in."""
    user = User.objects.create_user("li")
    user.groups.add(Group.objects.get(name="planner"))
    client.force_login(user)
    return client


@pytest.mark.parametrize(("language", "word"), [("zh", "建议的列映射"), ("en", "Proposed column profile")])
def test_the_page_shows_columns_masked_values_and_a_profile(
    planner: Client, language: str, word: str
) -> None:
    with (FIXTURES / "register/persons.csv").open("rb") as file:
        page = planner.post(f"/preview?f=html&lang={language}", {"file": file}).content.decode()
    assert word in page
    assert "330106************" in page
    assert "虚构1号" not in page
    assert "secret = {" in page
    assert not Load.objects.exists()


def test_the_same_is_told_as_json(planner: Client) -> None:
    with (FIXTURES / "excel/register.xlsx").open("rb") as file:
        told = planner.post("/preview", {"file": file}).json()
    assert [table["table"] for table in told["tables"]] == ["楼幢", "户"]
    assert told["profile"].count("[[table]]") == 2


def test_what_cannot_be_looked_at_is_told_in_a_sentence(planner: Client) -> None:
    answer = planner.post("/preview", {})
    assert (answer.status_code, answer.json()["detail"]) == (400, "Choose a file to send.")
    with (FIXTURES / "epanet/quarter.inp").open("rb") as file:
        assert "holds no tables" in planner.post("/preview", {"file": file}).json()["detail"]


def test_the_form_is_on_the_page_of_loads(planner: Client) -> None:
    assert planner.get("/preview")["Location"] == "/loads?f=html"
    assert 'formaction="/preview?lang=zh"' in planner.get("/loads?f=html&lang=zh").content.decode()


def test_strangers_may_not_send_files(client: Client) -> None:
    assert client.post("/preview", {}).status_code == 403
