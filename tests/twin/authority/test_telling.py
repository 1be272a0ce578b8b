"""A thing is told from all its sources at once, whichever of them is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.claims import register, tie
from twin.authority import tell
from twin.models import Relation

pytestmark = pytest.mark.django_db


def test_each_field_comes_from_where_it_is_told() -> None:
    deeds = register("Dwelling", "fangchan", "D1", area_gross=89.2, area_net=70.0)
    police = register("Dwelling", "gongan", "P1", address="文三路478号3幢501室", area_gross=89.2)
    tie(Relation.SAME, police, deeds)
    told = tell("dwelling", deeds.thing_id)
    assert told == tell("dwelling", police.thing_id)
    assert {
        field: choice.claim.dataset for field, choice in told.items() if choice.rule.en == "the only source"
    } == {
        "area_net": "fangchan",
        "address": "gongan",
    }
    assert "rent" not in told


def test_the_number_of_queries_does_not_grow_with_the_sources() -> None:
    first = register("Dwelling", "s0", "D", rooms=3)
    for number in range(1, 6):
        tie(Relation.SAME, register("Dwelling", f"s{number}", "D", rooms=3), first)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tell("dwelling", first.thing_id)
    assert len(queries) <= 8
