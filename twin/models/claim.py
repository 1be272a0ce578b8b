"""Which source has authority over a field, and where sources differ (一数一源、多源核验)."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import DateTimeRangeField

from twin.models.provenance import Dataset
from twin.models.thing import Thing
from twin.models.version import CURRENT


class Authority(models.Model):
    """That `dataset` has authority over a field of a kind ("dwelling", "area_gross"); rank 1 goes first."""

    kind = models.TextField()
    field = models.TextField()
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="+")
    rank = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("kind", "field", "dataset", name="authority_once")]


class Conflict(models.Model):
    """That sources differ over a field of one real thing, in its state at a time.

    `thing` stands for all that are the same; `claims` list dataset, thing, value and since when it is known.
    `since` is when the difference was first noticed, `recorded` when the twin knew this state of it.
    `ruled_for` is the dataset somebody (`who`) has ruled for, with a note.
    """

    thing = models.ForeignKey(Thing, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    kind = models.TextField()
    field = models.TextField()
    claims = models.JSONField()
    since = models.DateTimeField()
    ruled_for = models.TextField(blank=True, default="")
    who = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    recorded = DateTimeRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "field"], condition=CURRENT, name="conflict_once")
        ]
        indexes = [models.Index("kind", "field", "since", name="conflict_waiting", condition=CURRENT)]
