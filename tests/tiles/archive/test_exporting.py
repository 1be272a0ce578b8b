"""An export that is interrupted goes on, one of another state begins anew, and the file comes last."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archives import fill, read_head, read_tiles, share_database
from tiles.archive.assembling import Assembled
from tiles.archive.exporting import Hands, export
from tiles.archive.planning import Wanted
from tiles.asking import Asked
from twin.access import NOBODY
from twin.layer import layers
from twin.models import Road

Run = Callable[..., tuple[Assembled, list[str]]]
pytestmark = pytest.mark.usefixtures("twin")
WANTED = Wanted(Asked(NOBODY, (layers["roads"],)), (12, 16))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Exports roads to a file, stopped by Ctrl-C where so many tiles are drawn."""
    share_database(monkeypatch)
    fill("roads", range(1, 60, 2))

    def run(name: str, stop: int | None = None) -> tuple[Assembled, list[str]]:
        said: list[str] = []

        def progress(done: int, total: int) -> None:
            if stop is not None and done >= stop:
                raise KeyboardInterrupt

        return export(WANTED, tmp_path / name, Hands(1), progress, said.append), said

    return run


def test_an_interrupted_export_goes_on_and_gives_the_same_file(run: Run, tmp_path: Path) -> None:
    done, said = run("whole.pmtiles")
    assert said == []
    with pytest.raises(KeyboardInterrupt):
        run("cut.pmtiles", stop=1)
    assert not (tmp_path / "cut.pmtiles").exists()
    again, said = run("cut.pmtiles")
    assert again == done
    assert "Going on where it was interrupted: 1 of" in said[0]
    assert (tmp_path / "cut.pmtiles").read_bytes() == (tmp_path / "whole.pmtiles").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut.pmtiles", "whole.pmtiles"]
    assert len(read_tiles(tmp_path / "cut.pmtiles")) == done.tiles


def test_where_rows_have_changed_it_begins_anew(run: Run, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run("cut.pmtiles", stop=1)
    Road.objects.filter(code="code 1").update(name="renamed")
    _, said = run("cut.pmtiles")
    assert said == ["What was drawn before is of other options, rows or code; it is drawn anew."]
    run("whole.pmtiles")
    assert (tmp_path / "cut.pmtiles").read_bytes() == (tmp_path / "whole.pmtiles").read_bytes()


def test_the_bounds_are_those_of_the_rows_within_the_boxes(run: Run, tmp_path: Path) -> None:
    run("all.pmtiles")
    header, _ = read_head(tmp_path / "all.pmtiles")
    assert (header["min_lon_e7"], header["max_lon_e7"]) == (1_201_600_000, 1_207_410_000)
    boxed = Wanted(WANTED.asked, (12, 13), ((120.3, 30.0, 120.4, 30.252),))
    export(boxed, tmp_path / "box.pmtiles", Hands(1), lambda done, total: None, print)
    header, _ = read_head(tmp_path / "box.pmtiles")
    assert (header["min_lon_e7"], header["max_lon_e7"]) == (1_203_000_000, 1_204_000_000)


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        export(WANTED, tmp_path, Hands(1), lambda done, total: None, print)
