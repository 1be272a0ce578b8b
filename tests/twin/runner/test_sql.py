"""A queryset is a statement with its values."""

import pytest

from twin.models import AdminArea
from twin.runner.sql import Statement, compile

pytestmark = pytest.mark.usefixtures("ledger")


def test_a_queryset_becomes_sql_and_its_values() -> None:
    found = compile(AdminArea.objects.filter(code="a'b").values("thing_id"))
    assert found == Statement(found.sql, ("a'b",))
    assert found.sql.startswith("SELECT") and "%s" in found.sql
