"""What a row can be that not everyone sees today."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from twin.models import Openness

PAST = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2001, 1, 1, tzinfo=UTC))
HIDDEN: list[dict[str, Any]] = [
    {"openness": Openness.CLOSED},
    {"recorded": PAST},
    {"valid": (date(2000, 1, 1), date(2001, 1, 1))},
    {"valid": (timezone.localdate() + timedelta(days=1), None)},
]
