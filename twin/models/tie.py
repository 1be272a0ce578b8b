"""Ties between things of different kinds or sources: how people, houses and land belong together (人房地)."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import DateTimeRangeField

from twin.models.enumeration import EnumerationField
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


class Reason(models.TextChoices):
    """Why two things are tied; `twin.linkage.reasons` puts it in words, with what it quotes."""

    REFERENCE = "reference"
    REFERENCE_ELSEWHERE = "reference-elsewhere"
    HOUSE_CODE = "house-code"
    NAMES_HOUSE_CODE = "names-house-code"
    NAMES_UNIT_CODE = "names-unit-code"
    NAMES_CREDIT_CODE = "names-credit-code"
    UNIT_CODE_BEGINS = "unit-code-begins"
    DWELLINGS_UNIT_CODES = "dwellings-unit-codes"
    LISTED_HOUSE_CODE = "listed-house-code"
    LISTED_OWN_CODE = "listed-own-code"
    LISTED_PARCEL_CODE = "listed-parcel-code"
    SHARED_CODE = "shared-code"
    SAME_UNIT_CODE = "same-unit-code"
    SAME_HOUSE_CODE = "same-house-code"
    SAME_CREDIT_CODE = "same-credit-code"
    SAME_PERSON = "same-person"
    SAME_ADDRESS = "same-address"
    RESIDENCE = "residence"
    RESIDENCE_ELSEWHERE = "residence-elsewhere"
    EMPLOYMENT = "employment"
    EMPLOYMENT_ELSEWHERE = "employment-elsewhere"
    ADDRESS = "address"
    ADDRESS_OF_HOUSE = "address-of-house"
    WITHIN = "within"
    NEAREST = "nearest"
    LIKENESS = "likeness"
    WORDS = "words"


class TieChange(models.Model):
    """A row for each statement that changed ties, made by a trigger: their number tells whether any did."""


class Tie(models.Model):
    """That `thing` belongs to `target` by `relation`: found by `method`, with a score of 0 to 1 and a reason.

    `quoted` is what the reason quotes, by name; NULL where its things tell it. `recorded` is when the twin
    knew it, `who` reviewed it where somebody did. There are millions: words are enumerations, and the indexes
    have no condition that would be asked for each row.
    """

    id = models.BigAutoField(primary_key=True)
    relation = EnumerationField(choices=Relation, name_in_database="twin_relation")
    thing = models.ForeignKey(Thing, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    target = models.ForeignKey(Thing, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    method = EnumerationField(choices=Method, name_in_database="twin_method")
    score = models.FloatField()
    reason = EnumerationField(choices=Reason, name_in_database="twin_reason")
    quoted = models.JSONField(null=True)
    standing = EnumerationField(choices=Standing, default=Standing.STANDS, name_in_database="twin_standing")
    who = models.TextField(blank=True, default="")
    recorded = DateTimeRangeField()

    class Meta:
        indexes = [
            *CHANGES,
            models.Index("thing", name="tie_thing"),
            models.Index("target", name="tie_target"),
            models.Index(
                "relation", "score", name="tie_waiting", condition=CURRENT & models.Q(standing="proposed")
            ),
        ]
