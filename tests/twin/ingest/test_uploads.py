"""A file sent in the browser is loaded by the worker in the sender's name, or refused by a sentence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from tests.cities import city, write
from tests.conftest import FIXTURES
from twin import changes
from twin.changes import watch_day
from twin.ingest import uploads
from twin.models import Building, Generic, Load, Openness
from twin.stock.following import renew

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


@pytest.fixture
def queue() -> Iterator[None]:
    """The worker's queue, empty again when the test is done."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs; DELETE FROM procrastinate_workers")


def context(attempts: int = 0) -> JobContext:
    """What the worker tells a job of itself."""
    job = Job(
        id=1, queue="loads", lock=None, queueing_lock=None, task_name=uploads.take.name, attempts=attempts
    )
    return JobContext(app=app, job=job, start_timestamp=0, abort_reason=lambda: None)


def begin(idle: int | None) -> None:
    """Let a worker have begun all jobs that wait; it was last heard of `idle` seconds ago, or never."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "SELECT now() - make_interval(secs => %s) WHERE %s IS NOT NULL RETURNING id",
            [idle, idle],
        )
        worker = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker and worker[0]]
        )


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
    uploads.take(context(), **job)
    assert Building.objects.count() == 1
    assert Load.objects.get().who == "planner"
    assert not path.parent.exists()


def test_a_file_is_loaded_as_closed_as_the_planner_says(sent: list[dict[str, Any]], tmp_path: Path) -> None:
    send(browser("planner"), "one.json", small(tmp_path), openness="limited")
    uploads.take(context(), **sent[0])
    assert Building.objects.get().openness == Openness.LIMITED
    refused = send(browser("admin"), "one.json", small(tmp_path), openness="half")
    assert refused.status_code == 400
    assert "one of open, limited, closed" in refused.json()["detail"]
    assert len(sent) == 1


def test_a_table_sent_with_a_profile_becomes_city_objects(sent: list[dict[str, Any]]) -> None:
    table = (FIXTURES / "geojson" / "quarter.geojson").read_bytes()
    rules = b"[[table]]\nrecord = 'generic'"
    send(browser("planner"), "q.geojson", table, profile=SimpleUploadedFile("../p.toml", rules))
    uploads.take(context(), **sent[0])
    assert Generic.objects.exists()
    broken = SimpleUploadedFile("p.toml", b"[[table]]\nrecord = 'home'")
    refused = send(browser("admin"), "q.geojson", table, profile=broken)
    assert refused.status_code == 400
    assert "“record” must be one of" in refused.json()["detail"]
    assert len(sent) == 1


def test_a_file_that_does_not_tell_its_system_is_loaded_by_what_the_planner_says(
    sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    bare = city({"a": 9})
    del bare["metadata"]["referenceSystem"]
    content = write(tmp_path / "bare.city.json", bare).read_bytes()
    client = browser("planner")
    send(client, "bare.json", content, crs=" EPSG:4549 ", heights="5737", repair="1")
    assert sent[0]["asked"] == {"crs": "EPSG:4549", "heights": "5737", "swap_axes": False, "repair": True}
    uploads.take(context(), **sent[0])
    assert Load.objects.get().status == Load.Status.DONE
    for odd in ({"crs": "hangzhou"}, {"crs": "EPSG:4549", "heights": "sea"}, {"crs": "a\0b"}):
        refused = send(client, "bare.json", content, **odd)
        assert refused.status_code == 400
        assert "EPSG" in refused.json()["detail"]
    assert len(sent) == 1


def test_the_queue_is_real(tmp_path: Path, queue: None) -> None:
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


def test_a_file_whose_worker_died_is_given_to_the_next(tmp_path: Path, queue: None) -> None:
    send(browser("planner"), "one.json", small(tmp_path))
    begin(idle=10)
    assert uploads.resume(idle=30) == 0
    assert uploads.resume(idle=5) == 1
    [job] = uploads.jobs("todo")
    assert job.attempts == 1
    begin(idle=None)
    assert uploads.resume(idle=30) == 1


def test_a_job_of_the_clock_whose_worker_died_is_let_go(queue: None) -> None:
    watch_day.defer(timestamp=0)
    begin(idle=None)
    assert uploads.resume(idle=0) == 0
    assert [job.status for job in uploads.jobs("todo", "doing", "failed")] == ["failed"]


def test_a_count_whose_worker_died_is_taken_up_again_unless_the_next_waits_already(queue: None) -> None:
    changes.queue(renew)
    begin(idle=None)
    assert uploads.resume(idle=0) == 0
    assert [job.task_name for job in uploads.jobs("todo")] == [renew.name]
    begin(idle=None)
    changes.queue(renew)
    uploads.resume(idle=0)
    assert sorted(job.status for job in uploads.jobs("todo", "doing", "failed")) == ["failed", "todo"]


def test_a_file_that_ends_its_worker_each_time_is_told_and_let_go(
    sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    send(browser("planner"), "one.json", small(tmp_path))
    uploads.take(context(attempts=uploads.TRIES), **sent[0])
    entry = Load.objects.get()
    assert (entry.status, entry.who) == (Load.Status.REFUSED, "planner")
    assert "manage.py load" in entry.reason
    assert not Path(sent[0]["path"]).exists()


def test_a_file_waits_while_the_database_is_away(
    sent: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*order: object) -> None:
        raise OperationalError("the server closed the connection")

    send(browser("planner"), "one.json", small(tmp_path))
    with monkeypatch.context() as broken, pytest.raises(OperationalError):
        broken.setattr(uploads, "bring", away)
        uploads.take(context(), **sent[0])
    uploads.take(context(attempts=1), **sent[0])
    assert Building.objects.count() == 1


def test_a_file_that_was_loaded_when_its_worker_died_is_loaded_once(
    sent: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(browser("planner"), "one.json", small(tmp_path))
    with monkeypatch.context() as killed:
        killed.setattr(uploads.shutil, "rmtree", lambda *told, **more: None)
        uploads.take(context(), **sent[0])
    uploads.take(context(attempts=1), **sent[0])
    assert list(Load.objects.order_by("pk").values_list("status", flat=True)) == ["done", "unchanged"]
    assert Building.objects.count() == 1


def test_a_file_that_is_gone_is_told_in_the_workers_log(caplog: pytest.LogCaptureFixture) -> None:
    uploads.take(context(), path=str(uploads.room() / "x" / "one.json"), who="planner", keep_good=False)
    assert "one.json, which planner had sent, was not loaded" in caplog.text


def test_files_nobody_waits_for_are_swept_away(tmp_path: Path, queue: None) -> None:
    uploads.sweep()
    send(browser("planner"), "one.json", small(tmp_path))
    [awaited] = uploads.room().iterdir()
    (uploads.room() / "cut-off").mkdir()
    (uploads.room() / "cut-off" / "half.json").write_text("{")
    uploads.sweep()
    assert list(uploads.room().iterdir()) == [awaited]
