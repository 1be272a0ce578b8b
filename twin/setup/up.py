"""`manage.py up`: from whatever the machine has to the twin at its address, until somebody ends it."""

import os
import shutil
import socket
import time
import urllib.request
from argparse import Namespace
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from twin.setup import children, demo, environment, locks, node, packages, processes, proxy
from twin.setup.choices import settle
from twin.setup.cluster import Cluster, close_run_dir, open_run_dir
from twin.setup.instance import Instance, SetUpError, bracket, write_json
from twin.setup.programs import DATABASE, NGINX, VENV
from twin.setup.serving import Database, Server, look_after, watch
from twin.setup.telling import phase, say


def up(root: Path, options: Namespace) -> int:
    """Bring the twin up and serve it until Ctrl-C or `down`; the exit code."""
    began = time.monotonic()
    children.raise_on_signals()
    try:
        instance, lock = prepare(root, options)
    except children.Stopped:
        return 0
    if lock is None:
        say(f"This twin is already up at {instance.url}/ (`python3 manage.py down` stops it).")
        return 1
    run = Run(instance, children.Children(instance))
    try:
        run.bring_up(began)
    except children.Stopped:
        say("Stopping …")
    finally:
        children.ignore_signals()
        run.end()
        os.close(lock)
    say("Stopped.")
    return 0


def prepare(root: Path, options: Namespace) -> tuple[Instance, int | None]:
    """The machine's packages, `.venv` and this twin's lock; no lock where the twin is up already."""
    say("cim-twin up")
    external = bool(os.environ.get("DATABASE_URL"))
    with locks.alone(root / ".var" / "set-up.lock", "Waiting for another set-up of this clone …"):
        packages.provide(root, (VENV, NGINX) if external else (VENV, DATABASE, NGINX))
        environment.provide(root, "run")
        instance = settle(root, options)
        instance.data_dir.mkdir(parents=True, exist_ok=True)
        lock = locks.take(instance.data_dir / "up.lock", wait=False)
    if lock is None:
        return Instance.read(root, instance.data_dir), None
    if not instance.recorded:
        instance.write()
    if options.data_dir or not os.environ.get("TWIN_DATA_DIR"):
        instance.name_in_clone()
    return instance, lock


