"""The demo cities: Astana's published tiles, fetched by a pinned lock file, and a made-up one in Hangzhou.

Either is loaded once into a twin.
"""

import hashlib
import os
from pathlib import Path

from twin.setup import environment, node
from twin.setup.children import Children, Stopped
from twin.setup.instance import Instance, SetUpError, read_json, write_json
from twin.setup.telling import say

FETCHED, MADE_UP = "astana", "hangzhou"
CRS = {FETCHED: 32642, MADE_UP: 4549}
HEIGHTS: dict[str, int | None] = {FETCHED: None, MADE_UP: 5737}
DATASET = "openstreetmap-astana"
TILES = "node_modules/@mapbox/mvt-fixtures/real-world/osm-qa-astana"
# Of the cities about this size, one with a lake in its middle, a hill at its edge and bridges between.
BUILDINGS, SEED = "6000", "1"
LOADED, PEOPLED, REGISTERS = "loaded.json", "peopled.json", "registers"


def folder(instance: Instance) -> Path:
    """Where the demo city's files lie."""
    return instance.data_dir / "demo" / (instance.demo or FETCHED)


def fetch(children: Children) -> Path:
    """The folder of what is to be loaded, fetched unless it is there; for a made-up city it is empty."""
    instance = children.instance
    place = folder(instance)
    place.mkdir(parents=True, exist_ok=True)
    if instance.demo == MADE_UP:
        return place
    node.mirror(instance.root / "fixtures/astana", place)
    node.install(children, place, "demo-fetch", "--ignore-scripts")
    if not any((place / TILES).glob("*.mvt")):
        raise SetUpError(f"The demo city's package holds no tiles at {place / TILES}; choose `--demo none`.")
    return place / TILES


def load(children: Children, place: Path) -> None:
    """Load what was fetched, or make the city up, with the load's own progress bars on the terminal."""
    instance = children.instance
    command = ["load", str(place), "--dataset", DATASET]
    if instance.demo == MADE_UP:
        command = ["generate", "--buildings", BUILDINGS, "--seed", SEED]
    children.run([str(environment.python(instance.root)), "manage.py", *command], None)
    write_json(folder(instance) / LOADED, stamp(instance))


def make_registers(children: Children) -> None:
    """Make up registers for the demo city; for a thread beside the servers, since it takes some minutes."""
    instance = children.instance
    command = [str(environment.python(instance.root)), "manage.py", "registers", "--synthesise", SEED]
    try:
        children.run(["nice", *command], REGISTERS)
    except Stopped:
        return
    except SetUpError as error:
        say(f"The demo city's registers are not whole; the next `up` makes up what is missing: {error}")
        return
    write_json(folder(instance) / PEOPLED, stamp(instance))
    say("The demo city has its registers.")


def is_loaded(instance: Instance) -> bool:
    """Whether this very demo was loaded into this very database."""
    return read_json(folder(instance) / LOADED) == stamp(instance)


def has_registers(instance: Instance) -> bool:
    """Whether registers were made up for it there."""
    return read_json(folder(instance) / PEOPLED) == stamp(instance)


def stamp(instance: Instance) -> dict[str, str]:
    """What was loaded and where: the content's name and the database's identity."""
    if instance.external:
        database = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode()).hexdigest()
    else:
        mark = instance.data_dir / "cluster/data/PG_VERSION"
        database = f"{mark.stat().st_ino}-{mark.stat().st_mtime_ns}" if mark.exists() else "none"
    return {"lock": digest(instance), "database": database, "crs": str(instance.crs)}


def digest(instance: Instance) -> str:
    """What names the content of the demo city."""
    if instance.demo == MADE_UP:
        return f"{BUILDINGS} buildings, seed {SEED}"
    lock = instance.root / "fixtures/astana/package-lock.json"
    return hashlib.sha256(lock.read_bytes()).hexdigest()
