"""A demo city is fetched once and loaded once into a database, and again into another one."""

from dataclasses import replace
from pathlib import Path

import pytest

from twin.setup import demo, node
from twin.setup.children import Children
from twin.setup.instance import SetUpError, write_json


@pytest.fixture
def fetched(children: Children) -> Path:
    """The folder npm has filled as the lock file says."""
    place = demo.folder(children.instance)
    (place / demo.TILES).mkdir(parents=True)
    (place / demo.TILES / "1.mvt").touch()
    node.mirror(children.instance.root / "fixtures/astana", place)
    lock = node.digest(place, [place / "package.json", place / "package-lock.json"])
    write_json(place / "node_modules" / node.STAMP, {"lock": lock})
    return place


def test_tiles_that_are_there_are_not_fetched_again(children: Children, fetched: Path) -> None:
    assert demo.fetch(children) == fetched / demo.TILES


def test_a_package_without_tiles_is_refused(children: Children, fetched: Path) -> None:
    (fetched / demo.TILES / "1.mvt").unlink()
    with pytest.raises(SetUpError, match=r"holds no tiles at .*; choose `--demo none`"):
        demo.fetch(children)


def test_what_was_loaded_is_known_until_lock_frame_or_database_change(
    children: Children, fetched: Path
) -> None:
    instance = replace(children.instance, crs=demo.CRS["astana"])
    mark = instance.data_dir / "cluster/data/PG_VERSION"
    mark.parent.mkdir(parents=True)
    mark.write_text("15")
    assert not demo.is_loaded(instance)
    write_json(fetched / "loaded.json", demo.stamp(instance))
    assert demo.is_loaded(instance)
    assert not demo.is_loaded(replace(instance, crs=4549))
    assert not demo.is_loaded(replace(instance, external=True))
    lock = instance.root / "fixtures/astana/package-lock.json"
    before = lock.read_text()
    lock.write_text(before + "\n")
    assert not demo.is_loaded(instance)
    lock.write_text(before)
    mark.rename(mark.with_name("old"))
    mark.write_text("15")
    assert not demo.is_loaded(instance), "the cluster was made anew"


def test_registers_are_made_up_once_and_a_failure_is_told(
    children: Children, fetched: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    instance = children.instance
    asked: list[list[str]] = []

    def fail(command: list[str], log: str) -> None:
        raise SetUpError("`registers` ended with code 1")

    monkeypatch.setattr(children, "run", fail)
    demo.make_registers(children)
    assert "not whole; the next `up` makes up what is missing: `registers` ended" in capsys.readouterr().out
    assert not demo.has_registers(instance)
    monkeypatch.setattr(children, "run", lambda command, log: asked.append(command))
    demo.make_registers(children)
    assert asked[0][-3:] == ["registers", "--synthesise", "1"]
    assert demo.has_registers(instance)


def test_registers_cut_short_by_the_end_are_made_up_again_and_no_failure_is_told(
    children: Children, fetched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    children.stop()
    demo.make_registers(children)
    assert capsys.readouterr().out == ""
    assert not demo.has_registers(children.instance)


def test_two_servers_are_two_databases(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    instance = replace(children.instance, external=True)
    monkeypatch.setenv("DATABASE_URL", "postgresql:///one")
    one = demo.stamp(instance)
    monkeypatch.setenv("DATABASE_URL", "postgresql:///two")
    assert demo.stamp(instance) != one
    assert "postgresql" not in str(one), "the address holds a password"


def test_a_load_that_fails_is_not_told_as_loaded(children: Children, fetched: Path) -> None:
    with pytest.raises(SetUpError, match=r"load .* ended with code"):
        demo.load(children, fetched / demo.TILES)
    assert not demo.is_loaded(children.instance)


def test_the_made_up_city_needs_nothing_fetched_and_is_known_by_its_numbers(
    children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up = Children(replace(children.instance, demo="hangzhou", crs=demo.CRS["hangzhou"]))
    place = demo.fetch(made_up)
    assert list(place.iterdir()) == []
    ran: list[list[str]] = []
    monkeypatch.setattr(made_up, "run", lambda command, log: ran.append(command))
    demo.load(made_up, place)
    assert ran[0][-5:] == ["generate", "--buildings", demo.BUILDINGS, "--seed", demo.SEED]
    assert demo.is_loaded(made_up.instance)
    assert not demo.is_loaded(children.instance), "the other demo is another city"
    monkeypatch.setattr(demo, "SEED", "2")
    assert not demo.is_loaded(made_up.instance)
