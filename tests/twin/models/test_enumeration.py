"""Few words are kept in four bytes each, and none but those."""

import pytest
from django.db import DataError, connection

from tests.factories import make_tie, make_version
from twin.models import House, Relation, Tie
from twin.models.enumeration import EnumerationField

pytestmark = pytest.mark.django_db


def test_a_word_is_text_in_python_and_four_bytes_in_the_database() -> None:
    one, other = (make_version(House, code).thing for code in "ab")
    make_tie(Relation.SAME, one, other)
    assert Tie.objects.filter(relation__in=[Relation.SAME, "house-building"]).get().relation == "same"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_column_size(relation), relation FROM twin_tie")
        assert cursor.fetchall() == [(4, "same")]


def test_another_word_is_refused() -> None:
    one, other = (make_version(House, code).thing for code in "ab")
    with pytest.raises(DataError, match="twin_relation"):
        make_tie("cousin", one, other)


def test_a_field_is_made_again_with_its_name() -> None:
    field = EnumerationField(name_in_database="twin_relation")
    assert field.clone().db_type(connection) == "twin_relation"
