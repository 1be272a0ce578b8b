"""What was worked out: each run of an analysis, for whom, with what, how it stands and what came of it."""

import uuid

from django.db import models


class Run(models.Model):
    """A run of an analysis; a job where it was asked for in the background (OGC 18-062r2 §7.12).

    `who` is a user's name, empty for anybody, `token` the number of the token they came by; `inputs` are
    all it was run with, `outcome` what came of it; `response` is how its results were asked for, `stamp` the
    state of what it was worked out of, `progress` how many hundredths of it are done.
    """

    class Status(models.TextChoices):
        ACCEPTED = "accepted"
        RUNNING = "running"
        SUCCESSFUL = "successful"
        FAILED = "failed"
        DISMISSED = "dismissed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    analysis = models.TextField()
    version = models.TextField()
    inputs = models.JSONField()
    who = models.TextField(blank=True, default="")
    token = models.BigIntegerField(null=True)
    status = models.TextField(choices=Status, default=Status.ACCEPTED)
    message = models.TextField(blank=True, default="")
    progress = models.PositiveSmallIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)
    began = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    response = models.TextField(default="raw")
    stamp = models.TextField(blank=True, default="")
    job = models.BigIntegerField(null=True)
    outcome = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index("who", models.OrderBy(models.F("made"), descending=True), name="run_of_whom"),
            models.Index("analysis", "stamp", name="run_of_what"),
        ]
