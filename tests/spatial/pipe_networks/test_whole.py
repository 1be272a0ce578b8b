"""What is held whole is of a bounded size, and is text."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.pipe_networks import whole
from spatial.pipe_networks.whole import read_whole


def test_a_file_is_read_whole_up_to_its_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "net.inp"
    path.write_bytes(b"x" * 2**20)
    monkeypatch.setattr(whole, "LARGEST", 2**20)
    assert len(read_whole(path)) == 2**20
    path.write_bytes(b"x" * (2**20 + 1))
    with pytest.raises(RefusedError, match=r"net\.inp is larger than the 1 MB .* networks of their own"):
        read_whole(path)


def test_a_nul_character_is_told_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "net.inp"
    path.write_bytes(b"[TITLE]\n\nx\0")
    with pytest.raises(RefusedError, match=r"net\.inp, line 3: a NUL character; remove it"):
        read_whole(path)
