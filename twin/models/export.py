"""What is being exported or lies ready to be fetched: for whom, what was asked, how far it is, which file."""

import uuid

from django.db import models

from twin.models.run import Run


class Export(models.Model):
    """A file that the worker makes of a query, kept for some days.

    `who` is a user's name, empty for anybody who has the address, `token` the number of the one they showed,
    `groups` are those they asked in. `question` is the query string that the items of `layer` were asked
    with, at `root`, in `language`. `done` of `rows` are written; `file` is the name of the finished file,
    `size` its bytes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    who = models.TextField(blank=True, default="")
    token = models.BigIntegerField(null=True)
    groups = models.JSONField()
    layer = models.TextField()
    form = models.TextField()
    question = models.TextField(blank=True, default="")
    root = models.TextField(blank=True, default="")
    language = models.TextField()
    status = models.TextField(choices=Run.Status, default=Run.Status.ACCEPTED)
    message = models.TextField(blank=True, default="")
    done = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(null=True)
    size = models.BigIntegerField(default=0)
    file = models.TextField(blank=True, default="")
    made = models.DateTimeField(auto_now_add=True)
    began = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    job = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index("who", "status", name="export_of_whom"),
            models.Index("made", name="export_made"),
        ]
