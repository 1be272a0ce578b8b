"""What the machine lacks is installed, or the exact commands for it are said; nothing is done in between."""

import io
from pathlib import Path

import pytest

from twin.setup import children, packages, programs
from twin.setup.instance import SetUpError
from twin.setup.programs import DATABASE, NGINX, VENV, Need

MOON = Need("a moon", lambda: False, ("moon-phase",))
NEVER = tuple(Need(need.title, lambda: False, need.packages) for need in (VENV, DATABASE, NGINX))


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no programs but those put here."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, script: str = "exit 1") -> None:
    """A program of that machine."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_a_machine_that_has_all_is_left_alone(tools: Path) -> None:
    packages.provide(tools, (Need("air", lambda: True, ("air",)),))


def test_without_apt_the_machines_own_tool_is_named(tools: Path) -> None:
    put(tools, "dnf")
    with pytest.raises(SetUpError, match=r"has no apt\. Install it:\n  dnf install -y .*postgis nginx"):
        packages.provide(tools, NEVER)


def test_without_any_known_tool_the_programs_are_named(tools: Path) -> None:
    with pytest.raises(SetUpError, match=r"lacks a moon, and has no apt[^$]*\(Debian: moon-phase\)"):
        packages.provide(tools, (MOON,))


def test_without_root_the_apt_commands_are_said(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tools, "apt-get", "echo this must not run; exit 1")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SetUpError, match="as root or with sudo, or run:") as refusal:
        packages.provide(tools, NEVER)
    told = str(refusal.value).splitlines()
    assert told[-1] == "  apt-get install -y python3-venv postgresql-postgis nginx"
    forbids = next(index for index, line in enumerate(told) if "create_main_cluster = false" in line)
    assert forbids < len(told) - 1, "the system's cluster is forbidden before the server comes"


def test_sudo_that_would_ask_is_not_taken_where_nobody_can_answer(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert packages.as_root() is None
    put(tools, "sudo", "exit 1")
    assert packages.as_root() is None
    put(tools, "sudo", "exit 0")
    assert packages.as_root() == ["sudo", "-n"]


def test_a_person_gives_the_password_before_anything_is_installed(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("sys.stdin", open_terminal())
    put(tools, "sudo", '[ "$*" = "-v" ]')
    assert packages.as_root() == ["sudo"]
    put(tools, "sudo", "exit 1")
    assert packages.as_root() is None


def open_terminal() -> io.StringIO:
    """A standard input that says it is a terminal."""
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    return terminal


def test_a_ctrl_c_is_heard_when_apt_has_done(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met = tools / "brought"
    need = Need("a moon", met.exists, ("moon-phase",))
    put(tools, "apt-get")
    put(tools, "python", f"kill -INT $PPID; /bin/sleep 0.2; : > {met}")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("sys.executable", str(tools / "python"))
    children.raise_on_signals()
    with pytest.raises(children.Stopped):
        packages.provide(tools, (need,))
    assert met.exists(), "apt was cut off"


def test_an_installation_cut_short_is_finished_though_its_programs_are_there(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tools, "apt-get")
    put(tools, "python", f'echo "$*" > {tools}/asked')
    monkeypatch.setattr("sys.executable", str(tools / "python"))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    air = (Need("air", lambda: True, ("air",)),)
    packages.provide(tools, air)
    assert not (tools / "asked").exists()
    monkeypatch.setattr(packages.apt, "was_cut_short", lambda: True)
    packages.provide(tools, air)
    assert (tools / "asked").read_text() == "-B -m twin.setup.apt\n"


def test_what_apt_did_not_bring_is_named(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tools, "apt-get")
    put(tools, "python", "echo asked: $*")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("sys.executable", str(tools / "python"))
    with pytest.raises(SetUpError, match=r"apt did not bring a moon\. Run these[^$]*install -y moon-phase"):
        packages.provide(tools, (MOON,))


def test_the_commands_by_hand_name_every_need() -> None:
    needs = (VENV, DATABASE, NGINX, programs.BROWSER, programs.OGRINFO)
    names = [name for need in needs for name in need.packages]
    said = packages.apt_commands(names)
    assert all(
        word in said for word in ("python3-venv", "postgresql-postgis", "nginx", "chromium", "gdal-bin")
    )
