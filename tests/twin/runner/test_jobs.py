"""Runs are kept for whoever asked; jobs are worked off as that person may see, and can be dismissed."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from psycopg import connect

from spatial.analysis import analyses
from spatial.errors import RefusedError
from spatial.inputs import BadInputError
from tests.bearing import member
from tests.housing import sign_up
from tests.registers import Planted
from twin.access import NOBODY, Viewer
from twin.access.personal import NotOpenError
from twin.access.tokens import make, revoke, tokens_of
from twin.layer import EVERYONE
from twin.models import Revision, Run
from twin.runner import Asker, await_run, defer, dismiss, execute, find, gathering, jobs, renew, running, runs

pytestmark = pytest.mark.usefixtures("ledger")
VACANCY = analyses["vacancy"]
ANYBODY, LI = Asker("", NOBODY), Asker("li", Viewer(frozenset({"anonymous", "housing"})))
ADMIN = Asker("root", Viewer(EVERYONE))


def queued() -> list[str]:
    """How the queue's jobs stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id")
        return [status for (status,) in cursor.fetchall()]


def test_a_run_at_once_is_kept_with_all_it_was_run_with() -> None:
    Planted()
    kept = execute(VACANCY, {"proof": "both"}, LI)
    assert (kept.status, kept.who, kept.analysis, kept.version) == ("successful", "li", "vacancy", "1.0.0")
    assert kept.inputs == {"proof": "both", "zoning": "city", "admin_level": None, "as_of": None}
    assert kept.outcome and kept.outcome["rows"]
    assert kept.began and kept.ended and kept.began <= kept.ended


def test_what_is_refused_is_not_kept() -> None:
    with pytest.raises(BadInputError):
        execute(VACANCY, {"proof": "hearsay"}, LI)
    with pytest.raises(BadInputError):
        defer(VACANCY, {"proof": "hearsay"}, LI)
    with pytest.raises(NotOpenError):
        defer(analyses["area-per-person"], {}, ANYBODY)
    assert not Run.objects.exists()
    assert queued() == []


def test_a_job_comes_to_the_same_as_a_run_at_once() -> None:
    Planted()
    sign_up("li", "housing")
    begun = defer(VACANCY, {"proof": "both"}, LI)
    assert (begun.status, queued()) == ("accepted", ["todo"])
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert begun.status == "successful"
    at_once = execute(VACANCY, {"proof": "both"}, LI)
    assert begun.outcome and at_once.outcome
    assert begun.outcome["rows"] == at_once.outcome["rows"]


def test_a_job_sees_what_its_asker_may_see_when_it_runs() -> None:
    Planted()
    staff = User.objects.create_user("li")
    begun = defer(analyses["price-income"], {}, LI)
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert begun.status == "failed"
    assert "housing bureau" in begun.message
    assert jobs.asker_of(staff.username).viewer.groups == {"anonymous"}
    assert jobs.asker_of("gone").viewer == NOBODY


def test_a_dismissed_job_is_not_run_and_tells_nothing() -> None:
    begun = defer(VACANCY, {}, LI)
    assert dismiss(begun).status == "dismissed"
    assert queued() == ["cancelled"]
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert (begun.status, begun.outcome) == ("dismissed", None)
    done = execute(VACANCY, {}, LI)
    assert (dismiss(done).status, done.outcome) == ("dismissed", None)


