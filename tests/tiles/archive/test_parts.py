"""Parts lie beside their archive until it is whole, and only what is whole counts."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from tiles.archive.drawing import Batch, Entry
from tiles.archive.parts import Parts, open_parts

BATCH = Batch([Entry(7, 3, "a" * 32, 0), Entry(9, 2, "b" * 32, 4)], b"onetw")


def test_parts_outlive_a_failure_and_go_with_success(tmp_path: Path) -> None:
    file = tmp_path / "city.pmtiles"
    with pytest.raises(OSError, match="full"), open_parts(file) as parts:
        parts.begin("state", [[7, 8, 9], [10]])
        parts.keep(0, BATCH)
        raise OSError("full")
    with open_parts(file) as parts:
        assert parts.read_plan() == ("state", [[7, 8, 9], [10]])
        assert parts.drawn() == {0}
        assert parts.entries(0) == BATCH.entries
        assert parts.content(0).read_bytes() == b"onetw"
    assert list(tmp_path.iterdir()) == []


def test_what_was_cut_off_does_not_count(tmp_path: Path) -> None:
    with open_parts(tmp_path / "city.pmtiles") as parts:
        parts.begin("state", [[7], [8]])
        parts.content(0).write_bytes(b"on")
        (parts.folder / "1.json.new").write_bytes(b"[")
        assert parts.drawn() == set()


def test_a_new_plan_takes_away_what_was_drawn_by_the_old_one(tmp_path: Path) -> None:
    with open_parts(tmp_path / "city.pmtiles") as parts:
        parts.begin("state", [[7, 8, 9]])
        parts.keep(0, BATCH)
        parts.begin("other", [[1]])
        assert parts.drawn() == set()
        assert not parts.content(0).exists()


def test_two_commands_do_not_write_one_archive(tmp_path: Path) -> None:
    file = tmp_path / "city.pmtiles"
    with (
        open_parts(file) as parts,
        pytest.raises(RefusedError, match="Another command is writing"),
        open_parts(file),
    ):
        assert isinstance(parts, Parts)


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "city.pmtiles.parts"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(RefusedError, match="no archive's parts"), open_parts(tmp_path / "city.pmtiles"):
        pass
    assert (folder / "thesis.txt").exists()
