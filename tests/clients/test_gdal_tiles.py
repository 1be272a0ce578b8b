"""GDAL reads the twin's tiles over HTTP: a zoom of a layer as one table, described by its TileJSON."""

import numpy as np
import pyogrio
import shapely

from tests.journeys.conftest import OtherTwin

ZOOM = 14


def source(address: str, layer: str) -> str:
    """A zoom of a layer's tiles as GDAL names it."""
    return f"MVT:{address}/tiles/{layer}/{ZOOM}"


def test_gdal_finds_the_fields_of_a_layer_in_its_tilejson(served: tuple[OtherTwin, str]) -> None:
    twin, address = served
    [described] = twin.fetch(f"{address}/tiles/buildings.json")["vector_layers"]
    told = pyogrio.read_info(
        source(address, "buildings"),
        METADATA_FILE=f"{address}/tiles/buildings.json",
        TILE_EXTENSION="mvt",
    )
    assert set(described["fields"]) <= set(told["fields"])
    assert told["crs"] == "EPSG:3857"


def test_gdal_reads_each_building_where_it_lies(served: tuple[OtherTwin, str]) -> None:
    twin, address = served
    meta, _, shapes, fields = pyogrio.raw.read(
        source(address, "buildings"),
        METADATA_FILE=f"{address}/tiles/buildings.json",
        TILE_EXTENSION="mvt",
        CLIP="NO",
    )
    told = dict(zip(meta["fields"], fields, strict=True))
    seen = set(told["mvt_id"].astype(int).tolist())
    known = dict(twin.ask("SELECT thing_id, ST_AsBinary(tile) FROM twin_building WHERE parent_id IS NULL"))
    assert seen == set(known)
    middles = shapely.centroid(shapely.from_wkb(shapes))
    table = shapely.from_wkb(np.array([bytes(known[int(id)]) for id in told["mvt_id"]], dtype=object))
    whole = shapely.area(table)
    assert np.median(shapely.distance(middles, shapely.centroid(table))) < 2.0
    assert whole.min() > 0
