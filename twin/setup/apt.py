"""Installs system packages with apt so that nothing starts, no cluster is made and no site is opened.

Run by root: `python3 -m twin.setup.apt python3-venv postgis nginx`; `up` calls it, with sudo where it must.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from twin.setup.programs import OLDEST_POSTGRESQL, find_program

POLICY = Path("/usr/sbin/policy-rc.d")
FORMER_POLICY = Path("/usr/sbin/policy-rc.d.before-cim-twin")
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/cim-twin.conf")
MADE_BY = "# made by cim-twin while it installs packages; gone afterwards\n"
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
    recover()
    if not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        run("update")
    try:
        add(packages)
    except AptError:
        run("update")
        add(packages)


def recover() -> None:
    """Undo what a former installation, killed on its way, has left."""
    if POLICY.exists() and MADE_BY in POLICY.read_text(errors="replace"):
        POLICY.unlink()
    if FORMER_POLICY.exists():
        FORMER_POLICY.replace(POLICY)
    NO_CLUSTER.unlink(missing_ok=True)
    subprocess.run(["dpkg", "--configure", "-a"], env=os.environ | CALM, capture_output=True)


def add(packages: Sequence[str]) -> None:
    """One quiet installation: no service starts, no PostgreSQL cluster of the system's is made."""
    names = [name for package in packages for name in names_of(package)]
    new_nginx = "nginx" in names and find_program("nginx") is None
    with ExitStack() as quiet:
        quiet.enter_context(services_held())
        if "postgis" in packages:
            run("install", "--no-install-recommends", "postgresql-common")
            quiet.enter_context(no_main_cluster())
        run("install", "--no-install-recommends", *names)
        if new_nginx:
            # The twin starts its own; the system's would open its default site at the next boot.
            subprocess.run(["update-rc.d", "nginx", "disable"], capture_output=True)


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
def services_held() -> Iterator[None]:
    """Keep Debian's maintainer scripts from starting services (policy-rc.d answers 101: action forbidden)."""
    if POLICY.exists():
        POLICY.replace(FORMER_POLICY)
    POLICY.write_text(f"#!/bin/sh\n{MADE_BY}exit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)
        if FORMER_POLICY.exists():
            FORMER_POLICY.replace(POLICY)


@contextmanager
def no_main_cluster() -> Iterator[None]:
    """Keep postgresql's installation from making the system's cluster `main`."""
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
    )
    if done.returncode:
        raise AptError(
            f"`apt-get {' '.join(arguments)}` failed:\n" + "\n".join(done.stdout.splitlines()[-12:])
        )


if __name__ == "__main__":
    try:
        install(sys.argv[1:])
    except AptError as error:
        sys.exit(str(error))
