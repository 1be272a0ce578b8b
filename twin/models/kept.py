"""Tables of figures that are kept: what changes is taken away and added, nothing is gathered anew."""

from django.db import models


class Kept(models.Model):
    """A table as it was at `moment`, before which nobody writes any more, on `day`, of `rows` rows.

    `name` says which table with which columns by which zones for whom; `basis` is what that was worked out
    by: another one makes the table worthless.
    """

    name = models.TextField(unique=True)
    basis = models.TextField()
    moment = models.DateTimeField()
    day = models.DateField()
    rows = models.BigIntegerField()


class KeptPart(models.Model):
    """Some of its rows, alike ones once: `content` is each column in turn, the last how many are alike."""

    kept = models.ForeignKey(Kept, models.CASCADE)
    part = models.IntegerField()
    rows = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kept", "part"], name="kept_part")]
