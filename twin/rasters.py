"""Where rasters are kept: in the data directory, under the hash of their bytes, while a row names them."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from spatial.errors import RefusedError
from spatial.records import Writable

LOCK = "hashtext('twin.rasters'), 0"
NAMED = "SELECT DISTINCT raster FROM twin_terrain WHERE raster IS NOT NULL"
PIECE = 2**20


def folder() -> Path:
    """The folder of all rasters, which the servers can read."""
    place: Path = settings.INSTANCE.data_dir / "rasters"
    place.mkdir(mode=0o755, parents=True, exist_ok=True)
    return place


def path_of(digest: str) -> Path:
    """Where the raster of that hash lies."""
    return folder() / f"{digest}.tif"


def keep(grid: Writable) -> str:
    """Have a raster written and keep it under its hash, which is given, before the row that names it commits.

    Part of the load's transaction: until that has ended nobody sweeps.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock_shared({LOCK})")
    fresh = folder() / f"{secrets.token_hex(8)}.part"
    try:
        grid.write(fresh)
        digest = digest_of(fresh)
        settle(fresh, digest)
        return digest
    finally:
        fresh.unlink(missing_ok=True)


def adopt(pieces: Iterable[bytes], digest: str) -> None:
    """Keep a raster that comes from elsewhere; raises RefusedError where its hash is not `digest`."""
    fresh = folder() / f"{secrets.token_hex(8)}.part"
    try:
        with fresh.open("wb") as out:
            for piece in pieces:
                out.write(piece)
        if digest_of(fresh) != digest:
            raise RefusedError(f"The raster {digest} has not come whole; fetch the file again.")
        settle(fresh, digest)
    finally:
        fresh.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def settle(fresh: Path, digest: str) -> None:
    """Move a whole raster from beside to its place, where it lasts through a power cut."""
    fresh.chmod(0o644)
    with fresh.open("rb") as stream:
        os.fsync(stream.fileno())
    fresh.replace(path_of(digest))
    room = os.open(fresh.parent, os.O_RDONLY)
    try:
        os.fsync(room)
    finally:
        os.close(room)


def named() -> set[str]:
    """The hashes of the rasters that rows name, those of the past too."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED)
        return {digest for (digest,) in cursor.fetchall()}


def sweep() -> list[Path]:
    """Remove what no row names: rasters of loads that failed, halves that a crash left. Gives what went.

    While some load is keeping a raster nothing is removed; the next sweep sees to it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({LOCK})")
        [free] = cursor.fetchone()
        there = sorted(folder().iterdir()) if free else []
        known = {path_of(digest) for digest in named()} if there else set()
        gone = [path for path in there if path not in known]
        for path in gone:
            path.unlink()
    return gone
