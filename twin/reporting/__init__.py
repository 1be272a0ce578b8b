"""Reports of errors: taken from anyone who can see the object, worked through by those who keep the twin."""

from twin.reporting.book import answer, tell_reports, tell_state
from twin.reporting.taking import Said, TooManyError, take

__all__ = ["Said", "TooManyError", "answer", "take", "tell_reports", "tell_state"]
