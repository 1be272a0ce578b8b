"""Ties between things of different kinds or sources: how people, houses and land belong together (人房地)."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import DateTimeRangeField

from twin.models.thing import Thing
from twin.models.version import CHANGES, CURRENT


class Relation(models.TextChoices):
    """What a tie says of its two things, from the smaller to the larger."""

    SAME = "same", "is the same as"
    DWELLING_IN_HOUSE = "dwelling-house", "is a dwelling of"
    HOUSE_IS_BUILDING = "house-building", "is told of the building"
    BUILDING_ON_PARCEL = "building-parcel", "stands on"
    HOUSEHOLD_AT_DWELLING = "household-dwelling", "lives at"
    PERSON_IN_HOUSEHOLD = "person-household", "belongs to"
    PERSON_AT_DWELLING = "person-dwelling", "resides at"
    PERSON_AT_WORKPLACE = "person-workplace", "works at"
    WORKPLACE_IN_BUILDING = "workplace-building", "lies in"
    WORKPLACE_OF_ENTERPRISE = "workplace-enterprise", "is run by"


class Method(models.TextChoices):
    """How a tie was found."""

    CODE = "code", "by an exact code"
    ADDRESS = "address", "by the normalised address"
    POSITION = "position", "by position"
    FUZZY = "fuzzy", "by likeness"
    HAND = "hand", "by hand"


class Standing(models.TextChoices):
    """What a tie counts for: only those that stand are followed."""

    STANDS = "stands", "stands"
    PROPOSED = "proposed", "awaits review"
    REJECTED = "rejected", "was rejected"


class TieChange(models.Model):
    """A row for each statement that changed ties, made by a trigger: their number tells whether any did."""


class Tie(models.Model):
    """That `thing` belongs to `target` by `relation`: found by `method`, with a score of 0 to 1 and a reason.

    `recorded` is when the twin knew it, `who` reviewed it where somebody did.
    """

    id = models.BigAutoField(primary_key=True)
    relation = models.TextField(choices=Relation)
    thing = models.ForeignKey(Thing, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    target = models.ForeignKey(Thing, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    method = models.TextField(choices=Method)
    score = models.FloatField()
    reason = models.TextField()
    standing = models.TextField(choices=Standing, default=Standing.STANDS)
    who = models.TextField(blank=True, default="")
    recorded = DateTimeRangeField()

    class Meta:
        indexes = [
            *CHANGES,
            models.Index("thing", "relation", name="tie_thing", condition=CURRENT),
            models.Index("target", "relation", name="tie_target", condition=CURRENT),
            models.Index(
                "relation", "score", name="tie_waiting", condition=CURRENT & models.Q(standing="proposed")
            ),
        ]
