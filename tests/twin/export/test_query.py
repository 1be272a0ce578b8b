"""What goes out of a layer never has what is personal."""

from dataclasses import replace

import pytest

from tests.queries import ask
from twin.layer import Sensitivity


@pytest.mark.django_db
def test_personal_fields_are_left_out() -> None:
    query = ask()
    first = replace(query.fields[0], sensitivity=Sensitivity.PERSONAL)
    assert replace(query, fields=(first, *query.fields[1:])).told == query.fields[1:]
