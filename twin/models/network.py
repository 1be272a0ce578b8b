"""Utility networks, nodes and links; the columns are named as the records' fields."""

from django.contrib.gis.db import models

from spatial.records import VerticalKind
from twin.models.version import Version


class Node(Version):
    """A point of a utility network; elevations are metres in the twin's height datum."""

    network = models.TextField()
    ground = models.FloatField(null=True)
    invert = models.FloatField(null=True)
    depth = models.FloatField(null=True)
    status = models.TextField(null=True)
    owner = models.TextField(null=True)
    year = models.SmallIntegerField(null=True)

    class Meta(Version.Meta):
        pass


class Link(Version):
    """A line of a utility network; `start` and `end` are its nodes' codes, its section is in millimetres."""

    network = models.TextField()
    start = models.TextField(null=True)
    end = models.TextField(null=True)
    diameter = models.FloatField(null=True)
    width = models.FloatField(null=True)
    height = models.FloatField(null=True)
    material = models.TextField(null=True)
    burial = models.TextField(null=True)
    vertical = models.TextField(null=True, choices=[(kind.value, kind.value) for kind in VerticalKind])
    start_z = models.FloatField(null=True)
    end_z = models.FloatField(null=True)
    status = models.TextField(null=True)
    owner = models.TextField(null=True)
    year = models.SmallIntegerField(null=True)

    class Meta(Version.Meta):
        pass
