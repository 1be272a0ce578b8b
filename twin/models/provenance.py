"""Where rows come from: source, load, finding. Written on the ledger connection alone."""

from django.contrib.gis.db import models


class Openness(models.IntegerChoices):
    """Who may see a row (浙江省公共数据条例 2022: 无条件开放 / 受限开放 / 禁止开放)."""

    OPEN = 0, "无条件开放"
    LIMITED = 1, "受限开放"
    CLOSED = 2, "禁止开放"


class Dataset(models.Model):
    """A body of data whose objects keep their ids from one edition to the next.

    `openness` is that of objects it brings for the first time.
    """

    key = models.TextField(unique=True)
    title = models.TextField(blank=True)
    openness = models.SmallIntegerField(choices=Openness, default=Openness.OPEN)
    made = models.DateTimeField(auto_now_add=True)


class Source(models.Model):
    """A file (or folder of files) as it was read: who published it, under which licence, its hash.

    `about` is what else the file says of itself, in the words of its format.
    """

    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="sources")
    file = models.TextField()
    files = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    format = models.TextField()
    version = models.TextField(blank=True)
    publisher = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    reference_date = models.TextField(blank=True)
    crs = models.TextField(blank=True)
    heights = models.TextField(blank=True)
    about = models.JSONField(default=dict)


class Load(models.Model):
    """One reading of a source: who, when, how it went.

    `xid` tells whether its transaction committed; `moment` is when its rows were recorded; `quality` is the
    report on what was read.
    """

    class Status(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        UNCHANGED = "unchanged"
        REFUSED = "refused"
        REHEARSED = "rehearsed"
        FAILED = "failed"
        UNDONE = "undone"

    source = models.ForeignKey(Source, models.PROTECT, related_name="loads")
    who = models.TextField()
    began = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)
    status = models.TextField(choices=Status, default=Status.RUNNING)
    xid = models.BigIntegerField(null=True)
    moment = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    quality = models.JSONField(null=True)


class Finding(models.Model):
    """What a load noticed about a row or the file."""

    load = models.ForeignKey(Load, models.CASCADE, related_name="findings")
    severity = models.TextField()
    code = models.TextField()
    message = models.TextField()
    object = models.TextField(blank=True)
    position = models.TextField(blank=True)


class Quarantined(models.Model):
    """A row that was left out of a load for its errors, kept with them until it comes again, mended.

    `content` is the row as it was read, as far as it could be; `released` the load that brought it mended.
    """

    load = models.ForeignKey(Load, models.CASCADE, related_name="quarantined")
    object = models.TextField()
    reasons = models.JSONField()
    content = models.JSONField(null=True)
    released = models.ForeignKey(Load, models.SET_NULL, null=True, related_name="+")
