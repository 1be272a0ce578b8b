"""QGIS, without a screen, opens a layer as OGC API Features: counts, pages, boxes, fields, map."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from tests.journeys.conftest import OtherTwin

PYTHON = "/usr/bin/python3"
TYPES = {"string": "String", "integer": "Integer", "number": "Real", "boolean": "Boolean", "object": "JSON"}
MULTIPOLYGON = 6
READ = """
import json, sys
from qgis.core import (QgsApplication, QgsDataSourceUri, QgsFeatureRequest, QgsMapRendererParallelJob,
                       QgsMapSettings, QgsRectangle, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
address, name, size, target = json.load(sys.stdin)
app = QgsApplication([], False)
app.initQgis()
source = QgsDataSourceUri()
for key, value in {"url": address, "typename": name, "pageSize": size, "srsname": "OGC:CRS84",
                   "restrictToRequestBBOX": "1"}.items():
    source.setParam(key, str(value))
layer = QgsVectorLayer(source.uri(False), name, "OAPIF")
assert layer.isValid(), layer.error().summary()
codes = [one["code"] for one in layer.getFeatures()]
box = layer.extent()
half = QgsRectangle(box.xMinimum(), box.yMinimum(), box.center().x(), box.center().y())
within = [one["code"] for one in layer.getFeatures(QgsFeatureRequest().setFilterRect(half))]
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setDestinationCrs(layer.crs())
settings.setExtent(box)
settings.setOutputSize(QSize(512, 512))
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
job.renderedImage().save(target)
print(json.dumps({
    "count": layer.featureCount(), "codes": codes, "within": within,
    "half": [half.xMinimum(), half.yMinimum(), half.xMaximum(), half.yMaximum()],
    "fields": {field.name(): field.typeName() for field in layer.fields()},
    "crs": layer.crs().authid(), "geometry": layer.wkbType(),
}))
"""
pytestmark = pytest.mark.skipif(
    shutil.which("qgis") is None,
    reason="QGIS is not on this machine; `apt install qgis python3-qgis` brings it.",
)


def open_layer(address: str, name: str, size: int, target: Path) -> dict[str, Any]:
    """What QGIS finds in a layer that it reads by pages of `size`; its map is at `target`."""
    done = subprocess.run(
        [PYTHON, "-c", READ],
        input=json.dumps([address, name, size, str(target)]),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(target.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("size", [50, 1000])
def test_qgis_reads_the_buildings(served: tuple[OtherTwin, str], tmp_path: Path, size: int) -> None:
    twin, address = served
    page = twin.fetch(f"{address}/collections/buildings/items?limit=10000")["features"]
    told = open_layer(address, "buildings", size, tmp_path / "map.png")
    assert told["count"] == len(page)
    assert sorted(told["codes"]) == sorted(one["properties"]["code"] for one in page)
    asked = ",".join(map(str, told["half"]))
    within = twin.fetch(f"{address}/collections/buildings/items?limit=10000&bbox={asked}")["features"]
    assert sorted(told["within"]) == sorted(one["properties"]["code"] for one in within)
    assert 0 < len(within) < len(page)


def test_qgis_knows_its_fields_and_its_place(served: tuple[OtherTwin, str], tmp_path: Path) -> None:
    twin, address = served
    told = open_layer(address, "buildings", 1000, tmp_path / "map.png")
    schema = twin.fetch(f"{address}/collections/buildings/schema")["properties"]
    del schema["geometry"]
    assert told["fields"] == {name: TYPES[one["type"][0]] for name, one in schema.items()}
    extent = twin.fetch(f"{address}/collections/buildings")["extent"]["spatial"]["bbox"][0]
    # Longitude first, whichever name of its system this QGIS has.
    assert told["crs"] in ("EPSG:4326", "OGC:CRS84")
    assert told["half"][:2] == pytest.approx(extent[:2], abs=1e-5)
    assert told["geometry"] == MULTIPOLYGON


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")  # a picture lies nowhere
@pytest.mark.parametrize("name", ["buildings", "roads", "places"])
def test_qgis_draws_the_features(served: tuple[OtherTwin, str], tmp_path: Path, name: str) -> None:
    _, address = served
    open_layer(address, name, 1000, tmp_path / "map.png")
    with rasterio.open(tmp_path / "map.png") as image:
        pixels = image.read([1, 2, 3])
    colours = np.unique(pixels.reshape(3, -1), axis=1).shape[1]
    assert colours > 1, "the map is of one colour"
