"""Backing a twin up and putting one in its place, each proven before it counts."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from spatial.errors import RefusedError
from twin import changes, marks
from twin.backup.archive import opened, pack, taken_out
from twin.backup.aside import making_aside, spare
from twin.backup.databases import (
    count,
    dump,
    forget_transactions,
    make_spare,
    rasters_of,
    refuse_other_frame,
    swap,
)
from twin.backup.server import name_of
from twin.models import AuditEntry

AUDIT = f"public.{AuditEntry._meta.db_table}"


def back_up(file: Path) -> dict[str, int]:
    """Write the whole twin to `file` and prove it by restoring it aside; the rows of each table.

    The file appears when it is proven and replaces an older one at once. Raises RefusedError when it
    cannot be written or does not come back as it was.
    """
    fresh = file.absolute().with_name(f"{file.name}.{os.getpid()}")
    dumped = fresh.with_name(f"{fresh.name}.dump")
    with making_aside(fresh, dumped):
        try:
            fresh.touch()
            audited = AuditEntry.objects.count()
            dump(dumped)
            make_spare(dumped)
            restored, kept, named = count(spare()), count(name_of()), rasters_of(spare())
            if changed := list_changed(restored, kept, audited):
                raise RefusedError(
                    f"The twin changed while it was backed up ({', '.join(changed)}); run the command again."
                )
            pack(fresh, dumped, named)
            fresh.replace(file)
        except OSError as error:
            raise RefusedError(
                f"{file} cannot be written ({error.strerror}); choose another place."
            ) from error
    return restored


def list_changed(restored: Mapping[str, int], kept: Mapping[str, int], audited: int) -> list[str]:
    """The tables that did not come back as the twin keeps them, given the rows of each.

    A read of personal rows is written down whoever backs up, so the audit alone may have grown since it had
    `audited` entries; those must all be there.
    """
    tables = sorted({*restored, *kept})
    changed = [table for table in tables if restored.get(table) != kept.get(table)]
    if AUDIT in changed and audited <= restored.get(AUDIT, -1) <= kept.get(AUDIT, -1):
        changed.remove(AUDIT)
    return changed


def restore(file: Path) -> dict[str, int]:
    """Put the twin in `file` in the place of this one; the rows of each table.

    It is restored aside first; then the two databases change names in one transaction, so that a crash
    leaves the one or the other. The former is dropped last. Raises RefusedError where the file is no backup
    or of a twin in another frame.
    """
    if not file.exists():
        raise RefusedError(f"There is no file {file}; check the path.")
    with making_aside(taken_out()), opened(file) as archive:
        make_spare(archive.dump)
        refuse_other_frame(spare())
        forget_transactions(spare())
        rows, named = count(spare()), rasters_of(spare())
        archive.bring(named)
        swap()
        # Until the swap no row of the twin named them, and whoever started it meanwhile has swept them.
        archive.bring(named)
    with transaction.atomic():
        changes.tell_droppers([marks.EVERYTHING])
    return rows
