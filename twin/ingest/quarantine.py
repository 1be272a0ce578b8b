"""Rows that a load leaves out for their errors: kept with their reasons until they come again, mended."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from twin.ingest.ledger import LEDGER, WITH_ROWS
from twin.ingest.staging import Stage, copy, stage_table
from twin.models import Dataset, Load, Quarantined


def waiting(dataset: Dataset) -> QuerySet[Any]:
    """The rows of a dataset that were left out and have not come again."""
    found = Quarantined.objects.using(LEDGER).filter(load__source__dataset=dataset, released__isnull=True)
    return found.order_by("pk")


def keep_out(stage: Stage, dataset: Dataset) -> None:
    """Take the rows with errors out of the stage; what stands of them in the twin is not touched."""
    copy("stage_bad", ["code"], [(code,) for code in stage.bad])
    awaited = list(waiting(dataset).values_list("object", flat=True))
    for kind in stage.counts:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {stage_table(kind)} WHERE code IN (SELECT code FROM stage_bad)")
            stage.counts[kind] -= cursor.rowcount
            cursor.execute(f"SELECT code FROM {stage_table(kind)} WHERE code = ANY(%s)", [awaited])
            stage.mended |= {code for (code,) in cursor.fetchall()}


def note(entry: Load, stage: Stage) -> None:
    """Write down, with the rows, what was left out; earlier ones that came again wait no longer."""
    again = [*stage.mended, *stage.bad]
    waiting(entry.source.dataset).using(WITH_ROWS).filter(object__in=again).update(released=entry)
    Quarantined.objects.using(WITH_ROWS).bulk_create(
        Quarantined(
            load=entry,
            object=code,
            reasons=[f"{issue.code}: {issue.message}" for issue in issues],
            content=next((issue.content for issue in issues if issue.content), None),
        )
        for code, issues in stage.bad.items()
    )
