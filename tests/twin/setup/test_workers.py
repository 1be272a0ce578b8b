"""Tests run in as many processes as the machine has cores for, each in a data directory of its own."""

import os
from pathlib import Path

import pytest

from twin.setup import workers
from twin.setup.instance import Instance


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with more cores and memory than are used."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(64)))
    monkeypatch.setattr(workers, "memory", lambda: 64_000)


@pytest.mark.usefixtures("cores")
@pytest.mark.parametrize(
    "arguments", [[], ["-k", "crs"], ["fixtures"], ["README.md", "fixtures"], ["-q", "--co"]]
)
def test_the_whole_and_its_parts_run_in_several_processes(arguments: list[str], root: Path) -> None:
    assert workers.count(root, arguments) == workers.MOST


@pytest.mark.usefixtures("cores")
@pytest.mark.parametrize(
    "arguments", [["README.md"], ["-x", "README.md"], ["README.md::test_one", "README.md::test_two"]]
)
def test_one_file_runs_in_one_process(arguments: list[str], root: Path) -> None:
    assert workers.count(root, arguments) == 1


def test_a_machine_with_one_core_runs_one_process(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0})
    assert workers.count(root, []) == 1


@pytest.mark.usefixtures("cores")
@pytest.mark.parametrize(("megabytes", "number"), [(900, 1), (4000, 2)])
def test_a_machine_with_little_memory_runs_few(
    monkeypatch: pytest.MonkeyPatch, root: Path, megabytes: int, number: int
) -> None:
    monkeypatch.setattr(workers, "memory", lambda: megabytes)
    assert workers.count(root, []) == number


def test_each_process_has_the_trials_cluster_and_a_folder_of_its_own(instance: Instance) -> None:
    first, second = workers.trials(instance, 2)
    assert first.data_dir != second.data_dir and {first.run_dir, second.run_dir} == {instance.run_dir}
    assert workers.trials(instance, 1) == []


def test_one_process_is_pytest_as_it_is(instance: Instance) -> None:
    assert workers.spread([]) == []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clone with a folder and a file."""
    (tmp_path / "fixtures").mkdir()
    (tmp_path / "README.md").touch()
    return tmp_path
