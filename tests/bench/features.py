"""Pages of features beside the peers': `python -m tests.bench.features --shared PATH --peers PATH`.

SHARED and PEERS are the folders of `tests.bench.tiles`, which makes the city. Prints the CPU of a page, the
server's and PostgreSQL's together, for us, tipg and pygeoapi over the same rows (they count all that match,
as they always do; we count what is cheap), what a far page costs beside the first, and how long a filtered
count of 3,000,000 rows takes. One client, page after page; rounds are interleaved: median (least – most).
"""

import argparse
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.pairs import told
from tests.bench.tiles.ground import COPIES, LARGE, LAYER, Ground
from tests.bench.tiles.peers import tipg
from tests.bench.tiles.servers import KEPT, Server, children, fetch, our_server, running, together

TICK = os.sysconf("SC_CLK_TCK")
PAGES = 120
LIMITS = {1000: 14.0, 100: 5.0}
"""Milliseconds a page may take, by how many features it holds."""

FAR = 1000
LARGE_PORT = 8155
PYGEOAPI = ("pygeoapi==0.21.0", "gunicorn", "psycopg2-binary", "geoalchemy2", "sqlalchemy<2.1")
FILTER = "floors%20%3E%2012%20AND%20use%20%3D%20%27residential%27"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--clone", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    shared, peers, clone = (path.resolve() for path in (options.shared, options.peers, options.clone))
    ground = Ground(shared, peers, clone, options.rounds, 1)
    ground.start()
    ground.prepare()
    compare_pages(ground)
    compare_far(ground)
    time_counts(ground)


@contextmanager
def pygeoapi(ground: Ground) -> Iterator[Server]:
    """pygeoapi as its own script starts it."""
    folder = ground.peers / "v_pygeoapi"
    if not (folder / "bin/gunicorn").exists():
        subprocess.run(["uv", "venv", "-q", str(folder)], check=True)
        subprocess.run(["uv", "pip", "install", "-q", "-p", str(folder), *PYGEOAPI], check=True)
    config, document = ground.shared / "pygeoapi.yml", ground.peers / "pygeoapi-openapi.yml"
    environment = {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(document)}
    ground.run(
        str(folder / "bin/pygeoapi"),
        *("openapi", "generate", str(config), "--output-file", str(document)),
        env={**ground.environment, **environment},
    )
    command = [str(folder / "bin/gunicorn"), "pygeoapi.flask_app:APP", "-b", "127.0.0.1:8103", "-w", "2"]
    command += ["-k", "gthread", "--threads", "4", "--keep-alive", "75", "--log-level", "warning"]
    root = "http://127.0.0.1:8103/collections/building"
    with running(ground, "pygeoapi", command, environment, root) as process:
        yield Server("pygeoapi", root, (process.pid,))


def compare_pages(ground: Ground) -> None:
    """A page of 1,000 and one of 100, ours beside the peers'."""
    with together(our_server(ground, KEPT), tipg(ground), pygeoapi(ground)) as servers:
        pages = {server.name: f"{root_of(server)}/items?limit={{}}" for server in servers}
        for limit, most in LIMITS.items():
            spent: dict[str, list[float]] = {name: [] for name in pages}
            for _ in range(ground.rounds):
                for server in servers:
                    address = pages[server.name].format(limit)
                    spent[server.name].append(measure(ground, server, lambda at, one=address: one))
            print(f"a page of {limit}, CPU ms of server and PostgreSQL (ours at most {most:g})")
            for name, figures in spent.items():
                print(f"  {name}: {told(figures).strip()}")
            ours, *others = (median(figures) for figures in spent.values())
            print(f"  = the best peer's to ours: {min(others) / ours:.1f}", flush=True)


def compare_far(ground: Ground) -> None:
    """Page 1,000 as `next` links lead to it, beside the first."""
    with our_server(ground, KEPT) as server:
        first = f"{root_of(server)}/items?limit=100&count=none"
        far = first
        for _ in range(FAR - 1):
            links = json.loads(fetch(far)[0])["links"]
            far = next(link["href"] for link in links if link["rel"] == "next")
        ratios = []
        for _ in range(ground.rounds):
            near = measure(ground, server, lambda at: first)
            ratios.append(measure(ground, server, lambda at: far) / near)
    print(f"page {FAR} to page 1, CPU (at most 1.2): {told(ratios).strip()}", flush=True)


def time_counts(ground: Ground) -> None:
    """How long a page of one with a filtered count takes over 3,000,000 rows."""
    ground.publish(LARGE, COPIES)
    ground.manage(LARGE, "migrate", "-v0")
    with our_server(ground, KEPT, LARGE, LARGE_PORT) as server:
        address = f"{root_of(server)}/items?limit=1&properties=&filter={FILTER}"
        fetch(address)
        figures = []
        for _ in range(ground.rounds):
            begun = time.perf_counter()
            body = json.loads(fetch(address)[0])
            figures.append(1000 * (time.perf_counter() - begun))
        exact = json.loads(fetch(f"{address}&count=exact")[0])["numberMatched"]
    print(
        f"filtered count of 3,000,000 rows, ms (at most 100): {told(figures).strip()}; "
        f"{body['numberMatchedIs']} {body['numberMatched']:,}, counted {exact:,}"
    )


def root_of(server: Server) -> str:
    """The address of the buildings of a server."""
    root = server.template.partition("/tiles/")[0]
    return root if "/collections/" in root else f"{root}/collections/{LAYER}"


def measure(ground: Ground, server: Server, address: Callable[[int], str]) -> float:
    """Milliseconds of CPU that a page takes of the server's processes and PostgreSQL's."""
    fetch(address(0))
    begun = work(ground, server)
    for at in range(PAGES):
        fetch(address(at))
    return 1000 * (work(ground, server) - begun) / PAGES


def work(ground: Ground, server: Server) -> float:
    """Seconds of CPU that a server and PostgreSQL have taken so far."""
    return sum(spent(pid) for pid in (*server.pids, ground.postmaster))


def spent(pid: int) -> float:
    """Seconds of CPU of a process, of those it has started and of those that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICK + sum(map(spent, children(pid)))
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


if __name__ == "__main__":
    main()
