"""A refusal is a sentence, and the set-up's commands need no Django before `.venv` is there."""

import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from tests.twin.setup.conftest import ROOT
from twin.setup import commands
from twin.setup.instance import SetUpError


def refuse(root: Path, options: Namespace) -> int:
    """A command that cannot go on."""
    raise SetUpError("The port is taken: choose another with --port.")


def test_a_refusal_is_told_in_a_sentence(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(commands.COMMANDS, "status", (refuse, "refuses"))
    assert commands.run(clone, ["status"]) == 1
    assert capsys.readouterr().err == "\nThe port is taken: choose another with --port.\n"


def enter_closed_folder(root: Path, options: Namespace) -> int:
    """A command that meets what another account owns."""
    raise PermissionError(1, "Operation not permitted", "/var/lib/x")


def test_what_another_account_owns_is_told_in_a_sentence(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(commands.COMMANDS, "status", (enter_closed_folder, "refuses"))
    assert commands.run(clone, ["status"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("\n/var/lib/x: Operation not permitted.")
    assert "sudo chown -R $USER /var/lib/x" in said


def test_a_reader_that_has_seen_enough_gets_no_traceback(bare: Path) -> None:
    command = [str(Path(sys.base_prefix) / "bin/python3"), "-S", str(bare / "manage.py"), "status"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as status:
        assert status.stdout and status.stderr
        status.stdout.close()
        assert status.stderr.read() == b""
        assert status.wait() == 1


def test_only_test_takes_options_it_does_not_know(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []
    monkeypatch.setitem(commands.COMMANDS, "test", (lambda root, options: asked.append(options) or 0, ""))
    assert commands.run(clone, ["test", "--full", "tests/twin", "-k", "crs"]) == 0
    assert (asked[0].full, asked[0].pytest) == (True, ["tests/twin", "-k", "crs"])
    with pytest.raises(SystemExit):
        commands.run(clone, ["up", "--prot", "8055"])
    assert "unknown option --prot 8055" in capsys.readouterr().err


def test_an_option_cut_short_is_no_other_option(clone: Path) -> None:
    with pytest.raises(SystemExit):
        commands.run(clone, ["up", "--dem", "none"])


@pytest.fixture
def bare(clone: Path) -> Path:
    """A clone as git brings it: the set-up, and no packages."""
    shutil.rmtree(clone / ".venv")
    shutil.copy(ROOT / "manage.py", clone)
    for name in ("twin/__init__.py", "spatial/__init__.py", "spatial/errors.py"):
        (clone / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, clone / name)
    shutil.copytree(ROOT / "twin/setup", clone / "twin/setup")
    return clone


def run(clone: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`manage.py` by the system's Python, without any packages."""
    command = [str(Path(sys.base_prefix) / "bin/python3"), "-S", str(clone / "manage.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


def test_before_the_first_up_a_command_of_django_names_up(bare: Path) -> None:
    done = run(bare, "migrate")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The twin is not installed yet: run `python3 manage.py up` first.\n"


@pytest.mark.parametrize("command", sorted(commands.COMMANDS))
def test_the_set_ups_commands_explain_themselves_without_packages(bare: Path, command: str) -> None:
    done = run(bare, command, "--help")
    assert done.returncode == 0, done.stderr
    assert commands.COMMANDS[command][1] in " ".join(done.stdout.split())


def test_status_and_down_do_without_packages_and_leave_nothing(bare: Path) -> None:
    assert run(bare, "status").returncode == 3
    assert run(bare, "down").stdout == "Nothing of this twin was running.\n"
    assert not (bare / ".var").exists()


def test_the_overview_names_every_command() -> None:
    named = {line.split()[0] for line in commands.overview().splitlines()[1:] if line}
    assert named == set(commands.COMMANDS) == {"up", "down", "status", "doctor", "test"}
