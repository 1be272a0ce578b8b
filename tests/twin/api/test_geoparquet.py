"""GeoParquet is read back by other libraries with shapes, figures, coordinate system and provenance."""

import json
from io import BytesIO
from pathlib import Path

import geopandas
import pyarrow.parquet
import pytest

from tests.outcomes import SHAPES, plant_found, plant_outcome
from twin.api.geoparquet import write_geoparquet


@pytest.fixture
def written() -> bytes:
    """The file."""
    return write_geoparquet(plant_outcome(), SHAPES, "http://x/jobs/1", "en")


def test_places_are_read_back_with_shapes_and_figures(written: bytes) -> None:
    frame = geopandas.read_parquet(BytesIO(written))
    assert frame.crs.to_epsg() == 4326
    assert frame["place"].tolist() == ["zone"] * 4 + ["unplaced", "city"]
    assert frame["name"].tolist()[1] == "=1+1"
    assert frame["rate"].dropna().tolist() == [0.25, 0.5, 0.3]
    assert frame["rate.reason"].tolist()[2] == "Hidden: drawn from too few people"
    assert frame["rate.reason"].isna().sum() == 3
    assert frame["zone"].dropna().tolist() == [1, 2, 3, 4]
    assert frame.geometry.iloc[0].bounds == (120.0, 30.0, 121.0, 31.0)
    assert frame.geometry.isna().tolist() == [False, False, False, True, True, True]


def test_the_metadata_are_those_of_geoparquet_with_the_provenance_beside(written: bytes) -> None:
    metadata = pyarrow.parquet.read_schema(BytesIO(written)).metadata
    geo = json.loads(metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    column = geo["columns"]["geometry"]
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Polygon"])
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    told = json.loads(metadata[b"provenance"])
    assert told["lines"]["Permalink"] == "http://x/jobs/1"
    assert told["columns"]["homes.old"] == {"title": "Homes · old", "unit": "{count}"}
    assert told["sources"][0]["dataset"] == "made"


def test_an_outcome_without_any_shape_is_still_a_file(tmp_path: Path) -> None:
    path = tmp_path / "city.parquet"
    path.write_bytes(write_geoparquet(plant_outcome(flows=False), {}, "x", "zh"))
    assert geopandas.read_parquet(path).geometry.isna().all()


def test_what_was_found_is_there_with_its_shape() -> None:
    frame = geopandas.read_parquet(BytesIO(write_geoparquet(plant_found(), SHAPES, "x", "en")))
    found = frame[frame["place"] == "found"]
    assert found["title"].tolist() == ["Reached"] * 3 and found["value"].dropna().tolist() == [10, 2.5]
    assert found.geometry.geom_type.tolist() == ["Polygon", "Point", "Point"]
    assert found["why"].tolist()[2] == "Hidden: drawn from too few people"
