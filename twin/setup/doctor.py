"""`manage.py doctor`: looks at all the twin stands on, says of each whether it is well and what to do."""

import platform
import shutil
import socket
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from twin.setup import cluster_files, environment, locks, node, packages, proxy
from twin.setup.cluster import Cluster
from twin.setup.instance import Instance, SetUpError
from twin.setup.programs import DATABASE, NGINX, VENV, Need, installed_postgres
from twin.setup.telling import say
from twin.setup.up import refuse_busy_port

LEAST_DISK = 3_000_000_000
RUN_UP = "run `python3 manage.py up`"


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `remedy` is empty where all is well."""

    subject: str
    seen: str
    remedy: str = ""


def doctor(root: Path, options: Namespace) -> int:
    """Tell every finding; 1 if something is to be done."""
    findings = list(examine(root))
    for finding in findings:
        say(f"{'TO DO' if finding.remedy else 'ok':<7}{finding.subject:<33}{finding.seen}")
        if finding.remedy:
            say(f"{'':<40}-> {finding.remedy}")
    return 1 if any(finding.remedy for finding in findings) else 0


def examine(root: Path) -> Iterator[Finding]:
    """All findings, from the machine up to the served page."""
    instance = Instance.read(root)
    yield Finding("Python", f"{platform.python_version()}, .venv {environment.version(root) or 'missing'}")
    fresh = environment.is_fresh(root, "run")
    yield Finding(
        "Locked packages", "as the lock says" if fresh else "not as the lock says", "" if fresh else RUN_UP
    )
    for need in (VENV, NGINX) if instance.external else (VENV, NGINX, DATABASE):
        yield look_for(need)
    yield from examine_database(instance)
    yield examine_disk(instance.data_dir)
    yield examine_port(instance)
    yield examine_web(instance)
    yield examine_nginx(instance)


def look_for(need: Need) -> Finding:
    """Whether the machine has something the twin needs of it."""
    remedy = f"{RUN_UP}, or:\n{packages.apt_commands(need.packages)}"
    return Finding(need.title, "there", "") if need.is_met() else Finding(need.title, "missing", remedy)


def examine_database(instance: Instance) -> Iterator[Finding]:
    """The private cluster, its server's version and the extensions in the twin's database."""
    if instance.external:
        yield Finding("Database", "at DATABASE_URL")
        return
    servers = installed_postgres()
    if not servers or not (instance.data_dir / "cluster" / "data").exists():
        yield Finding("Database", "not made yet", RUN_UP)
        return
    cluster = Cluster.of(instance)
    if not cluster.is_running():
        yield Finding("Database", f"stopped, in {cluster.data}")
        return
    ask = "SELECT extname || ' ' || extversion FROM pg_extension ORDER BY 1; SHOW server_version"
    query = ("-At", "-d", "twin", "-c", ask)
    found = cluster.run(cluster.server().programs / "psql", *cluster.address("twin"), *query).splitlines()
    absent = [
        name for name in cluster_files.EXTENSIONS if not any(line.startswith(f"{name} ") for line in found)
    ]
    yield Finding("Database", f"PostgreSQL {found[-1]}, process {cluster.postmaster()}")
    yield Finding(
        "Extensions", ", ".join(found[:-1]), f"missing {', '.join(absent)}: {RUN_UP}" if absent else ""
    )


def examine_disk(folder: Path) -> Finding:
    """Whether there is room where the data lie."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    remedy = "" if free > LEAST_DISK else "make room, or move the twin with --data-dir"
    return Finding("Disk", f"{free / 1e9:.0f} GB free at {folder}", remedy)


def examine_port(instance: Instance) -> Finding:
    """Whether the twin, or nobody, has the port."""
    if locks.is_held(instance.data_dir / "up.lock"):
        host, port = instance.url.removeprefix("http://").rsplit(":", 1)
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=3).close()
        except OSError as error:
            return Finding(
                "Port", f"`up` runs, {instance.url} does not answer: {error}", "wait, or see `status`"
            )
        return Finding("Port", f"the twin answers at {instance.url}/")
    try:
        refuse_busy_port(instance)
    except SetUpError as error:
        return Finding("Port", "taken by another program", str(error))
    return Finding("Port", f"{instance.port} is free")


def examine_web(instance: Instance) -> Finding:
    """Whether the web map is built from the sources as they are."""
    source = instance.root / "tiles/web"
    fresh = node.is_built(instance.data_dir, {"sources": node.digest(source, node.files(source))})
    return Finding("Web map", "built" if fresh else "not built from these sources", "" if fresh else RUN_UP)


def examine_nginx(instance: Instance) -> Finding:
    """Whether nginx takes the configuration it was given."""
    if not (proxy.home(instance) / "nginx.conf").exists() or not NGINX.is_met():
        return Finding("nginx's settings", "not written yet", RUN_UP)
    done = subprocess.run(proxy.command(instance, "-t", "-q"), capture_output=True, text=True)
    return Finding("nginx's settings", done.stderr.strip() or "valid", RUN_UP if done.returncode else "")
