"""GDAL writes what it is fed; what goes wrong in the feeding is raised as it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyogrio
import pytest

from spatial.errors import RefusedError
from tests.queries import ask
from twin.export.reading import Survey
from twin.export.vector import cut_texts, name_kind, write_vector

SCHEMA = pyarrow.schema([("a", pyarrow.string())])


def batches(error: Exception | None = None) -> Iterator[Any]:
    """One batch of three texts, then an error."""
    yield pyarrow.record_batch([["路" * 3, "ab", None]], schema=SCHEMA)
    if error:
        raise error


@pytest.mark.django_db
def test_an_error_in_the_rows_is_raised_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="enough"):
        write_vector(tmp_path / "a.gpkg", "GPKG", SCHEMA, batches(KeyError("enough")), ask(), "")
    with pytest.raises(RefusedError, match="other"):
        write_vector(tmp_path / "b.gpkg", "GPKG", SCHEMA, batches(RefusedError("other")), ask(), "")


@pytest.mark.django_db
def test_what_the_driver_cannot_do_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be written"):
        write_vector(tmp_path / "none" / "a.gpkg", "GPKG", SCHEMA, batches(), ask(), "")
    write_vector(tmp_path / "a.gpkg", "GPKG", SCHEMA, batches(), ask(), "")
    assert pyogrio.read_info(tmp_path / "a.gpkg")["features"] == 3


def test_texts_are_cut_and_counted() -> None:
    lost: dict[str, int] = {}
    [batch] = [cut_texts(batch, SCHEMA, 7, lost) for batch in batches()]
    assert batch.to_pylist() == [{"a": "路路"}, {"a": "ab"}, {"a": None}]
    assert lost == {"a": 1}


def test_a_file_is_of_the_kind_that_all_rows_are_of() -> None:
    def named(*kinds: str, deep: bool = False) -> str:
        return name_kind(Survey(1, 1, frozenset(kinds), deep, None, True, frozenset()))

    assert named("MULTIPOLYGON") == "MultiPolygon"
    assert named("POINT", deep=True) == "Point Z"
    assert named("POINT", "POLYGON") == named() == "Unknown"
