"""Servers that are started together, measured in turn, and ended: the peers and our own."""

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.tiles.ground import LAYER, OURS, WHOLE, Ground

PATIENCE = 180.0
DRAWN, KEPT = "drawn", "kept"
"""Our server as it is but for the cache and for how often one address may ask, and as it is."""

KINDS: dict[str, dict[str, str]] = {
    DRAWN: {"TWIN_TILE_CACHE": "0", "TWIN_RATE": "100000"},
    KEPT: {},
}
PORTS = {DRAWN: 8152, KEPT: 8153}


@dataclass(frozen=True)
class Server:
    """A running server: its tiles' address with {z} {x} {y}, and the processes whose work is its own."""

    name: str
    template: str
    pids: tuple[int, ...]
    gzip: bool = False

    @property
    def whole(self) -> "Server":
        """Our server asked for the layer that is drawn whole at every zoom."""
        template = self.template.replace(f"/{LAYER}/", f"/{WHOLE}/")
        return replace(self, name="twin, same content", template=template)

    def tile(self, z: int, x: int, y: int) -> str:
        """The address of a tile."""
        return self.template.format(z=z, x=x, y=y)


def fetch(url: str, gzip: bool = False) -> tuple[bytes, Mapping[str, str]]:
    """A body as it was sent, with its headers."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"} if gzip else {})
    with urllib.request.urlopen(request, timeout=120) as response:
        return response.read(), response.headers


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until an address answers; RuntimeError with the end of the log where it does not."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE and process.poll() is None:
        try:
            fetch(url)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer: {log.read_text()[-2000:]}")


@contextmanager
def running(
    ground: Ground, name: str, command: Sequence[str], environment: Mapping[str, str], url: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A server's process from when it answers until the end, when it is asked to end."""
    log = ground.peers / "logs" / f"{name}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            list(command),
            env={**ground.environment, **environment},
            cwd=ground.peers,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(url, process, log)
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextmanager
def our_server(ground: Ground, kind: str, database: str = OURS, port: int | None = None) -> Iterator[Server]:
    """`manage.py up` of the measured checkout, as anybody starts it."""
    port = port or PORTS[kind]
    # Not by --data-dir, which the checkout would remember.
    environment = {**ground.twin_environment(database, kind), **KINDS[kind]}
    command = [ground.python, str(ground.clone / "manage.py"), "up", "--demo", "none", "--port", str(port)]
    root = f"http://127.0.0.1:{port}/tiles/{LAYER}"
    with running(ground, f"{database}-{kind}", command, environment, f"{root}.json") as process:
        web = tuple(pid for pid in children(process.pid) if b"twin.wsgi" in words(pid))
        yield Server(f"twin, {kind}", root + "/{z}/{x}/{y}.mvt", web, gzip=True)


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def words(pid: int) -> bytes:
    """A process's command line."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@contextmanager
def together(*servers: object) -> Iterator[list[Server]]:
    """Several servers at once."""
    with ExitStack() as stack:
        yield [stack.enter_context(one) for one in servers]  # type: ignore[arg-type]


def load(
    ground: Ground,
    server: Server,
    tiles: Path,
    *,
    passes: int = 1,
    seconds: int | None = None,
    clients: int | None = None,
) -> dict[str, float]:
    """One run of the shared load generator, with the work of the server's processes and PostgreSQL's."""
    command = [ground.python, str(ground.shared / "bench_tiles.py"), server.template, "--tiles", str(tiles)]
    command += ["-c", str(clients or ground.clients), "-n", str(passes), "--pg", str(ground.postmaster)]
    command += ["--pids", ",".join(map(str, server.pids))] if server.pids else []
    command += ["--gzip"] if server.gzip else []
    command += ["--wrk", str(seconds)] if seconds else []
    found = json.loads(ground.run(*command))
    strange = set(found.get("status", {})) - {"200", "204"}
    if strange or found.get("errors"):
        raise RuntimeError(f"{server.name} answered {found.get('status')} {found.get('errors')}")
    return found


def limit(ground: Ground, *, small: bool = False, passes: int = 1) -> dict[str, float]:
    """One run of the shared pgbench script: the plain statement, the whole tile sent to the client."""
    count = sum(tile[0] > 15 for tile in ground.tiles) if small else len(ground.tiles)
    environment = {
        **ground.environment,
        "PASSES": str(passes),
        "NT": str(count),
        "TL": "tile_list_small" if small else "tile_list",
    }
    script = str(ground.shared / "pgbench_limit.sh")
    return json.loads(ground.run(script, str(ground.clients), "0", "full", env=environment))
