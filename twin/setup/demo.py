"""The demo city: its published tiles fetched by a pinned lock file, then loaded once into the twin."""

import hashlib
import os
from pathlib import Path

from twin.setup import environment, node
from twin.setup.children import Children
from twin.setup.instance import Instance, SetUpError, read_json, write_json

CRS = {"astana": 32642}
HEIGHTS: dict[str, int | None] = {"astana": None}
DATASET = "openstreetmap-astana"
TILES = "node_modules/@mapbox/mvt-fixtures/real-world/osm-qa-astana"


def folder(instance: Instance) -> Path:
    """Where the demo city's files lie."""
    return instance.data_dir / "demo" / "astana"


def fetch(children: Children) -> Path:
    """The folder of the tiles, fetched unless it is there."""
    instance = children.instance
    place = folder(instance)
    place.mkdir(parents=True, exist_ok=True)
    node.mirror(instance.root / "fixtures/astana", place)
    node.install(children, place, "demo-fetch", "--ignore-scripts")
    if not any((place / TILES).glob("*.mvt")):
        raise SetUpError(f"The demo city's package holds no tiles at {place / TILES}; choose `--demo none`.")
    return place / TILES


def load(children: Children, tiles: Path) -> None:
    """Load the tiles, with the load's own progress bars on the terminal."""
    instance = children.instance
    children.run(
        [str(environment.python(instance.root)), "manage.py", "load", str(tiles), "--dataset", DATASET], None
    )
    write_json(folder(instance) / "loaded.json", stamp(instance))


def is_loaded(instance: Instance) -> bool:
    """Whether this very demo was loaded into this very database."""
    return read_json(folder(instance) / "loaded.json") == stamp(instance)


def stamp(instance: Instance) -> dict[str, str]:
    """What was loaded and where: the lock file's digest and the database's identity."""
    lock = instance.root / "fixtures/astana/package-lock.json"
    if instance.external:
        database = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode()).hexdigest()
    else:
        mark = instance.data_dir / "cluster/data/PG_VERSION"
        database = f"{mark.stat().st_ino}-{mark.stat().st_mtime_ns}" if mark.exists() else "none"
    return {
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest(),
        "database": database,
        "crs": str(instance.crs),
    }
