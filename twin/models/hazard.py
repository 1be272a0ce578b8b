"""Hazard zones; the columns are named as the record's fields."""

from django.contrib.gis.db import models

from twin.models.version import Version


class HazardZone(Version):
    """An area that a hazard reaches under a scenario; depths are metres of water."""

    hazard = models.TextField()
    scenario = models.TextField(null=True)
    scheme = models.TextField(null=True)
    grade = models.TextField(null=True)
    rank = models.SmallIntegerField(null=True)
    depth_from = models.FloatField(null=True)
    depth_to = models.FloatField(null=True)

    class Meta(Version.Meta):
        pass
