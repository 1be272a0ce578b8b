"""OSM tiles: the real city's counts, and what a folder of tiles may be asked."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.osm_tiles import FORMAT
from spatial.records import (
    Address,
    Building,
    CityObject,
    Generic,
    HeightSource,
    Issue,
    LandUse,
    Place,
    Road,
    Severity,
)

TILES = Path(__file__).resolve().parents[3] / "fixtures" / "osm_tiles"


def test_astana_has_the_published_counts(sample: Callable[[str], Path]) -> None:
    begun = process_time()
    rows = list(FORMAT.read(sample("base/astana"), Asked()))
    assert process_time() - begun < 15
    kinds = Counter(type(row) for row in rows)
    buildings = [row for row in rows if isinstance(row, Building) and row.parent is None]
    tagged = [row for row in buildings if {"height", "building:levels"} & set(row.attributes)]
    towers = [row for row in buildings if "building:height" in row.attributes and row not in tagged]
    assert len(buildings) == 32_060
    assert len(tagged) == 20_263
    assert {row.height_source for row in tagged} == {HeightSource.MEASURED, HeightSource.STOREYS}
    assumed = [row for row in buildings if row.height_source is HeightSource.ASSUMED]
    assert len(assumed) == 32_060 - 20_263 - len(towers)
    assert kinds[Road] == 11_211
    assert kinds[LandUse] == 1_258
    assert kinds[Address] == 21_753
    places = Counter(row.klass for row in rows if isinstance(row, Place))
    assert (places["school"], places["hospital"]) == (93, 33)
    assert not [row for row in rows if isinstance(row, Issue) and row.severity is Severity.ERROR]


def test_astana_loses_no_element_and_no_geometry(sample: Callable[[str], Path]) -> None:
    rows = list(FORMAT.read(sample("base/astana"), Asked()))
    things = [row for row in rows if isinstance(row, CityObject)]
    assert len({row.code for row in things}) == 49_826 - 283
    assert len({(type(row), row.code) for row in things}) == len(things)
    assert all(row.footprint is not None and row.footprint.is_valid for row in things)


def test_the_real_tiles_are_recognised_and_placed(sample: Callable[[str], Path]) -> None:
    folder = sample("base/astana")
    files = FORMAT.files(folder)
    assert len(files) == 16
    assert all(FORMAT.recognises(file.read_bytes()[:HEAD]) for file in files)
    header = FORMAT.header(folder, Asked())
    assert header.extent == pytest.approx((71.279297, 51.069017, 71.630859, 51.289406), abs=1e-6)
    assert header.attribution == "© OpenStreetMap contributors, ODbL"


def test_other_vector_tiles_are_not_recognised(sample: Callable[[str], Path]) -> None:
    others = list(sample("conformance/mvt-fixtures").rglob("*.mvt"))
    assert others
    assert [path for path in others if FORMAT.recognises(path.read_bytes()[:HEAD])] == []


def test_a_part_lies_under_the_building_around_it() -> None:
    rows = [row for row in FORMAT.read(TILES, Asked()) if isinstance(row, Building)]
    assert [(row.code, row.parent, row.height) for row in rows if row.parent] == [("way-3", "way-2", 21)]


def test_an_element_without_tags_is_counted_not_kept() -> None:
    last = list(FORMAT.read(TILES, Asked()))[-1]
    assert isinstance(last, Issue)
    assert (last.code, last.severity) == ("NO_TAGS", Severity.INFO)


def test_one_tile_alone_is_read_too() -> None:
    [west, _] = FORMAT.files(TILES)
    rows = list(FORMAT.read(west, Asked()))
    assert {row.klass for row in rows if isinstance(row, Generic)} == {"barrier=fence"}


def test_options_that_tiles_cannot_heed_are_refused(tmp_path: Path) -> None:
    assert FORMAT.header(TILES, Asked(crs="EPSG:4326")).crs == "EPSG:4326"
    for asked in (Asked(swap_axes=True), Asked(crs="EPSG:32642")):
        with pytest.raises(RefusedError, match="leave out --crs and --swap-axes"):
            FORMAT.header(TILES, asked)
    with pytest.raises(RefusedError, match="name the folder of tiles"):
        FORMAT.header(tmp_path, Asked())


def test_a_head_cut_before_its_keys_is_recognised_by_its_layer_alone() -> None:
    name = b"\x0a\x03osm"
    assert FORMAT.recognises(b"\x1a\xff\xff\x03" + name + b"\x12\xff\xff\x03" + bytes(100))
    assert not FORMAT.recognises(b"\x1a\x05" + name)
    assert not FORMAT.recognises(b"\x1a\xff\xff\x03\x0a\x03sea" + bytes(100))
