"""The published figures are told zone by zone, as they are kept."""

import pytest
from django.utils import timezone

from spatial.errors import UnknownEntryError
from twin.access.people import protected_counts
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


def test_before_anything_is_published_the_command_is_named() -> None:
    with pytest.raises(UnknownEntryError, match="people publish"):
        protected_counts("city")
