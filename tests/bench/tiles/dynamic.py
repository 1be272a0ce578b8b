"""Tiles made at each request: beside the database alone, the peers, and the same statement run by pgbench."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench.pairs import told
from tests.bench.tiles.ground import LAYER, OURS, Ground
from tests.bench.tiles.peers import PEERS
from tests.bench.tiles.servers import DRAWN, Server, limit, load, our_server, together

LIMIT = "pgbench ST_AsMVT"
SAME = "pgbench, our statement"
SMALL_PASSES = 100
"""So many that the slow first statements of pgbench's fresh connections weigh little: with 20 passes it has
13 % less, and our server, whose connections stand, seems so much the better."""

SHOWN = ("rps", "p50_ms", "p95_ms", "p99_ms", "server_cpu_ms_per_req", "pg_cpu_ms_per_req", "bytes_per_req")

Run = Callable[[], Mapping[str, float]]
"""One measurement to come."""

Round = Mapping[str, Mapping[str, float]]
"""What each contestant reached in a round."""


def contest(rounds: int, contestants: Mapping[str, Run]) -> list[Round]:
    """Every contestant once a round, each begun by another; the first warms up and does not count."""
    names = list(contestants)
    found: list[Round] = []
    for number in range(rounds + 1):
        start = number % len(names)
        taken = {name: contestants[name]() for name in names[start:] + names[:start]}
        if number:
            found.append(taken)
    for name in names:
        figures = {key: [one[name][key] for one in found] for key in SHOWN if key in found[0][name]}
        parts = [f"{key.removesuffix('_per_req')} {told(one).strip()}" for key, one in figures.items()]
        print(f"  {name:<24}" + "  ".join(parts))
    return found


def compare(what: str, rounds: Sequence[Round], one: str, others: Sequence[str], key: str = "rps") -> float:
    """Print and give how `one` stands to the best of the others, round by round."""
    best = max if key == "rps" else min
    ratios = [taken[one][key] / best(taken[other][key] for other in others) for taken in rounds]
    print(f"  = {what}: {told(ratios).strip()}")
    return statistics.median(ratios)


def measured(ground: Ground, server: Server, tiles: Path, **options: int) -> Run:
    """A run to come."""
    return lambda: load(ground, server, tiles, **options)


def run_dynamic(ground: Ground) -> None:
    """The whole list: the same content at every zoom, and with our rules for low zooms."""
    tiles = ground.write_tiles(0, 22)
    with together(our_server(ground, DRAWN), *(peer(ground) for peer in PEERS)) as servers:
        servers = [servers[0].whole, *servers]
        runs = {server.name: measured(ground, server, tiles) for server in servers}
        rounds = contest(ground.rounds, {LIMIT: lambda: limit(ground), **runs})
        plain, drawn, *peers = [server.name for server in servers]
    compare("dynamic, same content, against pgbench plain ST_AsMVT", rounds, plain, [LIMIT])
    compare("dynamic, same content, against the best peer", rounds, plain, peers)
    compare("with our low-zoom rules, against the best peer", rounds, drawn, peers)
    compare("p99 against tipg's, same content", rounds, plain, ["tipg"], "p99_ms")
    compare("p99 against tipg's, with our low-zoom rules", rounds, drawn, ["tipg"], "p99_ms")


def run_small(ground: Ground) -> None:
    """Zooms 16 and 17: our server beside pgbench with our own statement, and what a tile costs it."""
    tiles = ground.write_tiles(16, 17)
    script = write_script(ground, tiles)
    with our_server(ground, DRAWN) as server:
        rounds = contest(
            ground.rounds,
            {
                SAME: lambda: pgbench(ground, script, tiles),
                LIMIT: lambda: limit(ground, small=True, passes=SMALL_PASSES),
                server.name: measured(ground, server, tiles, passes=SMALL_PASSES),
            },
        )
    compare("z16-17 against pgbench with our statement", rounds, server.name, [SAME])
    compare("z16-17 against pgbench plain ST_AsMVT", rounds, server.name, [LIMIT])
    work = [one[server.name]["server_cpu_ms_per_req"] for one in rounds]
    print(f"  = server CPU a tile at z16-17, ms: {told(work).strip()}")


def write_script(ground: Ground, tiles: Path) -> Path:
    """Our statement and the values of each tile as a script of pgbench's, prepared as our server does."""
    chosen = [list(map(int, line.split("/"))) for line in tiles.read_text().split()]
    asked = {"layer": LAYER, "tiles": chosen}
    found = ground.scripted(Path(__file__).with_name("statement.py"), asked, OURS, "load")
    names = sorted(found["values"][0])
    columns = ", ".join(f"{name} text" for name in names)
    ground.ask(OURS, "DROP TABLE IF EXISTS bench_values")
    ground.ask(OURS, f"CREATE TABLE bench_values (number int PRIMARY KEY, zoom int, {columns})")
    marks = ", ".join(["%s"] * (len(names) + 2))
    for number, values in enumerate(found["values"]):
        row = [number, chosen[number][0], *(values[name] for name in names)]
        ground.ask(OURS, f"INSERT INTO bench_values VALUES ({marks})", *row)
    ground.ask(OURS, "ANALYZE bench_values")
    statements: list[str] = []
    for zoom, sql in found["statements"].items():
        plain = " ".join((sql % {name: f":{name}" for name in names}).split())
        statements.append(f"\\{'if' if not statements else 'elif'} :zoom = {zoom}\n{plain};")
    each = len(chosen) // ground.clients
    path = ground.peers / "ours.sql"
    path.write_text(
        f"\\set k :k + 1\n\\set number (:client_id * {each} + :k) % {len(chosen)}\n"
        f"SELECT zoom, {', '.join(names)} FROM bench_values WHERE number = :number \\gset\n"
        + "\n".join([*statements, "\\endif", ""])
    )
    return path


def pgbench(ground: Ground, script: Path, tiles: Path) -> Mapping[str, float]:
    """One run of our statement by pgbench, as often as our server is asked."""
    count = len(tiles.read_text().split()) * SMALL_PASSES // ground.clients
    command = ["pgbench", "-h", "127.0.0.1", "-p", str(ground.port), "-U", "postgres", "-n", "-M", "prepared"]
    command += ["-c", str(ground.clients), "-j", "1", "-t", str(count), "-D", "k=-1", "-f", str(script), OURS]
    said = ground.run(*command)
    [rate] = [line.split()[2] for line in said.splitlines() if line.startswith("tps")]
    return {"rps": float(rate)}
