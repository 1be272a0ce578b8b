"""Rows of the registers are found by what they refer to."""

import pytest
from django.db import connection

from twin.models import Register

REFERENCES = {"house", "dwelling", "household", "person", "workplace", "enterprise"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Register.__subclasses__(), ids=lambda kind: kind.__name__)
def test_references_of_now_are_indexed(kind: type[Register]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [kind._meta.db_table])
        definitions = [row[0] for row in cursor.fetchall()]
    for column in REFERENCES & {field.name for field in kind._meta.concrete_fields}:
        [found] = [one for one in definitions if f"({column})" in one]
        assert "WHERE upper_inf(recorded)" in found


def test_a_register_has_no_3d_geometry() -> None:
    assert all(
        "shape" not in {field.name for field in kind._meta.fields} for kind in Register.__subclasses__()
    )
