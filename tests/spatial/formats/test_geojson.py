"""GeoJSON: real files whole, and told from its relatives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.geojson import FORMAT
from spatial.tables import Row

assert FORMAT.tables is not None
tables = FORMAT.tables

REAL = {
    "commute/bristol/bristol_zones.geojson": ("EPSG:4326", ("polygon",), 102),
    "commute/bristol/bristol_stations.geojson": ("EPSG:4326", ("point",), 43),
    "commute/bristol/bristol_region.geojson": ("EPSG:4326", ("polygon",), 1),
    "commute/bristol/bristol_ttwa.geojson": ("EPSG:4326", ("polygon",), 1),
    "pipes/wntr/ky4_pipes.geojson": ("EPSG:3547", ("line",), 1156),
    "pipes/wntr/ky4_junctions.geojson": ("EPSG:3547", ("point",), 959),
    "pipes/bellinge-swmm/bellinge_small_subcatchments.geojson": ("EPSG:32632", ("polygon",), 13),
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_file_has_its_published_rows_and_no_finding(name: str, sample: Callable[[str], Path]) -> None:
    path = sample(name)
    [table] = tables(path, Asked())
    assert FORMAT.recognises(path.read_bytes()[:HEAD])
    assert (table.crs, table.geometry, table.total) == REAL[name]
    rows = list(table.rows(None))
    assert len(rows) == table.total
    assert all(isinstance(row, Row) and row.footprint for row in rows)


def test_zones_are_keyed_by_their_codes(sample: Callable[[str], Path]) -> None:
    [table] = tables(sample("commute/bristol/bristol_zones.geojson"), Asked())
    codes = [row.code for row in table.rows("geo_code")]
    assert (len(set(codes)), codes[0]) == (102, "E02002985")


@pytest.mark.parametrize(
    ("head", "is_geojson"),
    [
        (b'{"type": "FeatureCollection", "features": []}', True),
        (b'\xef\xbb\xbf \n{ "type" : "Feature", "properties": {"type": "CityJSON"}}', True),
        (b'\x1e{"type": "Feature"}\n', True),
        (b'{"bbox": [0], "features": [{"properties": {}, "type": "Feature"', True),
        (b'{"features": [{"type": "x"}], "type": "FeatureCollection"}', True),
        (b'{"type": "CityJSON", "version": "2.0", "CityObjects": {"a": {"type": "Feature"}}}', False),
        (b'{"type": "CityJSONFeature", "CityObjects": {}}', False),
        (b'{"type": "Topology", "objects": {"features": [{"type": "Feature"}]}}', False),
        (b'{"type": "gdal_streamed_alg", "command_line": "x", "a": "FeatureCollection"}', False),
        (b'[{"type": "Feature"}]', False),
        (b'{"features": []}', False),
    ],
)  # fmt: skip
def test_only_an_object_that_is_of_features_itself_is_geojson(head: bytes, is_geojson: bool) -> None:
    assert FORMAT.recognises(head) is is_geojson


def test_zeros_without_end_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    for beginning in (
        b'{"type": "FeatureCollection", "features": [',
        b'{"type": "Feature"}\n',
        b'{"type": "Feature"',
    ):
        with path.open("wb") as stream:
            stream.write(beginning)
            stream.truncate(2 * 1024**3)
        with pytest.raises(RefusedError, match=r"\.$"):
            tables(path, Asked())
