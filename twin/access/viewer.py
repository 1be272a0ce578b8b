"""Who is looking, as the gate sees it: a set of groups, nothing else."""

from dataclasses import dataclass
from typing import Any

from twin.layer import ADMIN, ANONYMOUS, EVERYONE, HOUSING, STAFF, Sensitivity
from twin.models import Openness


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person or program at a door; equal groups see equal things."""

    groups: frozenset[str]

    @property
    def openness(self) -> Openness:
        """The most closed rows this viewer may see."""
        if ADMIN in self.groups:
            return Openness.CLOSED
        return Openness.LIMITED if self.groups & STAFF else Openness.OPEN

    def may_know(self, sensitivity: Sensitivity) -> bool:
        """Whether fields of this sensitivity are for this viewer."""
        if sensitivity is Sensitivity.OPEN:
            return True
        if sensitivity is Sensitivity.INTERNAL:
            return bool(self.groups & STAFF)
        return bool(self.groups & {HOUSING, ADMIN})


NOBODY = Viewer(frozenset({ANONYMOUS}))


def viewer(user: Any) -> Viewer:
    """The viewer behind a Django user; superusers are administrators, unknown groups count for nothing."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    if user.is_superuser:
        return Viewer(EVERYONE)
    names = set(user.groups.values_list("name", flat=True))
    return Viewer(EVERYONE if ADMIN in names else frozenset({ANONYMOUS, *(names & STAFF)}))
