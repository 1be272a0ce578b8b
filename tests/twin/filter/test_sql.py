"""SQL is put together with its values apart from it."""

import pytest
from django.db.models import Value

from twin.filter.sql import TEXT, Sql, join, negate
from twin.models import Building

pytestmark = pytest.mark.django_db


def test_values_are_bound() -> None:
    is_odd = Sql("({} = {})", Value("%s'; --"), Value("{}"), output_field=TEXT)
    sql, values = Building.objects.filter(join("AND", [negate(is_odd), is_odd])).query.sql_with_params()
    assert sql.endswith("WHERE ((NOT (%s = %s)) AND (%s = %s))")
    assert values == ("%s'; --", "{}") * 2


def test_two_of_one_pattern_and_parts_are_one() -> None:
    assert Sql("{} IS NULL", Value(1)) == Sql("{} IS NULL", Value(1)) != Sql("{} IS NOT NULL", Value(1))
