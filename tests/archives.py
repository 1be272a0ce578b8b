"""Archives as the PMTiles library reads them, and processes that draw from the tests' own twin."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pmtiles.reader import MmapSource, Reader, all_tiles

from tests.journeys.conftest import address_of

Place = tuple[int, int, int]


def read_tiles(file: Path) -> dict[Place, bytes]:
    """The tiles of an archive by zoom, column and row."""
    with file.open("rb") as stream:
        return dict(all_tiles(MmapSource(stream)))


def read_head(file: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The header and the metadata of an archive."""
    with file.open("rb") as stream:
        reader = Reader(MmapSource(stream))
        return dict(reader.header()), reader.metadata()


def share_database(patch: pytest.MonkeyPatch) -> None:
    """Let the processes that are started from now on work in the tests' own database."""
    patch.setenv("DATABASE_URL", address_of(str(connection.settings_dict["NAME"])))
