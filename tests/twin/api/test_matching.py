"""What is cheap to count is counted; what is not is estimated, and told to be."""

import pytest
from django.db import connection

from tests.factories import fill_layer
from twin.access import NOBODY, rows
from twin.api import matching
from twin.api.matching import count, count_cheaply
from twin.layer import layers

pytestmark = pytest.mark.django_db


def test_few_rows_are_counted() -> None:
    fill_layer(layers["buildings"], range(3))
    found = rows(NOBODY, layers["buildings"])
    assert count(found) == count_cheaply(found) == {"numberMatched": 3, "numberMatchedIs": "exact"}


def test_what_would_take_long_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    fill_layer(layers["buildings"], range(3))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE twin_building")
    monkeypatch.setattr(matching, "CHEAP", 0.0)
    told = count_cheaply(rows(NOBODY, layers["buildings"]).order_by("thing_id"))
    assert told["numberMatchedIs"] == "estimate"
    assert 1 <= told["numberMatched"] < 10