@dataclass
class Run:
    """One run of `up`: what it starts it also ends."""

    instance: Instance
    children: children.Children
    cluster: Cluster | None = None

    def bring_up(self, began: float) -> None:
        """Each step in its order, what can be side by side is; then serve."""
        instance = self.instance
        write_json(instance.data_dir / "up.json", processes.describe(os.getpid()))
        processes.stop(processes.left_behind(instance.data_dir))
        refuse_busy_port(instance)
        instance.secret("secret_key")
        instance.secret("person_key")
        (instance.data_dir / "web").mkdir(exist_ok=True)
        with ThreadPoolExecutor(2) as aside:
            web = aside.submit(self.build_web)
            tiles = aside.submit(self.fetch_demo)
            try:
                self.open_database()
                self.load_demo(tiles)
                web.result()
            except BaseException:
                self.children.stop()
                raise
        watched = self.start_servers()
        say(f"\n  The twin is at {instance.url}/  ({time.monotonic() - began:.0f} s)\n  Ctrl-C stops it.\n")
        Thread(target=node.draw_glyphs, args=[self.children, self.instance.data_dir], daemon=True).start()
        self.make_registers()
        watch(watched)

    def build_web(self) -> None:
        """The web map, then all static files where nginx serves them."""
        with phase("Web map built from tiles/web"):
            node.build_map(self.children, self.instance.data_dir)
        with phase("Static files collected"):
            self.manage("collectstatic", "--noinput", "--verbosity", "0")

    def fetch_demo(self) -> Path | None:
        """The demo city's tiles, if it is yet to be loaded."""
        if self.instance.demo is None or demo.is_loaded(self.instance):
            return None
        with phase("Demo city fetched"):
            return demo.fetch(self.children)

    def open_database(self) -> None:
        """A running database with today's tables, and loads that were cut short told as failed."""
        if not self.instance.external:
            with phase("PostgreSQL started"):
                self.cluster = Cluster.of(self.instance)
                self.cluster.hold()
        with phase("Tables brought up to date"):
            self.manage("migrate", "--noinput", "--verbosity", "0")
        with phase("Interrupted work recovered"):
            self.manage("recover", "--alone")
        self.instance.write()

    def load_demo(self, tiles: "Future[Path | None]") -> None:
        """The demo city into the tables."""
        place = tiles.result()
        if place is not None:
            with phase("Demo city loaded", announced=True):
                demo.load(self.children, place)

    def make_registers(self) -> None:
        """Registers for the demo city, which the map does not wait for."""
        if self.instance.demo is None or demo.has_registers(self.instance):
            return
        log = self.children.log_path(demo.REGISTERS)
        say(f"  Its registers of people, houses and land are being made up, some minutes long ({log}).\n")
        Thread(target=demo.make_registers, args=[self.children], daemon=True).start()

    def manage(self, command: str, *arguments: str) -> None:
        """One of Django's or the twin's commands, its words in a log."""
        python = str(environment.python(self.instance.root))
        self.children.run([python, "manage.py", command, *arguments], command)

    def start_servers(self) -> Sequence[Server | Database]:
        """The HTTP servers, the worker, and nginx last, so that no page is answered before it can be."""
        instance = self.instance
        open_run_dir(Path(instance.run_dir), self.cluster.user.pw_uid if self.cluster else None)
        proxy.write(instance)
        python = str(environment.python(instance.root))
        worker = [python, "manage.py", "procrastinate", "worker", "--delete-jobs", "successful"]
        nginx = proxy.command(instance)
        with phase("Web server, worker and nginx started"):
            servers = [
                *self.describe_servers([python, "-m", "granian"]),
                Server("worker", "worker", worker, self.children, {}),
                Server("nginx", "nginx", nginx, self.children, {}, proxy.status_socket(instance)),
            ]
            for server in servers:
                server.start()
            watched: list[Server | Database] = [*([Database(self.cluster)] if self.cluster else []), *servers]
            await_health(instance, watched)
        return watched

    def describe_servers(self, granian: Sequence[str]) -> list[Server]:
        """The HTTP servers and that of streams, each a process at its socket."""
        instance = self.instance
        shape = ["--workers", "1", "--respawn-failed-workers", "--no-ws"]
        wsgi = [*granian, "--interface", "wsgi", *shape, "--blocking-threads", "48", "twin.wsgi:application"]
        quick = ["--workers-kill-timeout", "3"]
        asgi = [*granian, "--interface", "asgi", *shape, *quick, "twin.asgi:application"]
        served = {
            "TWIN_POOL": "1",
            "PROMETHEUS_MULTIPROC_DIR": str(empty_metrics(instance)),
            "MALLOC_ARENA_MAX": "2",  # of glibc: a heap for each thread is 10 MiB of a process
        }
        servers = []
        for path in proxy.http_sockets(instance):
            more = {**served, "TWIN_DOORSTEP": str(proxy.doorstep(path))}
            command = [*wsgi, *listen_at(path)]
            servers.append(Server("HTTP server", path.stem, command, self.children, more, path))
        path = proxy.stream_socket(instance)
        command = [*asgi, *listen_at(path)]
        return [*servers, Server("stream server", "stream", command, self.children, served, path)]

    def end(self) -> None:
        """Stop all that was started, the database last."""
        self.children.stop()
        apps = proxy.http_sockets(self.instance)
        for address in (*apps, *map(proxy.doorstep, apps), proxy.stream_socket(self.instance)):
            address.unlink(missing_ok=True)
        close_run_dir(Path(self.instance.run_dir))
        if self.cluster:
            self.cluster.release()
        (self.instance.data_dir / "up.json").unlink(missing_ok=True)


def listen_at(path: Path) -> list[str]:
    """How a server is told to listen at a socket, which its folder keeps from others."""
    return ["--uds", str(path), "--uds-permissions", "666"]


def empty_metrics(instance: Instance) -> Path:
    """The folder that the HTTP server's processes count in, with nothing counted yet."""
    folder = instance.data_dir / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def refuse_busy_port(instance: Instance) -> None:
    """See that nobody else listens where nginx is to."""
    family = socket.AF_INET6 if ":" in instance.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((instance.host.strip("[]"), instance.port))
        except OSError as error:
            raise SetUpError(
                f"{bracket(instance.host)}:{instance.port} cannot be had ({error.strerror}): "
                "choose another with --port (and --host)."
            ) from error


def await_health(instance: Instance, watched: Sequence[Server | Database], patience: float = 90.0) -> None:
    """Wait until `/health` answers 200 through nginx, looking after the servers meanwhile."""
    deadline, last = time.monotonic() + patience, "no answer"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline:
        look_after(watched)
        try:
            with direct.open(f"{instance.url}/health", timeout=5):
                return
        except OSError as error:
            last = str(error)
        time.sleep(0.1)
    servers = (one for one in watched if isinstance(one, Server))
    said = "\n".join(f"--- {server.log}.log\n{server.children.tail(server.log)}" for server in servers)
    raise SetUpError(f"The twin did not get well in {patience:.0f} s ({last}):\n{said}")
