"""Archives as the PMTiles library reads them, and processes that draw from the tests' own twin."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pmtiles.reader import MmapSource, Reader, all_tiles

from tests.factories import fill_layer
from tests.journeys.conftest import address_of
from twin.access.rows import model_of
from twin.layer import layers
from twin.overview import renew

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


def fill(id: str, indices: Iterable[int], **values: Any) -> None:
    """Rows of a layer with what they amount to from afar, as a load leaves them."""
    layer = layers[id]
    fill_layer(layer, indices, **values)
    with transaction.atomic():
        renew(model_of(layer), None)


def share_database(patch: pytest.MonkeyPatch) -> None:
    """Let the processes that are started from now on work in the tests' own database."""
    patch.setenv("DATABASE_URL", address_of(str(connection.settings_dict["NAME"])))
