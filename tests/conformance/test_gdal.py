"""GDAL's OGC API driver, a client not ours, reads tilesets: it knows those of WorldCRS84Quad."""

import json
import subprocess
import sys

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.factories import LATITUDE, LONGITUDE, STEP, fill_layer
from twin.layer import layers

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
PATIENCE = 60

# A process of its own: GDAL waits for its answer without letting go of Python, where the server runs too.
READ = """
import json, sys, pyogrio, shapely
deepest = pyogrio.list_layers(sys.argv[1])[-1][0]
told, _, shapes, values = pyogrio.raw.read(sys.argv[1], layer=deepest, API="TILES")
things = values[list(told["fields"]).index("mvt_id")].tolist()
print(json.dumps([things, told["crs"], shapely.total_bounds(shapely.from_wkb(shapes)).tolist()]))
"""


@pytest.mark.parametrize("id", ["buildings", "roads", "places"])
def test_every_feature_is_read_at_its_place(live_server: LiveServer, id: str) -> None:
    rows = fill_layer(layers[id], range(3))
    command = [sys.executable, "-c", READ, f"OGCAPI:{live_server.url}/collections/{id}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    things, crs, (west, south, east, _) = json.loads(done.stdout)
    assert set(things) == {row.thing_id for row in rows}
    assert "CRS84" in crs
    assert (west, south) == pytest.approx((LONGITUDE, LATITUDE), abs=1e-5)
    assert east == pytest.approx(LONGITUDE + 2 * STEP, abs=2e-3)
