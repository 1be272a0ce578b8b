"""A step stands until the transaction ends, and is taken anew within it."""

import pytest
from django.db import connection, transaction

from twin.stock.steps import keep

pytestmark = pytest.mark.django_db


def test_a_step_taken_twice_gives_what_the_second_gives() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        assert keep(cursor, "stock_pair", "SELECT 1 AS thing") == 1
        assert keep(cursor, "stock_pair", "SELECT %(most)s AS thing WHERE false", {"most": 2}) == 0
        cursor.execute("SELECT * FROM stock_pair")
        assert cursor.fetchall() == []
