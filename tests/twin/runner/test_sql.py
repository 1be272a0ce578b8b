"""A queryset is a statement with its values."""

import pytest
from django.db import connection

from twin.models import AdminArea
from twin.runner.sql import Statement, compile, without

pytestmark = pytest.mark.usefixtures("ledger")


def test_a_queryset_becomes_sql_and_its_values() -> None:
    found = compile(AdminArea.objects.filter(code="a'b").values("thing_id"))
    assert found == Statement(found.sql, ("a'b",))
    assert found.sql.startswith("SELECT") and "%s" in found.sql


def test_a_way_is_left_out_for_some_statements_alone() -> None:
    def ask() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_sort")
            return str(cursor.fetchone()[0])

    with without("sort"):
        assert ask() == "off"
    assert ask() == "on"
    with pytest.raises(KeyError), without("sort"):
        raise KeyError
    assert ask() == "on"
