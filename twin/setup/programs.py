"""Which programs of the machine the twin needs and has: PostgreSQL with PostGIS, nginx, venv, browsers."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OLDEST_POSTGRESQL = 15
SEARCHED = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Postgres:
    """One installed PostgreSQL server: its major version and where its programs and extensions are."""

    version: int
    programs: Path
    share: Path

    @property
    def has_postgis(self) -> bool:
        """Whether PostGIS can be created in it."""
        return (self.share / "extension" / "postgis.control").exists()


def installed_postgres() -> list[Postgres]:
    """The servers with PostGIS this machine has, newest first."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    in_path = find_program("postgres")
    if in_path:
        folders.append(in_path.resolve().parent)
    found = [server for folder in dict.fromkeys(folders) if (server := look_at(folder)) is not None]
    usable = [server for server in found if server.version >= OLDEST_POSTGRESQL and server.has_postgis]
    return sorted(usable, key=lambda server: server.version, reverse=True)


def look_at(folder: Path) -> Postgres | None:
    """The server whose programs lie in `folder`; None if it cannot make a cluster."""
    if not all((folder / name).exists() for name in ("postgres", "initdb", "pg_ctl", "psql")):
        return None
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    version = re.search(r"\) (\d+)", said)
    if version is None:
        return None
    shares = [
        Path("/usr/share/postgresql", version[1]),
        folder.parent / "share",
        folder.parent / "share/postgresql",
    ]
    share = next((path for path in shares if (path / "extension").is_dir()), shares[0])
    return Postgres(int(version[1]), folder, share)


def find_program(name: str) -> Path | None:
    """A program of the system, also where the path of an ordinary user leaves the sbin folders out."""
    found = shutil.which(name) or shutil.which(name, path=SEARCHED)
    return Path(found) if found else None


def has_venv() -> bool:
    """Whether this Python can make a virtual environment with pip: Debian keeps ensurepip apart."""
    return importlib.util.find_spec("venv") is not None and importlib.util.find_spec("ensurepip") is not None


@dataclass(frozen=True)
class Need:
    """Something the machine must have: what to call it, how to see it, what Debian calls it."""

    title: str
    is_met: Callable[[], bool]
    packages: tuple[str, ...]


VENV = Need("Python's venv", has_venv, ("python3-venv",))
DATABASE = Need("PostgreSQL 15+ with PostGIS 3", lambda: bool(installed_postgres()), ("postgis",))
NGINX = Need("nginx", lambda: find_program("nginx") is not None, ("nginx",))
BROWSER = Need("a Chromium browser", lambda: any(find_program(name) for name in BROWSERS), ("chromium",))
OGRINFO = Need("ogrinfo", lambda: find_program("ogrinfo") is not None, ("gdal-bin",))


def missing(needs: tuple[Need, ...]) -> list[Need]:
    """Those of the needs this machine does not meet."""
    return [need for need in needs if not need.is_met()]
