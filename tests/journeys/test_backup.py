"""A twin is backed up, changed, and restored as it was; a broken file or another city's changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cities import city, write
from tests.journeys.conftest import OtherTwin

Make = Callable[[int, int | None], OtherTwin]
STANDING = "SELECT code, height FROM twin_building WHERE upper_inf(recorded) ORDER BY code"


@pytest.fixture(scope="module")
def twin(other_twin: Make, tmp_path_factory: pytest.TempPathFactory) -> OtherTwin:
    """A twin with two buildings."""
    made = other_twin(4549, 5737)
    made.do("load", str(write(tmp_path_factory.mktemp("city") / "one.city.json", city({"a": 9, "b": 12}))))
    return made


def test_what_was_backed_up_comes_back(twin: OtherTwin, tmp_path: Path) -> None:
    before = twin.ask(STANDING)
    told = twin.do("backup", str(tmp_path / "twin.dump"))
    assert "proven" in told
    twin.do("load", str(write(tmp_path / "one.city.json", city({"a": 10}))))
    assert twin.ask(STANDING) != before
    with twin.serving() as address:
        twin.do("restore", str(tmp_path / "twin.dump"))
        assert twin.ask(STANDING) == before
        assert twin.fetch(f"{address}/collections/buildings/items?count=exact")["numberMatched"] == 2
    assert twin.ask("SELECT count(*) FROM pg_database WHERE datname LIKE current_database() || '\\_%'") == [
        (0,)
    ]


def test_a_file_that_is_no_backup_changes_nothing(twin: OtherTwin, tmp_path: Path) -> None:
    before = twin.ask(STANDING)
    good = tmp_path / "twin.dump"
    twin.do("backup", str(good))
    cut = tmp_path / "cut.dump"
    cut.write_bytes(good.read_bytes()[: good.stat().st_size * 2 // 3])
    (tmp_path / "text.dump").write_text("not a backup")
    for name in ("cut.dump", "text.dump", "absent.dump"):
        done = twin.run("restore", str(tmp_path / name))
        assert done.returncode != 0, name
        assert "Traceback" not in done.stderr
        assert twin.ask(STANDING) == before


def test_another_citys_backup_is_refused_by_a_sentence(
    twin: OtherTwin, other_twin: Make, tmp_path: Path
) -> None:
    other_twin(28992, 5709).do("backup", str(tmp_path / "dutch.dump"))
    done = twin.run("restore", str(tmp_path / "dutch.dump"))
    assert done.returncode != 0
    assert "--crs 28992 --heights 5709" in done.stderr


def test_a_backup_that_cannot_be_written_says_so(twin: OtherTwin, tmp_path: Path) -> None:
    done = twin.run("backup", str(tmp_path / "nowhere" / "twin.dump"))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
