"""Exports by the worker: made as whoever asked might see and may still, told how far, ended, let go of."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from tests.apart import do_apart
from tests.housing import sign_up
from tests.queries import ask, fill_buildings, fill_mixed
from twin.access import NOBODY, Viewer, viewer
from twin.api import spooling
from twin.api.spooling import defer, find, work
from twin.export import keeping, reading
from twin.models import Building, Export, Openness

pytestmark = pytest.mark.usefixtures("ledger")
STAFF = Viewer(frozenset({"anonymous", "planner"}))


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.TWIN_EXPORTS = tmp_path / "exports"
    yield


def put(who: str = "", seen_by: Viewer = NOBODY, form: str = "csv", question: str = "") -> Export:
    """An export that waits for the worker."""
    kept = defer(who, None, ask(viewer=seen_by), form, question, "http://twin")
    assert kept
    return kept


def run(kept: Export) -> Export:
    """The export after the worker had it."""
    work(str(kept.pk))
    kept.refresh_from_db()
    return kept


def test_the_worker_makes_the_file_and_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    fill_mixed()
    monkeypatch.setattr(reading, "BATCH", 2)
    told: list[tuple[int, Any]] = []
    honest = keeping.move

    def watch(kept: Export, before: str, **more: Any) -> bool:
        if "done" in more:
            told.append((more["done"], more["rows"]))
        return honest(kept, before, **more)

    monkeypatch.setattr(keeping, "move", watch)
    kept = run(put())
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert (kept.status, kept.done, kept.rows, kept.file) == ("successful", 5, 5, "buildings.csv")
    assert spooling.path_of(kept).stat().st_size == kept.size > 100


def test_the_question_is_asked_again_in_the_eyes_of_who_asked() -> None:
    [named, _] = fill_buildings()
    Building.objects.filter(pk=named.pk).update(openness=Openness.LIMITED)
    sign_up("li", "planner")
    assert b"bare" in spooling.path_of(run(put(question="code=bare"))).read_bytes()
    assert "滨江" not in spooling.path_of(run(put())).read_text()
    assert "滨江" in spooling.path_of(run(put("li", STAFF))).read_text()


def test_the_worker_of_the_queue_takes_it(transactional_db: None) -> None:
    fill_buildings()
    kept = put(form="gpkg")
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, queue_name FROM procrastinate_jobs WHERE id = %s", [kept.job])
        assert cursor.fetchall() == [("twin.api.spooling.work", "analyses")]
    worker = app.with_connector(app.connector.get_worker_connector())
    with worker.replace_connector(worker.connector):
        do_apart(lambda: worker.run_worker(wait=False, queues=["analyses"], install_signal_handlers=False))
    kept.refresh_from_db()
    assert (kept.status, kept.file, kept.done) == ("successful", "buildings.gpkg", 2)
    fetched = Client().get(f"/exports/{kept.pk}/file")
    assert b"".join(fetched.streaming_content)[:15] == b"SQLite format 3"


def test_who_has_left_a_group_gets_nothing() -> None:
    fill_buildings()
    user = sign_up("li", "planner", "housing")
    waiting, ready = put("li", STAFF), run(put("li", STAFF, "gpkg"))
    assert ready.status == "successful"
    user.groups.remove(user.groups.get(name="planner"))
    now = viewer(User.objects.get(pk=user.pk))
    assert (run(waiting).status, waiting.message) == ("failed", spooling.CLOSED)
    assert find(str(ready.pk), "li", now) is None


def test_leaving_a_group_or_dismissal_ends_what_is_being_written(monkeypatch: pytest.MonkeyPatch) -> None:
    fill_mixed()
    user = sign_up("li", "planner")
    monkeypatch.setattr(reading, "BATCH", 1)
    # Both connections are one here, so that the end of the writing undoes the dismissal itself.
    ends: dict[str, Callable[[Any], object]] = {
        "running": keeping.dismiss,
        "failed": lambda kept: user.groups.clear(),
    }
    honest = spooling.check_groups
    for status, end in ends.items():
        kept, steps = put("li", STAFF), list[Any]()

        def check(asked: Any, using: str = "default", end: Any = end, steps: list[Any] = steps) -> None:
            steps.append(asked)
            if len(steps) == 3:
                end(asked)
            honest(asked, using)

        monkeypatch.setattr(spooling, "check_groups", check)
        run(kept)
        assert (kept.status, len(steps), kept.file) == (status, 3, "")
        assert not keeping.folder(kept).exists()
        keeping.dismiss(kept)


def test_an_export_is_its_owners_alone_and_nobodys_has_an_address_none_can_guess() -> None:
    fill_buildings()
    sign_up("li", "planner")
    mine, open_to_all = run(put("li", STAFF)), run(put())
    assert find(str(mine.pk), "li", STAFF)
    assert find(str(mine.pk), "", NOBODY) is None
    assert find(str(mine.pk), "wang", STAFF) is None
    assert find(str(open_to_all.pk), "wang", STAFF)
    assert open_to_all.pk.version == 4
    assert find("1", "", NOBODY) is None
    assert find(str(uuid4()), "", NOBODY) is None


def test_what_the_worker_lost_is_told() -> None:
    fill_buildings()
    kept = put()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    found = find(str(kept.pk), "", NOBODY)
    assert found
    assert (found.status, found.message) == ("failed", spooling.LOST)


def test_what_stopped_its_worker_each_time_is_given_up() -> None:
    kept = put()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 3 WHERE id = %s", [kept.job])
    assert (run(kept).status, kept.message) == ("failed", spooling.WORN_OUT)


def test_what_has_no_room_is_refused(settings: Any) -> None:
    fill_buildings()
    settings.TWIN_EXPORT_SPACE = 10
    assert (run(put()).status, Export.objects.get().message) == ("failed", spooling.FULL)


def test_a_failure_of_the_servers_own_is_told_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: Any) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(spooling, "make", fail)
    assert (run(put()).status, Export.objects.get().message) == ("failed", spooling.FAILED)


def test_the_clock_lets_go_of_what_was_kept_long_enough() -> None:
    fill_buildings()
    old, new = run(put()), run(put(form="gpkg"))
    Export.objects.filter(pk=old.pk).update(made=timezone.now() - keeping.KEPT - timedelta(minutes=1))
    spooling.clean(0)
    assert [kept.pk for kept in Export.objects.all()] == [new.pk]
    assert [place.name for place in keeping.room().iterdir()] == [str(new.pk)]
