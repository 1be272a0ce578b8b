"""Figures about persons as they are published: one set of linked tables, protected together."""

from django.db import models


class Publication(models.Model):
    """One publication: the figures of every declared zoning and dimension, as of one moment.

    `zonings` says of each which edition of its zones was used and how many there are; `figures` and `hidden`
    count its cells. That each hidden count spans at least `k` was proven before anything was published.
    """

    moment = models.DateTimeField()
    who = models.TextField()
    k = models.IntegerField()
    zonings = models.JSONField()
    dimensions = models.JSONField()
    figures = models.IntegerField()
    hidden = models.IntegerField()
    seconds = models.FloatField()


class PeopleCount(models.Model):
    """Persons of a category in a zone; a count that is not given has a reason."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="counts", db_index=False)
    zoning = models.TextField()
    zone = models.TextField()
    dimension = models.TextField()
    category = models.TextField()
    count = models.IntegerField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "zoning", "zone", "dimension", "category"], name="people_count_once"
            ),
            models.CheckConstraint(
                condition=models.Q(count__isnull=False) ^ ~models.Q(reason=""), name="people_count_or_reason"
            ),
        ]
