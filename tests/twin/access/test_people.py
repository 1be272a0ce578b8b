"""The published figures are told zone by zone, as they are kept."""

import pytest
from django.utils import timezone

from spatial.errors import UnknownEntryError
from twin.access.people import declared_figures, protected_counts, tells_of_people
from twin.layer import layers
from twin.models import PeopleCount, Publication

pytestmark = pytest.mark.django_db


def test_a_count_is_a_number_or_protected() -> None:
    made = Publication.objects.create(
        moment=timezone.now(),
        who="root",
        k=10,
        zonings={"city": {"zones": 1, "edition": "the whole twin"}},
        dimensions={"hukou": ["local", "elsewhere"]},
        figures=2,
        hidden=1,
        seconds=0.1,
    )
    for category, count in (("local", 12), ("elsewhere", None)):
        PeopleCount.objects.create(
            publication=made,
            zoning="city",
            zone="city",
            dimension="hukou",
            category=category,
            count=count,
            reason="" if count else "protected",
        )
    found = protected_counts("city")
    assert found.zones == {"city": {"hukou": {"local": 12, "elsewhere": None}}}
    assert (found.zoning, found.edition, found.k) == ("city", "the whole twin", 10)
    declared = declared_figures()
    assert declared.zonings == ("city",)
    assert declared.dimensions == {"hukou": ("local", "elsewhere")}


def test_before_anything_is_published_the_command_is_named() -> None:
    with pytest.raises(UnknownEntryError, match="people publish"):
        protected_counts("city")
    assert declared_figures().zonings == ()


def test_the_layers_of_what_is_published_of_people_tell_of_people_and_no_other() -> None:
    assert {layer.id for layer in layers if tells_of_people(layer)} == {"people-by-zone", "people-by-cell"}
