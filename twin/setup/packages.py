"""Brings the machine what the twin needs of the system, or says the exact commands that do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from twin.setup import apt, children
from twin.setup.instance import SetUpError
from twin.setup.programs import Need, missing
from twin.setup.telling import phase


def provide(root: Path, needs: tuple[Need, ...]) -> None:
    """Install what is missing; where that cannot be done here, refuse with the commands for it."""
    lacking = missing(needs)
    if not lacking and not (apt.was_cut_short() and as_root() is not None):
        return
    packages = [name for need in lacking for name in need.packages]
    titles = ", ".join(need.title for need in lacking) or "what was cut short"
    if not shutil.which("apt-get"):
        raise SetUpError(
            f"This machine lacks {titles}, and has no apt. Install it:\n{other_commands(lacking)}"
        )
    runner = as_root()
    if runner is None:
        raise SetUpError(
            f"This machine lacks {titles}. Run `up` as root or with sudo, or run:\n{apt_commands(packages)}"
        )
    with phase(f"System packages by apt: {titles}", announced=True), children.interruptions_held():
        command = [*runner, sys.executable, "-B", "-m", "twin.setup.apt", *packages]
        done = subprocess.run(command, cwd=root)
    if done.returncode or missing(needs):
        raise SetUpError(
            f"apt did not bring {', '.join(need.title for need in missing(needs)) or titles}. "
            f"Run these and look at what they say:\n{apt_commands(packages)}"
        )


def as_root() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None where neither is at hand."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if sys.stdin.isatty():
        # sudo asks for the password here, where a Ctrl-C is still heard.
        return ["sudo"] if subprocess.run(["sudo", "-v"]).returncode == 0 else None
    done = subprocess.run(["sudo", "-n", "true"], capture_output=True)
    return ["sudo", "-n"] if done.returncode == 0 else None


def apt_commands(packages: Sequence[str]) -> str:
    """The same by hand, on Debian and Ubuntu."""
    names = ["postgresql-postgis" if name == "postgis" else name for name in packages]
    lines = ["  apt-get update"]
    if "postgis" in packages:
        lines += [
            "  apt-get install -y postgresql-common",
            "  mkdir -p /etc/postgresql-common/createcluster.d",
            "  echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/cim-twin.conf",
        ]
    return "\n".join([*lines, f"  apt-get install -y {' '.join(names)}"])


def other_commands(lacking: Sequence[Need]) -> str:
    """The same by hand, with the package tool this machine has."""
    tools = {
        "dnf": "  dnf install -y postgresql-server postgresql-contrib postgis nginx python3-pip",
        "zypper": "  zypper install -y postgresql-server postgresql-contrib postgis nginx python3-pip",
        "pacman": "  pacman -S --needed postgresql postgis nginx python",
        "apk": "  apk add postgresql postgresql-contrib postgis nginx python3 py3-pip util-linux",
        "brew": "  brew install postgresql postgis nginx python",
    }
    found = next((line for tool, line in tools.items() if shutil.which(tool)), None)
    return found or "\n".join(f"  {need.title} (Debian: {' '.join(need.packages)})" for need in lacking)
