"""What is put together is read back by the PMTiles library: all tiles, equal ones kept once."""

import random
from hashlib import blake2b
from pathlib import Path

import pytest
from isal import igzip
from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import Compression, TileType, tileid_to_zxy

from spatial.errors import RefusedError
from tiles.archive.assembling import Assembled, assemble
from tiles.archive.drawing import Batch, Entry
from tiles.archive.parts import Parts

BOUNDS = (120.0, 30.0, 120.5, 30.25)
FIRST = 5592405  # The id of the first tile of zoom 12.


def write(folder: Path, *batches: dict[int, bytes]) -> Parts:
    """Parts with these tiles."""
    folder.mkdir()
    parts = Parts(folder)
    for number, tiles in enumerate(batches):
        entries = [Entry(id, len(one), blake2b(one).hexdigest(), 0) for id, one in tiles.items()]
        parts.keep(number, Batch(entries, b"".join(tiles.values())))
    return parts


def test_each_tile_is_found_under_its_place_and_equal_ones_are_kept_once(tmp_path: Path) -> None:
    sea, town = igzip.compress(b"sea", 1), igzip.compress(b"town", 1)
    batches = ({FIRST: sea, FIRST + 1: sea, FIRST + 2: town}, {FIRST + 3: sea, FIRST + 90: town})
    done = assemble(write(tmp_path / "p", *batches), 2, BOUNDS, {"name": "城"}, tmp_path / "a.pmtiles")
    with (tmp_path / "a.pmtiles").open("rb") as file:
        source = MmapSource(file)
        reader = Reader(source)
        header = reader.header()
        read = dict(all_tiles(source))
        found = {id: reader.get(*tileid_to_zxy(id)) for tiles in batches for id in tiles}
    assert done == Assembled(tiles=5, bytes=(tmp_path / "a.pmtiles").stat().st_size, left_out=0, cut=0)
    assert read == {tileid_to_zxy(id): one for tiles in batches for id, one in tiles.items()}
    assert found == {id: one for tiles in batches for id, one in tiles.items()}
    assert (header["addressed_tiles_count"], header["tile_entries_count"]) == (5, 4)
    assert (header["tile_contents_count"], header["tile_data_length"]) == (2, len(sea) + len(town))
    assert (header["min_zoom"], header["max_zoom"], header["clustered"]) == (12, 12, True)
    assert (header["tile_type"], header["tile_compression"]) == (TileType.MVT, Compression.GZIP)
    assert (header["min_lon_e7"], header["max_lat_e7"]) == (1_200_000_000, 302_500_000)
    assert reader.metadata() == {"name": "城"}


def test_many_tiles_need_leaf_directories(tmp_path: Path) -> None:
    draw = random.Random(1).randrange
    ids = sorted({FIRST + draw(4**12) for _ in range(20_000)})
    tiles = {id: id.to_bytes(4, "big") + bytes(draw(60)) for id in ids}
    assemble(write(tmp_path / "p", tiles), 1, BOUNDS, {}, tmp_path / "a.pmtiles")
    with (tmp_path / "a.pmtiles").open("rb") as file:
        source = MmapSource(file)
        reader = Reader(source)
        assert reader.header()["leaf_directory_length"] > 0
        assert dict(all_tiles(source)) == {tileid_to_zxy(id): one for id, one in tiles.items()}
        assert {id: reader.get(*tileid_to_zxy(id)) for id in ids[::1999]}.items() <= tiles.items()
        assert reader.get(*tileid_to_zxy(ids[-1] + 1)) is None


def test_what_was_left_out_is_counted(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.keep(0, Batch([Entry(1, 1, "a", 5), Entry(2, 1, "b", 0), Entry(3, 1, "c", 2)], b"xyz"))
    done = assemble(parts, 1, BOUNDS, {}, tmp_path / "a.pmtiles")
    assert (done.tiles, done.left_out, done.cut) == (3, 7, 2)


def test_an_archive_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no file was written"):
        assemble(write(tmp_path / "p", {}), 1, BOUNDS, {}, tmp_path / "a.pmtiles")
    assert not (tmp_path / "a.pmtiles").exists()
