"""The two times of a question: when it was so in the world, and when the twin knew it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Times:
    """`valid` as (first day, last day), None for an open end; `recorded` None for now.

    Without `valid` the answer is what is so today.
    """

    valid: tuple[date | None, date | None] | None = None
    recorded: datetime | None = None

    def condition(self) -> Q:
        """The rows of these times, in the words the partial indexes are written in."""
        if self.valid is None:
            return self.known() & Q(valid__contains=timezone.localdate())
        first, last = self.valid
        return self.known() & Q(valid__overlap=RawSQL("daterange(%s, %s, '[]')", (first, last)))

    def known(self) -> Q:
        """What the twin knew at the recorded time."""
        return Q(recorded__upper_inf=True) if self.recorded is None else Q(recorded__contains=self.recorded)


NOW = Times()
