"""What people report as wrong with an object, for those who work through the list."""

from django.db import models

from twin.models.provenance import Load
from twin.models.thing import Thing


class ErrorReport(models.Model):
    """That somebody says an object is wrong, and what became of it.

    `load` brought the row that was seen; `about` says what is wrong, `field` which field, by its name;
    `ticket` is the reporter's way back. `contact` is personal and goes when the report is closed, `sender`
    is a keyed hash of the address on that day.
    """

    class About(models.TextChoices):
        FIELD = "field"
        POSITION = "position"
        MISSING = "missing"
        OTHER = "other"

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    thing = models.ForeignKey(Thing, models.PROTECT, related_name="+", db_constraint=False)
    load = models.ForeignKey(Load, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    ticket = models.CharField(max_length=64, unique=True)
    about = models.TextField(choices=About)
    field = models.TextField(blank=True)
    words = models.TextField()
    contact = models.TextField(blank=True)
    sender = models.CharField(max_length=64, blank=True)
    made = models.DateTimeField()
    state = models.TextField(choices=State, default=State.OPEN)
    answer = models.TextField(blank=True)
    who = models.TextField(blank=True)
    closed = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("state", "id", name="report_state"),
            models.Index("sender", "thing", name="report_sender", condition=~models.Q(sender="")),
        ]
