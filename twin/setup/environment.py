"""The clone's `.venv` with the locked dependencies, remade or completed when the lock says otherwise."""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from twin.setup.instance import SetUpError, read_json, write_json
from twin.setup.telling import phase

LOCK, TESTS_ONLY = "requirements.lock", "# For tests only:\n"
STAMP = "complete.json"
UNFINISHED = "unfinished"


def python(root: Path) -> Path:
    """The Python every part of the twin runs in."""
    return root / ".venv" / "bin" / "python"


def provide(root: Path, purpose: str) -> None:
    """Make or complete `.venv` for `run` or for `test` (which has all that `run` has)."""
    if is_fresh(root, purpose):
        return
    with phase("Python packages of the lock file into .venv", announced=True):
        if (root / ".venv" / UNFINISHED).exists() or not works(root):
            make(root)
        try:
            fill(root, purpose)
        except SetUpError:
            make(root)
            fill(root, purpose)


def is_fresh(root: Path, purpose: str) -> bool:
    """Whether `.venv` was completed from the lock as it is now, by the Python it has now."""
    stamp = read_json(root / ".venv" / STAMP)
    return bool(stamp) and stamp_of(root, purpose).items() <= stamp.items()


def stamp_of(root: Path, purpose: str) -> dict[str, str]:
    """What a complete `.venv` records: the digest of each part of the lock it satisfies, and its Python."""
    purposes = ("run", "test") if purpose == "test" else ("run",)
    digests = {name: hashlib.sha256(locked(root, name).encode()).hexdigest() for name in purposes}
    return digests | {"python": version(root)}


def locked(root: Path, purpose: str) -> str:
    """The part of the lock that `run` needs, or for `test` all of it."""
    lock = (root / LOCK).read_text()
    return lock if purpose == "test" else lock.partition(TESTS_ONLY)[0]


def version(root: Path) -> str:
    """The version of `.venv`'s Python; empty if it does not run (its system Python may be gone)."""
    try:
        done = subprocess.run(
            [python(root), "-c", "import platform; print(platform.python_version())"],
            capture_output=True,
            text=True,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def works(root: Path) -> bool:
    """Whether `.venv` has a Python that runs, new enough, with pip."""
    if version(root) == "":
        return False
    return subprocess.run([python(root), "-m", "pip", "--version"], capture_output=True).returncode == 0


def make(root: Path) -> None:
    """An empty `.venv` in the place of whatever is there."""
    folder = root / ".venv"
    if folder.exists():
        shutil.rmtree(folder)
    done = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, text=True)
    if done.returncode:
        raise SetUpError(
            f"Python {platform.python_version()} could not make {folder}: {done.stdout}{done.stderr}".strip()
        )


def fill(root: Path, purpose: str) -> None:
    """Install the locked packages, each checked by its hash; the stamp is written last."""
    folder = root / ".venv"
    (folder / STAMP).unlink(missing_ok=True)
    lock = folder / UNFINISHED
    lock.write_text(locked(root, purpose))
    install = [str(python(root)), "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
    # An installation that outlives a killed `up` would write into the .venv the next one makes.
    mortal = ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    done = subprocess.run(
        [*mortal, *install, "-r", str(lock)],
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        said = "\n".join(done.stderr.splitlines()[-8:])
        raise SetUpError(
            f"pip could not install {LOCK}:\n{said}\n"
            "Check the connection to the package index (pip config list), then run the command again."
        )
    write_json(folder / STAMP, stamp_of(root, purpose))
    lock.unlink()
