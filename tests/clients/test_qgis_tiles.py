"""QGIS, without a screen, draws a layer of the twin's tiles in the twin's style."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import rasterio

from tests.journeys.conftest import OtherTwin

PYTHON = "/usr/bin/python3"
DRAW = """
import json, sys
from qgis.core import (QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle,
                       QgsVectorTileLayer, QgsCoordinateReferenceSystem)
from qgis.PyQt.QtCore import QSize
tiles, style, box, target = json.load(sys.stdin)
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorTileLayer(f"type=xyz&url={tiles}&styleUrl={style}&zmin=12&zmax=17", "buildings")
assert layer.isValid(), layer.error().summary()
told, styled = layer.loadDefaultStyle()
assert styled, told
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
settings.setExtent(QgsRectangle(*box))
settings.setOutputSize(QSize(512, 512))
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
job.renderedImage().save(target)
"""


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")  # a picture lies nowhere
@pytest.mark.skipif(
    shutil.which("qgis") is None,
    reason="QGIS is not on this machine; `apt install qgis python3-qgis` brings it.",
)
def test_qgis_draws_the_buildings(served: tuple[OtherTwin, str], tmp_path: Path) -> None:
    twin, address = served
    [box] = twin.ask(
        "SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e) FROM "
        "(SELECT ST_Expand(ST_Centroid(ST_Extent(tile)), 600) AS e FROM twin_building) AS middle"
    )
    target, tiles = tmp_path / "map.png", f"{address}/tiles/buildings/{{z}}/{{x}}/{{y}}.mvt"
    subprocess.run(
        [PYTHON, "-c", DRAW],
        input=json.dumps([tiles, f"{address}/tiles/style.json", box, str(target)]),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
        check=True,
        timeout=120,
    )
    with rasterio.open(target) as image:
        pixels = image.read([1, 2, 3])
    colours = np.unique(pixels.reshape(3, -1), axis=1).shape[1]
    assert colours > 1, "the map is of one colour"
