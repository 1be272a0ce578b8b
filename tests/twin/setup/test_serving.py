"""A server that dies is started again, the sooner the steadier it was."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.twin.setup.conftest import await_that
from twin.setup import processes, serving
from twin.setup.children import Children
from twin.setup.instance import SetUpError
from twin.setup.serving import Database, Server, look_after


def look_until(server: Server, happens: Callable[[], bool]) -> None:
    """Look after a server as `up` does, only oftener."""
    await_that(lambda: look_after([server]) or happens())


def server(children: Children, *command: str) -> Server:
    """A server that may be watched."""
    return Server("trial server", "trial", command, children, {}, pause=0.1)


def test_a_killed_server_is_started_again(children: Children, capsys: pytest.CaptureFixture[str]) -> None:
    watched = server(children, "sleep", "60")
    watched.start()
    first = watched.process
    assert first
    look_after([watched])
    assert watched.process is first, "one that runs is left alone"
    first.kill()
    look_until(watched, lambda: watched.process not in (first, None))
    assert watched.process and watched.process.poll() is None
    assert "The trial server ended (code -9); starting it again in 0.1 s." in capsys.readouterr().out
    assert children.running == {watched.process}


def test_what_a_killed_master_leaves_is_ended_before_the_next_starts(children: Children) -> None:
    folder = children.instance.data_dir
    watched = server(children, "sh", "-c", "sleep 61 & wait")
    watched.start()
    await_that(lambda: len(processes.left_behind(folder)) == 2)
    master = watched.process
    assert master
    orphans = [pid for pid in processes.left_behind(folder) if pid != master.pid]
    master.kill()
    look_until(watched, lambda: watched.process is None)
    assert orphans and not set(orphans) & set(processes.left_behind(folder))


def test_the_socket_a_killed_server_leaves_is_removed(children: Children) -> None:
    left = children.instance.data_dir / "http.sock"
    left.touch()
    watched = server(children, "sleep", "60")
    watched.listens = left
    watched.start()
    assert not left.exists()


def test_one_that_keeps_dying_is_started_less_and_less_often(children: Children) -> None:
    watched = server(children, "sh", "-c", "exit 7")
    watched.start()
    look_until(watched, lambda: watched.pause > 0.7)
    assert watched.pause == pytest.approx(0.8)


def test_one_that_ran_long_is_started_again_at_once(
    children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "STEADY", 0.0)
    watched = server(children, "true")
    watched.pause = serving.LONGEST_PAUSE
    watched.start()
    look_until(watched, lambda: watched.process is None)
    assert watched.due - time.monotonic() <= serving.FIRST_PAUSE
    assert watched.pause == 2 * serving.FIRST_PAUSE


def test_a_pause_has_an_upper_bound(children: Children) -> None:
    watched = server(children, "true")
    watched.pause = serving.LONGEST_PAUSE
    watched.start()
    look_until(watched, lambda: watched.process is None)
    assert watched.pause == serving.LONGEST_PAUSE


@dataclass
class Cluster:
    """A database that has ended, and does not start so many times."""

    failures: int = 0
    trials: int = 0

    def postmaster(self) -> int | None:
        """No process until it is started again."""
        return 1 if self.trials > self.failures else None

    def restart(self) -> None:
        """Note it."""
        self.trials += 1
        if self.trials <= self.failures:
            raise SetUpError("PostgreSQL did not start: struck down once more.")


def test_a_database_that_ended_is_started_again() -> None:
    ended = Cluster()
    watched = Database(ended)  # type: ignore[arg-type]
    look_after([watched])
    look_after([watched])
    assert ended.trials == 1


def test_one_that_does_not_start_is_started_again_later(capsys: pytest.CaptureFixture[str]) -> None:
    ended = Cluster(failures=2)
    watched = Database(ended, pause=0.1)  # type: ignore[arg-type]
    look_after([watched])
    look_after([watched])
    assert ended.trials == 1, "not before the pause is over"
    assert "struck down once more.\n  Trying again in 0.1 s." in capsys.readouterr().out
    await_that(lambda: look_after([watched]) or ended.postmaster())
    assert (ended.trials, watched.pause) == (3, serving.FIRST_PAUSE)