def test_a_job_dismissed_while_it_runs_stops_at_the_next_table(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = defer(VACANCY, {}, LI)

    def run(*arguments: Any) -> Any:
        dismiss(begun)
        arguments[-1](0.5)
        raise AssertionError("It went on.")

    monkeypatch.setattr(jobs, "run", run)
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert (begun.status, begun.message) == ("dismissed", "")


def test_a_job_tells_how_far_it_is_between_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    Planted()
    begun, seen = defer(analyses["homes-jobs"], {}, ADMIN), list[int]()

    def run(*arguments: Any) -> Any:
        *asked, pause = arguments

        def look(done: float) -> None:
            pause(done)
            begun.refresh_from_db()
            seen.append(begun.progress)

        return running.run(*asked, look)

    monkeypatch.setattr(jobs, "run", run)
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert (seen, begun.status) == ([0, 33, 67], "successful")


@pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
def test_a_job_at_its_tables_sees_that_it_was_dismissed_and_others_see_how_far_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Planted()
    begun = defer(analyses["homes-jobs"], {}, ADMIN)
    stands = "SELECT status, progress FROM twin_run"
    told = list[Any]()

    def look(*arguments: Any) -> Any:
        with connect(**connection.get_connection_params(), autocommit=True) as other:
            told.append(other.execute(stands).fetchone())
            other.execute("UPDATE twin_run SET status = 'dismissed'")
        return gathering.gather(*arguments)

    monkeypatch.setattr("twin.runner.arguments.gather", look)
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert told == [("running", 0)]
    assert (begun.status, begun.outcome) == ("dismissed", None)


def tell_attempts(job: int | None, attempts: int) -> None:
    """Let the queue say how often a worker had a job before."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s WHERE id = %s", [attempts, job])


def test_a_run_whose_worker_was_killed_is_taken_up_by_the_next() -> None:
    Planted()
    begun = defer(VACANCY, {}, LI)
    Run.objects.filter(pk=begun.pk).update(status="running", progress=40)
    tell_attempts(begun.job, 1)
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert begun.status == "successful" and begun.outcome


def test_a_run_that_kills_every_worker_is_told_as_failed() -> None:
    begun = defer(VACANCY, {}, LI)
    Run.objects.filter(pk=begun.pk).update(status="running")
    tell_attempts(begun.job, jobs.TRIES)
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert (begun.status, begun.message) == ("failed", jobs.WORN_OUT)


def test_a_run_that_another_worker_has_at_hand_is_left_to_it() -> None:
    begun = defer(VACANCY, {}, LI)
    key = int.from_bytes(begun.id.bytes[:8], signed=True)
    with connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [key])
        jobs.work(id=str(begun.id))
        begun.refresh_from_db()
        assert begun.status == "accepted"
        other.execute("SELECT pg_advisory_unlock(%s)", [key])
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert begun.status == "successful"


def test_a_fault_of_the_servers_own_is_logged_and_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun = defer(VACANCY, {}, LI)
    monkeypatch.setattr(jobs, "run", lambda *_: 1 / 0)
    jobs.work(id=str(begun.id))
    begun.refresh_from_db()
    assert (begun.status, begun.message) == ("failed", jobs.FAILED)
    assert "ZeroDivisionError" in caplog.text


def test_runs_are_known_to_their_asker_and_administrators() -> None:
    mine, anybodys = execute(VACANCY, {}, LI), execute(VACANCY, {}, ANYBODY)
    assert list(runs(LI)) == [mine]
    assert find(anybodys.id, LI) is None
    assert find(anybodys.id, ANYBODY) == anybodys
    assert set(runs(ADMIN)) == {mine, anybodys}


def test_a_job_whose_worker_is_gone_is_told_as_failed() -> None:
    begun = defer(VACANCY, {}, LI)
    assert getattr(find(begun.id, LI), "status", None) == "accepted"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    lost = find(begun.id, LI)
    assert lost and (lost.status, lost.message) == ("failed", jobs.LOST)


def test_what_nobody_owns_is_let_go_after_a_while_and_queues_have_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = [execute(VACANCY, {}, asker) for asker in (ANYBODY, LI)]
    Run.objects.update(made=timezone.now() - timedelta(days=30))
    execute(VACANCY, {}, ANYBODY)
    assert [Run.objects.filter(pk=run.pk).exists() for run in old] == [False, True]
    monkeypatch.setattr(jobs, "MOST_WAITING", 0)
    with pytest.raises(RefusedError, match="wait already"):
        defer(VACANCY, {}, LI)


def test_a_run_is_renewed_only_when_what_it_is_of_has_changed() -> None:
    Planted()
    first = renew(VACANCY, {}, LI)
    assert renew(VACANCY, {}, LI) == first
    assert renew(VACANCY, {}, ANYBODY) != first
    assert renew(VACANCY, {"proof": "register"}, LI) == first, "That is what is asked when nothing is said."
    Revision.objects.create(kind="dwelling", number=10**6)
    assert renew(VACANCY, {}, LI) != first


def test_a_job_that_waits_is_awaited_and_not_begun_twice() -> None:
    begun = await_run(VACANCY, {}, LI)
    assert await_run(VACANCY, {}, LI) == begun
    assert await_run(VACANCY, {"proof": "both"}, LI) != begun
    dismiss(begun)
    assert await_run(VACANCY, {}, LI) != begun


def test_a_token_runs_as_far_as_it_is_for_and_knows_of_its_own_runs_alone() -> None:
    li = member("li", "housing", "planner")
    token, _ = make(li, "planning", ["planner"])
    asker = jobs.asker_of("li", token.pk)
    assert asker.viewer.groups == {"anonymous", "planner"}
    mine, its = (jobs.keep(analyses["vacancy"], {}, one, status=Run.Status.SUCCESSFUL) for one in (LI, asker))
    assert [run.pk for run in jobs.runs(asker)] == [its.pk]
    assert {run.pk for run in jobs.runs(LI)} == {mine.pk, its.pk}
    assert jobs.find(mine.pk, asker) is None
    revoke(tokens_of(li), token.pk)
    assert jobs.asker_of("li", token.pk).viewer == NOBODY
