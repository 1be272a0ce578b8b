"""A quality report is a page in either language, by the web for staff and by a command for a file."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from tests.cities import city, write
from twin.ingest import Order, bring

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture
def load(tmp_path: Path) -> int:
    """A load of a city with a hole in a shell, under a name that is no harm."""
    model = city({"<b>a</b>": 9, "b": 12})
    model["CityObjects"]["<b>a</b>"]["geometry"][0]["boundaries"][0].pop()
    [report] = bring(write(tmp_path / "one.city.json", model), Order())
    return report.load


def staff() -> Client:
    """A planner's browser."""
    user = User.objects.create_user("planner")
    user.groups.add(Group.objects.get(name="planner"))
    client = Client()
    client.force_login(user)
    return client


def test_staff_read_it_as_page_and_as_json(load: int) -> None:
    client = staff()
    page = client.get(f"/loads/{load}/quality?f=html&lang=en").content.decode()
    assert "302 SHELL_NOT_CLOSED" in page
    assert "&lt;b&gt;a&lt;/b&gt;" in page
    assert "Data quality report" in page
    assert "数据质量报告" in client.get(f"/loads/{load}/quality?f=html&lang=zh").content.decode()
    told = client.get(f"/loads/{load}/quality?f=json").json()
    assert told["load"]["id"] == load
    assert told["score"] == told["load"]["score"]
    assert f"/loads/{load}/quality" in client.get("/loads?f=html").content.decode()


def test_strangers_do_not_and_what_is_not_there_is_told(load: int) -> None:
    assert Client().get(f"/loads/{load}/quality").status_code == 403
    client = staff()
    assert client.get("/loads/999999/quality").status_code == 404
    assert client.get(f"/loads/{10**30}/quality").status_code == 404


def test_the_command_writes_it_to_a_file(load: int, tmp_path: Path) -> None:
    out = StringIO()
    call_command("loads", load, quality=tmp_path / "report.html", lang="en", stdout=out)
    assert "of 100" in out.getvalue()
    assert "Data quality report" in (tmp_path / "report.html").read_text()
    call_command("loads", load, quality=tmp_path / "report.json", stdout=out)
    assert json.loads((tmp_path / "report.json").read_text())["load"]["id"] == load
    with pytest.raises(CommandError, match="must end in"):
        call_command("loads", load, quality=tmp_path / "report.pdf", stdout=out)
