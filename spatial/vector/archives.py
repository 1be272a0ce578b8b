"""Shapefiles in a .zip, taken out safely: into folders of our own, never more than a set size."""

import os
import re
import shutil
import tempfile
import weakref
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from spatial.errors import RefusedError

LARGEST = 4 * 1024**3
MOST_ENTRIES = 10_000
PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")
PIECE = 1024 * 1024
FOLDER = "twin-zip-"
UTF8_NAME = 0x800  # APPNOTE 4.4.4, bit 11
ENCRYPTED = 0x1
LONGEST_NAME = 60

_ODD = re.compile(r"[^\w.-]")


class Folder:
    """A temporary folder that is gone when nobody holds it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def sweep() -> None:
    """Remove the folders that killed processes have left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*-*"):
        holder = folder.name.removeprefix(FOLDER).partition("-")[0]
        if holder.isdecimal() and not is_alive(int(holder)):
            shutil.rmtree(folder, ignore_errors=True)


def is_alive(pid: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


class Unpacked(NamedTuple):
    """One shapefile taken out: its own name, where its .shp lies now, what keeps it there."""

    name: str
    path: Path
    folder: Folder


def lists_shapefile(path: Path) -> bool:
    """Whether a .zip lists a .shp; False for what is no archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".shp") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def unpack(path: Path, largest: int = LARGEST) -> list[Unpacked]:
    """The shapefiles of an archive, each with its parts, in the archive's order.

    Raises RefusedError for an archive that is broken or locked, that names a place outside itself, or that
    would hold more than `largest` bytes.
    """
    folder = Folder()
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check(path, entries, largest)
            return list(_take_out(archive, entries, folder, largest))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError(f"{path.name} cannot be unpacked ({error}); zip the shapefile again.") from None


def _check(path: Path, entries: list[zipfile.ZipInfo], largest: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise RefusedError(f"{path.name} holds {len(entries)} files; zip only the shapefiles.")
    for entry in entries:
        place = PurePosixPath(entry.filename.replace("\\", "/"))
        if place.is_absolute() or ".." in place.parts or ":" in str(place):
            raise RefusedError(
                f"{path.name} names a place outside itself (“{entry.filename[:60]}”); zip the shapefile "
                "again."
            )
        if entry.flag_bits & ENCRYPTED:
            raise RefusedError(f"{path.name} is locked with a password; zip the shapefile without one.")
    size = sum(entry.file_size for entry in entries)
    if size > largest:
        raise RefusedError(
            f"{path.name} would unpack to {size / 1024**2:,.0f} MB, and at most {largest / 1024**2:,.0f} MB "
            "are taken; split it, or unpack it first."
        )


def _take_out(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Folder, largest: int
) -> Iterator[Unpacked]:
    sets: dict[PurePosixPath, dict[str, zipfile.ZipInfo]] = defaultdict(dict)
    for entry in entries:
        place = PurePosixPath(read_name(entry).replace("\\", "/"))
        if place.suffix.lower() in PARTS and not place.name.startswith("._"):
            sets[place.with_suffix("")].setdefault(place.suffix.lower(), entry)
    for number, (place, parts) in enumerate(sets.items(), start=1):
        if ".shp" not in parts:
            continue
        room = folder.path / str(number)
        room.mkdir()
        stem = _ODD.sub("_", place.name)[:LONGEST_NAME]
        for suffix, entry in parts.items():
            largest -= _copy(archive, entry, room / f"{stem}{suffix}", largest)
        yield Unpacked(place.name, room / f"{stem}.shp", folder)


def read_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; one not marked as UTF-8 may be UTF-8 or GB 18030 all the same."""
    if entry.flag_bits & UTF8_NAME or entry.filename.isascii():
        return entry.filename
    stored = entry.filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return stored.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, to: Path, most: int) -> int:
    """Copy an entry and count its bytes, whatever it says of itself."""
    size = 0
    with archive.open(entry) as source, to.open("wb") as target:
        while piece := source.read(PIECE):
            size += len(piece)
            if size > most:
                raise ValueError("it holds more than it says")
            target.write(piece)
    return size
