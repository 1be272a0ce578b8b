"""Arrow as plain values."""

from pathlib import Path

import numpy as np
import pyarrow
import pytest

from spatial.errors import RefusedError
from spatial.vector.arrow import read_values, stream
from spatial.vector.cells import Odd
from tests.spatial.vector.made import BOX, write


def test_text_is_decoded_and_what_is_no_text_is_odd() -> None:
    column = pyarrow.array([b"a", None, b"\xff"]).view(pyarrow.string())
    kept, none, odd = read_values(column, "string", str.upper)
    assert (kept, none) == ("A", None)
    assert isinstance(odd, Odd)


def test_a_date_beyond_the_calendar_is_odd_and_its_neighbours_are_not() -> None:
    near, far = read_values(
        pyarrow.array([0, 2**31 - 1], pyarrow.int32()).cast(pyarrow.date32()), "date", str
    )
    assert near.isoformat() == "1970-01-01"
    assert isinstance(far, Odd)


def test_features_are_streamed_whole_or_as_chosen(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fgb", "FlatGeobuf", [BOX] * 3, {"n": np.array([7, 8, 9])}, SPATIAL_INDEX="NO")
    assert [batch.column(1).to_pylist() for batch, _ in stream(path, {})] == [[7, 8, 9]]
    assert [batch.column(1).to_pylist() for batch, _ in stream(path, {}, [2, 0])] in ([[7], [9]], [[9], [7]])


def test_what_gdal_cannot_open_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.fgb"
    path.write_bytes(b"fgb\x03fgb\0" + bytes(100))
    with pytest.raises(RefusedError, match="cannot be read"):
        list(stream(path, {}))
