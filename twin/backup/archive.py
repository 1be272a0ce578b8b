"""A backup as one file: a tar of the database's dump and of each raster under its hash."""

import hashlib
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from spatial.errors import RefusedError
from twin import rasters

DUMP, ROOM = "database.dump", "rasters"


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup, open: where its dump lies for now, and the tar; None for a plain dump, as they once were."""

    dump: Path
    tar: tarfile.TarFile | None

    def bring(self, digests: set[str]) -> None:
        """Have these rasters where rasters are kept. Raises RefusedError where one is nowhere or broken."""
        for digest in sorted(digests):
            if not rasters.path_of(digest).exists():
                rasters.adopt(self._read(digest), digest)

    def _read(self, digest: str) -> Iterator[bytes]:
        try:
            held = self.tar.extractfile(name_of(digest)) if self.tar else None
        except KeyError:
            held = None
        if held is None:
            raise RefusedError(f"The backup lacks the raster {digest}, which rows in it name; take another.")
        with held:
            while piece := held.read(rasters.PIECE):
                yield piece


def name_of(digest: str) -> str:
    """What a raster is called in a backup."""
    return f"{ROOM}/{digest}.tif"


def pack(file: Path, dump: Path, digests: set[str]) -> None:
    """Write a backup, then read it back; raises RefusedError where a raster is not as its hash says."""
    with tarfile.open(file, "w") as tar:
        tar.add(dump, DUMP)
        for digest in sorted(digests):
            path = rasters.path_of(digest)
            if not path.exists():
                raise RefusedError(f"The raster {path} is gone; put it back from an earlier backup.")
            tar.add(path, name_of(digest))
    with tarfile.open(file) as tar:
        for digest in digests:
            held = tar.extractfile(name_of(digest))
            if held is None or hash_of(held) != digest:
                path = rasters.path_of(digest)
                raise RefusedError(f"The raster {path} is broken; put it back from an earlier backup.")


def hash_of(stream: IO[bytes]) -> str:
    """The hash of what a stream holds."""
    digest = hashlib.sha256()
    while piece := stream.read(rasters.PIECE):
        digest.update(piece)
    return digest.hexdigest()


def taken_out() -> Path:
    """Where the dump of a backup lies while it is restored."""
    place: Path = settings.INSTANCE.data_dir / f"restoring.{os.getpid()}.dump"
    return place


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """A backup to be read, its dump taken out for as long. Raises RefusedError for a file that was cut."""
    if not tarfile.is_tarfile(file):
        yield Archive(file, None)
        return
    dump = taken_out()
    try:
        with tarfile.open(file) as tar:
            held = tar.extractfile(DUMP)
            assert held is not None
            with held, dump.open("wb") as out:
                while piece := held.read(rasters.PIECE):
                    out.write(piece)
            yield Archive(dump, tar)
    except (tarfile.TarError, KeyError) as error:
        raise RefusedError(f"{file} is no whole backup ({error}); take another.") from error
    finally:
        dump.unlink(missing_ok=True)
