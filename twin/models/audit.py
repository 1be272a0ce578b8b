"""The book of reads of personal rows: append-only, each entry chained to the one before by its hash."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AuditEntry(models.Model):
    """That somebody read personal rows: who, in which groups, for which purpose, what, and by which door.

    `token` is the number of the token they came by, None where they had signed in.
    `kind` is the table read, `things` which of it, in words; `rows` how many were given. The database refuses
    to change or remove an entry; `hash` is over all of it and over the `previous` entry's hash.
    """

    number = models.BigIntegerField(primary_key=True)
    moment = models.DateTimeField()
    who = models.TextField()
    groups = ArrayField(models.TextField())
    purpose = models.TextField()
    note = models.TextField(blank=True)
    kind = models.TextField()
    things = models.TextField()
    fields = ArrayField(models.TextField())
    rows = models.BigIntegerField()
    door = models.TextField()
    token = models.BigIntegerField(null=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index("who", "number", name="audit_who")]
