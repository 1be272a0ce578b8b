"""What is chosen for this twin (place, address, CRS, database), kept on disk for settings and every command.

The record of a twin is `instance.json` in its data directory; `.var/instance.json` of the clone names that
directory. The environment has the last word: TWIN_DATA_DIR (another twin of the same clone), TWIN_CRS,
TWIN_HEIGHTS ("none" for a city without heights) and DATABASE_URL.
"""

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from spatial.errors import TwinError

PROJECT = "cim-twin"
RECORD = "instance.json"


class SetUpError(TwinError):
    """The machine cannot run the twin as asked; the message says what to do next."""


@dataclass(frozen=True)
class Instance:
    """One twin on one machine; `crs` and `heights` are EPSG codes, `heights` None where the city has none."""

    root: Path
    data_dir: Path
    run_dir: str
    host: str = "127.0.0.1"
    port: int = 8000
    crs: int = 4549
    heights: int | None = 5737
    demo: str | None = None
    external: bool = False
    db_port: int = 5432
    recorded: bool = False

    @classmethod
    def read(cls, root: Path, data_dir: Path | None = None) -> "Instance":
        """The twin of the clone at `root` as last recorded, or the defaults where nothing is recorded."""
        root = root.resolve()
        data_dir = data_dir or find_data_dir(root)
        known = read_json(data_dir / RECORD)
        chosen = {name: known[name] for name in RECORDED_FIELDS if name in known}
        if known.get("root") != str(root):
            chosen.pop("run_dir", None)  # A moved or copied clone shares no sockets with its former place.
        found = cls(root, data_dir, place_run_dir(data_dir), recorded="crs" in known)
        return override_by_environment(replace(found, **chosen))

    def at(self, data_dir: Path) -> "Instance":
        """The same choice for a twin in another data directory."""
        return replace(self, data_dir=data_dir, run_dir=place_run_dir(data_dir))

    @property
    def socket_dir(self) -> str:
        """The folder of PostgreSQL's socket: psycopg's HOST."""
        return f"{self.run_dir}/pg"

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the twin, without a closing slash."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://{bracket(host)}:{self.port}"

    def secret(self, name: str) -> str:
        """A key of that name: made once, readable by its owner alone."""
        path = self.data_dir / name
        self.data_dir.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            fresh = path.with_name(f"{name}.{os.getpid()}")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(50))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text()

    def write(self) -> None:
        """Keep this choice for later commands; a crash leaves the former record or this one, whole."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        known = {name: value for name, value in asdict(self).items() if name in RECORDED_FIELDS}
        write_json(self.data_dir / RECORD, known | {"data_dir": str(self.data_dir), "root": str(self.root)})

    def name_in_clone(self) -> None:
        """Let the clone's `.var/` name this data directory for the commands that follow."""
        pointer = self.root / ".var" / RECORD
        if pointer.parent != self.data_dir:
            pointer.parent.mkdir(exist_ok=True)
            write_json(pointer, {"data_dir": str(self.data_dir), "root": str(self.root)})


RECORDED_FIELDS = ("run_dir", "host", "port", "crs", "heights", "demo", "external", "db_port")


def find_data_dir(root: Path) -> Path:
    """TWIN_DATA_DIR, else the directory `.var/` names, else `.var/` itself."""
    named = os.environ.get("TWIN_DATA_DIR")
    if named:
        return Path(named).resolve()
    pointer = read_json(root / ".var" / RECORD)
    former_root = Path(pointer.get("root", root))
    if "data_dir" not in pointer or (former_root != root and former_root.exists()):
        return root / ".var"  # A copied clone must not write into the twin of the clone it was copied from.
    data_dir = Path(pointer["data_dir"])
    return root / ".var" if data_dir == former_root / ".var" else data_dir


def place_run_dir(data_dir: Path) -> str:
    """A short folder for sockets, one per data directory: a socket's path holds 107 characters at most."""
    parent = "/run" if os.geteuid() == 0 else "/tmp"
    return f"{parent}/{PROJECT}-{hash_of_path(data_dir)}"


def bracket(host: str) -> str:
    """The host as a URL and nginx write it: an IPv6 address stands in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def hash_of_path(path: Path) -> str:
    """Ten hexadecimal digits that tell one clone or data directory from another."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def override_by_environment(instance: Instance) -> Instance:
    """The same twin with what the environment says of it put first."""
    crs, heights = os.environ.get("TWIN_CRS"), os.environ.get("TWIN_HEIGHTS")
    if crs:
        instance = replace(instance, crs=read_code("TWIN_CRS", crs))
    if heights is not None:
        instance = replace(instance, heights=read_code_or_none("TWIN_HEIGHTS", heights))
    if os.environ.get("DATABASE_URL"):
        instance = replace(instance, external=True)
    return instance


def read_code(name: str, text: str) -> int:
    """An EPSG code written as `4549` or `EPSG:4549`."""
    digits = text.strip().upper().removeprefix("EPSG:")
    if not digits.isdecimal():
        raise SetUpError(f"{name} is “{text}”; write an EPSG code such as 4549.")
    return int(digits)


def read_code_or_none(name: str, text: str) -> int | None:
    """An EPSG code, or None for an empty text or “none”."""
    return None if text.strip().lower() in ("", "none") else read_code(name, text)


def read_json(path: Path) -> dict[str, Any]:
    """The object kept in a file; empty where there is no such file."""
    try:
        return dict(json.loads(path.read_text()))
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError) as error:
        raise SetUpError(
            f"{path} is not readable ({error}); delete it and run `manage.py up` again."
        ) from error


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Replace a file in one step, so that a reader sees the old object or the new one."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(json.dumps(content, indent=1, default=str) + "\n")
    fresh.replace(path)
