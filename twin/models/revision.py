"""How often the rows of a kind have changed: the version doors put in links and entity tags."""

from django.contrib.gis.db import models


class Revision(models.Model):
    """One row a kind of object; `number` rises in the transaction that changes its rows.

    `rows` and `extent` (west, south, east, north in CRS84) describe the current open rows, `parts` the same
    of those that are in each layer, where several layers share the kind; `classes` are those that the
    figures of each graded layer ask for.
    """

    kind = models.TextField(primary_key=True)
    number = models.BigIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)
    rows = models.BigIntegerField(default=0)
    extent = models.JSONField(null=True)
    parts = models.JSONField(default=dict)
    classes = models.JSONField(default=dict)
