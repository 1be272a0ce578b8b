"""Where the map has changed: what triggers note of each statement, what makers of tiles must have seen."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models.expressions import RawSQL

XID = "pg_current_xact_id()::text::bigint"


class Where(models.Model):
    """A place in the table `relation` that transaction `xid` has changed; without `area`, all of it."""

    xid = models.BigIntegerField(db_default=RawSQL(XID, ()))
    relation = models.TextField()
    area = models.PolygonField(srid=3857, null=True, spatial_index=False)

    class Meta:
        abstract = True


class Change(Where):
    """What a statement has changed; whoever has dealt with it takes it away."""

    class Meta:
        indexes = [models.Index("xid", name="change_of")]


class Mark(Where):
    """What a transaction is about to change: no tile made without seeing it may be kept.

    It commits before the change does, on a connection of its own.
    """

    class Meta:
        indexes = [GistIndex("area", name="mark_area"), models.Index("xid", name="mark_of")]


class Swept(models.Model):
    """The newest transaction whose marks were taken away: older tiles may have missed it."""

    xid = models.BigIntegerField()
