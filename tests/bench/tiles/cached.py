"""Tiles that are kept: through our public address beside a plain folder behind the same nginx."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.tiles.dynamic import compare, contest, measured
from tests.bench.tiles.ground import LAYER, OURS, Ground
from tests.bench.tiles.servers import KEPT, Server, fetch, our_server, running

PORT, SECONDS = 8120, 6
PLAIN = """
    server {{
        listen 127.0.0.1:{port};
        location / {{
            root {root};
            gzip_static always;
            gunzip on;
            types {{ application/vnd.mapbox-vector-tile mvt; }}
        }}
    }}
}}
"""


@contextmanager
def plain_folder(ground: Ground) -> Iterator[Server]:
    """Our own nginx configuration with one location in the place of ours: a copy of our tiles."""
    folder = ground.peers / "folder"
    shutil.rmtree(folder, ignore_errors=True)
    ours = ground.folder(OURS, KEPT)
    shutil.copytree(ours / "tiles", folder / "tiles", ignore=shutil.ignore_patterns(".*"))
    for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
        (folder / "nginx" / name).mkdir(parents=True)
    config = (ours / "nginx/nginx.conf").read_text()
    config = config[: re.search(r"\n    server \{", config).start()]  # type: ignore[union-attr]
    config = re.sub(rf"{ours}/nginx", f"{folder}/nginx", config)
    path = folder / "nginx/nginx.conf"
    path.write_text(config + PLAIN.format(port=PORT, root=folder))
    root = f"http://127.0.0.1:{PORT}/tiles/{LAYER}"
    z, x, y = some_tile(folder)
    command = ["nginx", "-p", str(folder / "nginx"), "-e", str(folder / "nginx/error.log"), "-c", str(path)]
    with running(ground, "nginx", command, {}, f"{root}/{z}/{x}/{y}.mvt") as process:
        yield Server("nginx, plain folder", root + "/{z}/{x}/{y}.mvt", (process.pid,), gzip=True)


def some_tile(folder: Path) -> tuple[str, str, str]:
    """A tile of the folder."""
    path = next((folder / "tiles" / LAYER).glob("*/*/*.mvt.gz"))
    return path.parts[-3], path.parts[-2], path.name.removesuffix(".mvt.gz")


def run_cached(ground: Ground) -> None:
    """The whole list, kept, 8 clients."""
    tiles = ground.write_tiles(0, 22)
    with our_server(ground, KEPT) as ours:
        for tile in ground.tiles:
            fetch(ours.tile(*tile), gzip=True)
        with plain_folder(ground) as plain:
            whole = [tile for tile in ground.tiles if fetch_is_kept(ground, tile)]
            print(f"  {len(whole)} of {len(ground.tiles)} tiles are kept as files that nginx serves")
            tiles.write_text("".join(f"{z}/{x}/{y}\n" for z, x, y in whole))
            servers = (plain, ours)
            runs = {server.name: measured(ground, server, tiles, seconds=SECONDS) for server in servers}
            rounds = contest(ground.rounds, runs)
    compare("cached public tile against nginx on a plain folder", rounds, ours.name, [plain.name])


def fetch_is_kept(ground: Ground, tile: tuple[int, int, int]) -> bool:
    """Whether a tile lies in the folder."""
    z, x, y = tile
    return (ground.peers / "folder/tiles" / LAYER / str(z) / str(x) / f"{y}.mvt.gz").exists()
