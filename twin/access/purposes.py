"""What personal rows may be read for; each read names one, and the audit keeps it."""

from dataclasses import dataclass

from spatial.errors import RefusedError
from spatial.text import Text
from twin.access.viewer import Viewer
from twin.layer import ADMIN, HOUSING

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Purpose:
    """`groups` may read for it; `whole` says that it needs what is masked otherwise."""

    id: str
    title: Text
    groups: frozenset[str] = frozenset({HOUSING, ADMIN})
    whole: bool = False


PURPOSES = {
    purpose.id: purpose
    for purpose in (
        Purpose("case-work", Text("个案办理", "Work on a case"), frozenset({HOUSING}), whole=True),
        Purpose("house-card", Text("房屋身份证", "House ID card")),
        Purpose("checking", Text("数据核查", "Checking the registers")),
        Purpose("statistics", Text("统计分析", "Statistics")),
        Purpose("emergency", Text("应急避险", "Emergency and evacuation")),
    )
}


def purpose(viewer: Viewer, id: str) -> Purpose:
    """The purpose of that id, if the viewer may read for it; RefusedError names those that are there."""
    found = PURPOSES.get(id)
    if found is None or not found.groups & viewer.groups:
        known = ", ".join(one.id for one in PURPOSES.values() if one.groups & viewer.groups)
        raise RefusedError(f"Say for which purpose you read; “{id}” is none of those open to you: {known}.")
    return found


def tidy_note(note: str) -> str:
    """The reader's own words on the purpose, on one line; RefusedError where they are too many."""
    # Neither halves of characters nor NUL can be kept as text.
    line = " ".join(note.replace("\0", " ").encode(errors="replace").decode().split())
    if len(line) > LONGEST_NOTE:
        raise RefusedError(f"The note on a purpose has {len(line)} characters; say it in {LONGEST_NOTE}.")
    return line
