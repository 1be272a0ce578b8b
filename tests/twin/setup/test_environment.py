"""`.venv` holds what the lock says: it is left alone while that is so, completed or remade when it is not."""

import shutil
import sys
from pathlib import Path

import pytest

from twin.setup import environment
from twin.setup.instance import SetUpError, read_json, write_json

FOR_RUN, FOR_TESTS = "django==5.2\n", "pytest==9.0\n"


def put_lock(root: Path, run: str = FOR_RUN, tests: str = FOR_TESTS) -> None:
    """A lock of two parts."""
    (root / environment.LOCK).write_text(f"{run}{environment.TESTS_ONLY}{tests}")


def complete(root: Path, purpose: str) -> None:
    """A `.venv` that says it is complete."""
    write_json(root / ".venv" / environment.STAMP, environment.stamp_of(root, purpose))


def freshness(root: Path) -> tuple[bool, bool]:
    """Whether `.venv` does for `run`, and for `test`."""
    return environment.is_fresh(root, "run"), environment.is_fresh(root, "test")


def test_the_lock_has_a_part_for_running_and_the_rest_for_tests(clone: Path) -> None:
    put_lock(clone)
    assert environment.locked(clone, "run") == FOR_RUN
    assert environment.locked(clone, "test") == f"{FOR_RUN}{environment.TESTS_ONLY}{FOR_TESTS}"


def test_the_projects_own_lock_has_both_parts() -> None:
    root = Path(__file__).resolve().parents[3]
    run = environment.locked(root, "run")
    assert "django==" in run and "pytest==" not in run
    assert "pytest==" in environment.locked(root, "test")


def test_what_tests_need_has_all_that_running_needs(clone: Path) -> None:
    put_lock(clone)
    assert freshness(clone) == (False, False)
    complete(clone, "run")
    assert freshness(clone) == (True, False)
    complete(clone, "test")
    assert freshness(clone) == (True, True)


def test_a_changed_lock_is_noticed_by_whom_it_concerns(clone: Path) -> None:
    put_lock(clone)
    complete(clone, "test")
    put_lock(clone, tests="pytest==9.1\n")
    assert freshness(clone) == (True, False)
    put_lock(clone, run="django==5.3\n")
    assert freshness(clone) == (False, False)


def test_a_venv_whose_python_is_gone_or_another_is_not_fresh(clone: Path) -> None:
    assert environment.is_fresh(clone, "run")
    environment.python(clone).unlink()
    assert environment.version(clone) == "" and not environment.works(clone)
    assert not environment.is_fresh(clone, "run")
    environment.python(clone).write_text("#!/bin/sh\necho 3.99.0\n")
    environment.python(clone).chmod(0o755)
    assert environment.version(clone) == "3.99.0"
    assert not environment.is_fresh(clone, "run")


def test_a_complete_venv_is_left_alone(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environment.provide(clone, "test")
    assert capsys.readouterr().out == ""


def test_a_venv_is_made_and_filled_and_remade_when_it_was_cut_short(clone: Path) -> None:
    shutil.rmtree(clone / ".venv")
    environment.provide(clone, "run")
    assert environment.works(clone) and environment.is_fresh(clone, "run")
    (clone / ".venv/left-behind").touch()
    (clone / ".venv" / environment.STAMP).unlink()
    (clone / ".venv" / environment.UNFINISHED).touch()
    environment.provide(clone, "run")
    assert environment.is_fresh(clone, "run")
    assert not (clone / ".venv/left-behind").exists(), "what pip left half-written is not built upon"
    put_lock(clone, run="no-such-package\n")
    with pytest.raises(SetUpError, match=r"pip could not install [^$]*run the command again"):
        environment.fill(clone, "run")
    assert read_json(clone / ".venv" / environment.STAMP) == {}
    assert (clone / ".venv" / environment.UNFINISHED).exists()


def test_a_python_that_cannot_make_a_venv_says_why(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = clone / "python"
    broken.write_text("#!/bin/sh\necho ensurepip is not available; exit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(SetUpError, match=r"could not make .*\.venv: ensurepip is not available"):
        environment.make(clone)
