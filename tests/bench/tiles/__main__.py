"""Our tiles beside the limit and the peers: `python -m tests.bench.tiles all --shared PATH --peers PATH`.

SHARED is the folder of the shared scripts (the cluster, the city, the list of tiles, the load generator),
PEERS one that user postgres reaches: cluster, databases, virtual environments and logs are
made in it where they are not there. Needs `wrk`, `ogr2ogr`, `pgbench`, nginx and uv. Every figure is a ratio
taken round by round, all servers running: median (least – most). `--fresh` makes our databases anew,
`--clone` measures another checkout, `--rounds 1` shows in short that all of it runs.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.tiles.archive import run_archive
from tests.bench.tiles.cached import run_cached
from tests.bench.tiles.content import run_low, run_same
from tests.bench.tiles.dynamic import run_dynamic, run_small
from tests.bench.tiles.edits import run_edits
from tests.bench.tiles.ground import EDITED, LARGE, OURS, Ground
from tests.bench.tiles.peers import install
from tests.bench.tiles.scale import run_memory, run_scale

PIECES: dict[str, Callable[[Ground], None]] = {
    "same": run_same,
    "dynamic": run_dynamic,
    "low": run_low,
    "small": run_small,
    "cached": run_cached,
    "edits": run_edits,
    "scale": run_scale,
    "memory": run_memory,
    "archive": run_archive,
}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pieces", nargs="+", choices=[*PIECES, "all"])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--clone", type=Path, default=Path(__file__).resolve().parents[3])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    shared, peers, clone = (path.resolve() for path in (options.shared, options.peers, options.clone))
    ground = Ground(shared, peers, clone, options.rounds, options.clients)
    ground.start()
    if options.fresh:
        for database in (OURS, LARGE, EDITED):
            ground.ask("postgres", f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
    install(ground)
    ground.prepare()
    for piece in PIECES if "all" in options.pieces else options.pieces:
        begun = time.monotonic()
        print(f"{piece}: {PIECES[piece].__doc__}", flush=True)
        PIECES[piece](ground)
        print(f"  ({time.monotonic() - begun:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
