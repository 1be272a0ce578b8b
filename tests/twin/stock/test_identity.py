"""Things that ties of `same` join go by one number, however long the chain."""

import pytest
from django.db import connection, transaction

from tests.stock import stand, tie
from twin.models import Relation, Standing
from twin.stock.identity import join_same

pytestmark = pytest.mark.django_db


def numbers() -> dict[int, int]:
    """What each joined thing goes by."""
    with transaction.atomic(), connection.cursor() as cursor:
        join_same(cursor)
        cursor.execute("SELECT thing, one FROM stock_same")
        return dict(cursor.fetchall())


def test_a_chain_told_in_any_order_goes_by_its_least_number() -> None:
    things = [stand(str(at), at) for at in range(7)]
    for left, right in ((3, 2), (0, 3), (2, 4), (4, 5)):
        tie(Relation.SAME, things[left], things[right])
    found = numbers()
    joined = [things[at].pk for at in (0, 2, 3, 4, 5)]
    assert found == dict.fromkeys(joined, min(joined))


def test_a_tie_that_was_rejected_joins_nothing() -> None:
    tie(Relation.SAME, stand("a"), stand("b", 1), standing=Standing.REJECTED)
    assert numbers() == {}
