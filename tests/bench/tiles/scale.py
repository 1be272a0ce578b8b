"""Ten times the buildings at equal density, and what two HTTP workers hold."""

from pathlib import Path

from tests.bench.pairs import told
from tests.bench.tiles.dynamic import compare, contest, measured
from tests.bench.tiles.ground import COPIES, LARGE, Ground
from tests.bench.tiles.servers import DRAWN, KEPT, children, load, our_server

LARGE_PORT = 8154


def run_scale(ground: Ground) -> None:
    """3,000,000 buildings beside 300,000: the tiles of z13-17 of the list, one city's place in both."""
    ground.publish(LARGE, COPIES)
    tiles = ground.write_tiles(13, 17)
    with our_server(ground, DRAWN) as city, our_server(ground, DRAWN, LARGE, LARGE_PORT) as large:
        names = {"300,000": city, "3,000,000": large}
        rounds = contest(ground.rounds, {name: measured(ground, one, tiles) for name, one in names.items()})
    compare("z13-17 p95, 3,000,000 against 300,000", rounds, "3,000,000", ["300,000"], "p95_ms")


def run_memory(ground: Ground) -> None:
    """PSS of the web server's two workers after the whole list was served."""
    tiles = ground.write_tiles(0, 22)
    found: dict[str, list[float]] = {"workers": [], "with their masters": []}
    for kind in (DRAWN, KEPT):
        with our_server(ground, kind) as server:
            for _ in range(3):
                load(ground, server, tiles)
            workers = sum(pss(pid) for master in server.pids for pid in children(master))
            found["workers"].append(workers)
            found["with their masters"].append(workers + sum(map(pss, server.pids)))
    for name, figures in found.items():
        print(f"  = PSS of 2 HTTP workers, {name}, MiB: {told(figures).strip()}")


def pss(pid: int) -> float:
    """MiB that a process holds, what it shares counted by its share."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
