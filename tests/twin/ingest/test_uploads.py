"""A file sent in the browser is loaded by the worker in the sender's name, or refused by a sentence."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cities import city, write
from tests.conftest import FIXTURES
from twin.ingest import uploads
from twin.models import Building, Generic, Load, Openness

pytestmark = pytest.mark.usefixtures("twin")


def browser(*groups: str) -> Client:
    """A browser in which somebody of these groups is signed in."""
    user = User.objects.create_user("-".join(groups))
    user.groups.add(*Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, name: str, content: bytes, **more: Any) -> Any:
    """Send a file as the page's form does."""
    return client.post("/loads", {"file": SimpleUploadedFile(name, content), **more})


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the worker would be given, in place of the queue."""
    jobs: list[dict[str, Any]] = []
    monkeypatch.setattr(uploads.take, "defer", lambda **job: jobs.append(job))
    return jobs


def small(tmp_path: Path) -> bytes:
    """A city of one building."""
    return write(tmp_path / "one.city.json", city({"a": 9})).read_bytes()


def test_what_a_planner_sends_is_loaded_in_their_name(sent: list[dict[str, Any]], tmp_path: Path) -> None:
    answer = send(browser("planner"), "../../etc/my city.json", small(tmp_path))
    assert (answer.status_code, answer["Location"]) == (303, "/loads?f=html")
    [job] = sent
    path = Path(job["path"])
    assert path.name == "my-city.json"
    assert path.parent.parent == settings.INSTANCE.data_dir / "uploads"
    uploads.take(**job)
    assert Building.objects.count() == 1
    assert Load.objects.get().who == "planner"
    assert not path.parent.exists()


def test_a_file_is_loaded_as_closed_as_the_planner_says(sent: list[dict[str, Any]], tmp_path: Path) -> None:
    send(browser("planner"), "one.json", small(tmp_path), openness="limited")
    uploads.take(**sent[0])
    assert Building.objects.get().openness == Openness.LIMITED
    refused = send(browser("admin"), "one.json", small(tmp_path), openness="half")
    assert refused.status_code == 400
    assert "one of open, limited, closed" in refused.json()["detail"]
    assert len(sent) == 1


def test_a_table_sent_with_a_profile_becomes_city_objects(sent: list[dict[str, Any]]) -> None:
    table = (FIXTURES / "geojson" / "quarter.geojson").read_bytes()
    rules = b"[[table]]\nrecord = 'generic'"
    send(browser("planner"), "q.geojson", table, profile=SimpleUploadedFile("../p.toml", rules))
    uploads.take(**sent[0])
    assert Generic.objects.exists()
    broken = SimpleUploadedFile("p.toml", b"[[table]]\nrecord = 'house'")
    refused = send(browser("admin"), "q.geojson", table, profile=broken)
    assert refused.status_code == 400
    assert "“record” must be one of" in refused.json()["detail"]
    assert len(sent) == 1


def test_the_queue_is_real(tmp_path: Path) -> None:
    client = browser("planner")
    send(client, "one.json", small(tmp_path))
    assert uploads.waiting() == 1
    assert "1</strong>" in client.get("/loads?f=html").content.decode()


def test_what_no_format_knows_is_refused_at_once_and_not_kept(sent: list[dict[str, Any]]) -> None:
    before = set(uploads.room().iterdir())
    answer = send(browser("planner"), "note.txt", b"not a city")
    assert answer.status_code == 400
    assert "no format" in answer.json()["detail"]
    assert sent == []
    assert set(uploads.room().iterdir()) == before


def test_a_file_too_large_is_refused_naming_the_way(
    sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TWIN_UPLOAD_LIMIT", 10)
    answer = send(browser("planner"), "one.json", b"x" * 11)
    assert answer.status_code == 400
    assert "manage.py load" in answer.json()["detail"]


def test_nothing_chosen_is_told() -> None:
    assert "Choose" in browser("planner").post("/loads").json()["detail"]


def test_only_planners_and_administrators_send_files(sent: list[dict[str, Any]], tmp_path: Path) -> None:
    assert send(Client(), "one.json", small(tmp_path)).status_code == 403
    assert send(browser("housing"), "one.json", small(tmp_path)).status_code == 403
    assert sent == []


def test_a_form_from_another_site_is_not_taken(sent: list[dict[str, Any]], tmp_path: Path) -> None:
    user = User.objects.create_superuser("root")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert send(client, "one.json", small(tmp_path)).status_code == 403
    assert sent == []
