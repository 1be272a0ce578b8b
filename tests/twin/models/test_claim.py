"""One thing has one open conflict over a field."""

import pytest
from django.db import IntegrityError
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from tests.claims import register
from twin.models import Conflict


@pytest.mark.django_db
def test_a_field_is_in_one_open_conflict_at_a_time() -> None:
    row = register("House", "a", "1")
    now = timezone.now()
    told = {"thing": row.thing, "kind": "house", "field": "year", "claims": [], "since": now}
    Conflict.objects.create(**told, recorded=TimestamptzRange(now, now.replace(year=now.year + 1)))
    Conflict.objects.create(**told, recorded=TimestamptzRange(now, None))
    with pytest.raises(IntegrityError):
        Conflict.objects.create(**told, recorded=TimestamptzRange(now, None))
