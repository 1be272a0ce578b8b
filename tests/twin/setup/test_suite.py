"""The tests run in a data directory and a frame of their own, and their exit code is the command's."""

import json
import os
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from twin.setup import environment, suite
from twin.setup.children import Children
from twin.setup.instance import Instance, SetUpError

NOTHING_COLLECTED, WRONG_USE = 5, 4


def test_a_clone_that_was_never_up_is_tested_beside_its_later_twin(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suite.packages, "provide", lambda root, needs: None)
    found = suite.prepare(clone)
    assert found.data_dir == clone / ".var" and not found.recorded
    monkeypatch.setenv("TWIN_DATA_DIR", str(clone.parent / "chosen"))
    assert suite.prepare(clone).data_dir == clone.parent / "chosen"


def test_without_a_browser_the_tests_that_need_one_are_left_out(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def provide(root: Path, needs: tuple[suite.packages.Need, ...]) -> None:
        if suite.BROWSER in needs:
            raise SetUpError("no browser to be had.")

    monkeypatch.setattr(suite.packages, "provide", provide)
    suite.prepare(clone)
    assert "Tests with a browser or ogrinfo are skipped: no browser to be had." in capsys.readouterr().out


def trial(instance: Instance, children: Children, script: str, number: int = 1) -> int:
    """The exit code where pytest is a script of ours."""
    python = environment.python(instance.root)
    python.unlink()
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    return suite.run_pytest(children, number, Namespace(full=False, pytest=["-k", "crs"]))


def test_pytests_exit_code_is_the_commands(instance: Instance, children: Children) -> None:
    assert trial(instance, children, '[ "$*" = "-m pytest -k crs" ] && exit 3') == 3


def test_what_takes_long_runs_only_when_asked_for(instance: Instance, children: Children) -> None:
    assert trial(instance, children, 'exit "${TWIN_FULL:-7}"') == (1 if "TWIN_FULL" in os.environ else 7)
    assert suite.run_pytest(children, 1, Namespace(full=True, pytest=[])) == 1


def test_several_processes_share_the_files_each_in_a_twin_of_its_own(
    instance: Instance, children: Children
) -> None:
    told = f"--tx=popen//env:TWIN_DATA_DIR={instance.data_dir}/process-"
    script = f'case "$*" in *"{told}1 {told}2 -k crs") exit 3; esac'
    assert trial(instance, children, script, 2) == 3


def test_the_tests_see_the_built_web_map(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web/map.js").touch()
    (tmp_path / "test").mkdir()
    for _ in range(2):
        suite.link_web(tmp_path / "test/web", tmp_path / "web")
    assert (tmp_path / "test/web/map.js").exists()


def test_the_tests_twin_has_the_fixtures_frame_and_no_demo(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def see(own: Children, number: int, options: Namespace) -> int:
        seen.update(own.environment(), number=number)
        return NOTHING_COLLECTED

    monkeypatch.setattr(suite.node, "build_map", lambda own, data_dir: False)
    monkeypatch.setattr(suite, "run_pytest", see)
    city = replace(instance, crs=32642, heights=None, demo="astana", external=True)
    assert suite.run(city, Namespace(processes=2, pytest=[])) == NOTHING_COLLECTED
    assert seen["number"] == 2
    assert seen["TWIN_DATA_DIR"] == str(instance.data_dir / "test")
    assert (seen["TWIN_CRS"], seen["TWIN_HEIGHTS"]) == ("4549", "5737")
    for folder in ("test", "test/process-1", "test/process-2"):
        record = json.loads((instance.data_dir / folder / "instance.json").read_text())
        assert (record["crs"], record["demo"], record["run_dir"]) == (4549, None, instance.run_dir)
        assert (instance.data_dir / folder / "web").is_symlink()
    assert not (instance.data_dir / "instance.json").exists(), "the city's own record is not touched"
