"""Installs system packages with apt so that nothing starts, no cluster is made and no site is opened.

Run by root: `python3 -m twin.setup.apt python3-venv postgis nginx`; `up` calls it, with sudo where it must.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from twin.setup import locks
from twin.setup.programs import OLDEST_POSTGRESQL, find_program

POLICY = Path("/usr/sbin/policy-rc.d")
FORMER_POLICY = Path("/usr/sbin/policy-rc.d.before-cim-twin")
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/cim-twin.conf")
LOCK = Path("/run/cim-twin-apt.lock")
MADE_BY = "# made by cim-twin while it installs packages; gone afterwards\n"
NEW_NGINX = "# nginx is new on this machine\n"
APT = ("apt-get", "-y", "-q", "-o", "DPkg::Lock::Timeout=900", "-o", "Dpkg::Use-Pty=0")
CALM = {
    "DEBIAN_FRONTEND": "noninteractive",
    "NEEDRESTART_SUSPEND": "1",
    "NEEDRESTART_MODE": "l",
    "LC_ALL": "C.UTF-8",
}


class AptError(Exception):
    """apt could not do it; the message is the end of what it said."""


def install(packages: Sequence[str]) -> None:
    """Install packages of the distribution (`postgis` stands for PostgreSQL with PostGIS) as root."""
    with locks.alone(LOCK, "Waiting for another clone's installation of packages …"):
        recover()
        if not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
            run("update")
        try:
            add(packages)
        except AptError:
            run("update")
            add(packages)


def was_cut_short() -> bool:
    """Whether an installation of ours was killed on its way, or is under way now."""
    return MADE_BY in read_policy() or FORMER_POLICY.exists() or NO_CLUSTER.exists()


def read_policy() -> str:
    """What stands in the machine's policy-rc.d; empty where there is none."""
    return POLICY.read_text(errors="replace") if POLICY.exists() else ""


def recover() -> None:
    """Set up, as quietly, what an installation killed on its way has unpacked, and undo what it has left."""
    with services_held(NEW_NGINX in read_policy()), no_main_cluster():
        command = ["dpkg", "--configure", "-a"]
        subprocess.run(command, env=os.environ | CALM, capture_output=True, start_new_session=True)


def add(packages: Sequence[str]) -> None:
    """One quiet installation: no service starts, no PostgreSQL cluster of the system's is made."""
    names = [name for package in packages for name in names_of(package)]
    with ExitStack() as quiet:
        quiet.enter_context(services_held("nginx" in names and find_program("nginx") is None))
        if "postgis" in packages:
            run("install", "--no-install-recommends", "postgresql-common")
            quiet.enter_context(no_main_cluster())
        run("install", "--no-install-recommends", *names)


def names_of(package: str) -> list[str]:
    """What this distribution calls a package."""
    if package == "postgis":
        version = postgres_version()
        return [f"postgresql-{version}", f"postgresql-{version}-postgis-3"]
    if package == "python3-venv" and Path(sys.executable).resolve().parent == Path("/usr/bin"):
        return ["python3-venv", f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
    return [package]


def postgres_version() -> int:
    """The PostgreSQL to take: one already installed, else the newest for which apt has PostGIS."""
    said = subprocess.run(
        ["apt-cache", "search", "--names-only", r"^postgresql-[0-9]+-postgis-3$"],
        capture_output=True,
        text=True,
    ).stdout
    offered = {int(number) for number in re.findall(r"^postgresql-(\d+)-postgis-3 ", said, re.MULTILINE)}
    offered = {version for version in offered if version >= OLDEST_POSTGRESQL}
    if not offered:
        raise AptError(f"apt offers no PostGIS 3 for PostgreSQL {OLDEST_POSTGRESQL} or newer.")
    present = {version for version in offered if Path(f"/usr/lib/postgresql/{version}/bin/initdb").exists()}
    return max(present or offered)


@contextmanager
def services_held(new_nginx: bool) -> Iterator[None]:
    """Keep Debian's maintainer scripts from starting services (policy-rc.d answers 101: action forbidden)."""
    if POLICY.exists() and MADE_BY not in read_policy():
        POLICY.replace(FORMER_POLICY)
    fresh = POLICY.with_name("policy-rc.d.new-cim-twin")
    fresh.write_text(f"#!/bin/sh\n{MADE_BY}{NEW_NGINX if new_nginx else ''}exit 101\n")
    fresh.chmod(0o755)
    fresh.replace(POLICY)
    try:
        yield
    finally:
        if new_nginx:
            # The twin starts its own; the system's would open its default site at the next boot.
            subprocess.run(["update-rc.d", "nginx", "disable"], capture_output=True)
        POLICY.unlink(missing_ok=True)
        if FORMER_POLICY.exists():
            FORMER_POLICY.replace(POLICY)


@contextmanager
def no_main_cluster() -> Iterator[None]:
    """Keep postgresql's installation, after postgresql-common's, from making the system's cluster `main`."""
    if NO_CLUSTER.parent.parent.exists():
        NO_CLUSTER.parent.mkdir(exist_ok=True)
        NO_CLUSTER.write_text(f"{MADE_BY}create_main_cluster = false\n")
    try:
        yield
    finally:
        NO_CLUSTER.unlink(missing_ok=True)


def run(*arguments: str) -> None:
    """One call of apt-get; its last words become the error."""
    done = subprocess.run(
        [*APT, *arguments],
        env=os.environ | CALM,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,  # apt has dpkg hear a Ctrl-C again, whatever is ignored here.
    )
    if done.returncode:
        raise AptError(
            f"`apt-get {' '.join(arguments)}` failed:\n" + "\n".join(done.stdout.splitlines()[-12:])
        )


def ignore_terminal() -> None:
    """Let a Ctrl-C, or a terminal that closes, end the command that waits for apt and never dpkg halfway."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    ignore_terminal()
    try:
        install(sys.argv[1:])
    except AptError as error:
        sys.exit(str(error))
