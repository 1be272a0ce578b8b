"""The chain of the audit: each entry's hash covers all it says and the hash of the entry before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from hashlib import sha256

from twin.models import AuditEntry

ROOT = "0" * 64
"""What the first entry follows."""
SAID = ("number", "who", "groups", "purpose", "note", "kind", "things", "fields", "rows", "door")
SAID_IF_SO = ("token",)
"""Left out of the hash where it is None, so that entries from before there was such a thing still hold."""


class Fault(StrEnum):
    """How a chain is broken at an entry."""

    CHANGED = "changed: what it says is not what its hash was made of"
    MISSING = "missing: the chain goes on after a gap"
    FORKED = "forked: the entry does not follow the one before it"
    UNANCHORED = "cut off or written anew: the published head is not in the chain"


@dataclass(frozen=True, slots=True)
class Head:
    """How long a chain is that holds, and its last hash: who keeps it elsewhere can prove the chain later."""

    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry at which a chain does not hold, and how."""

    number: int
    fault: Fault


def seal(entry: AuditEntry) -> str:
    """The hash of an entry: of its canonical JSON and the hash of the entry before."""
    said = {name: getattr(entry, name) for name in SAID}
    said |= {name: value for name in SAID_IF_SO if (value := getattr(entry, name)) is not None}
    said["moment"] = entry.moment.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256((text + entry.previous).encode()).hexdigest()


def walk(entries: Iterable[AuditEntry], anchor: str | None = None) -> Head | Break:
    """See that entries, in order, are one whole chain which holds `anchor`, an earlier head."""
    last, anchored = Head(0, ROOT), anchor in (None, ROOT)
    for entry in entries:
        expected = last.entries + 1
        if entry.number != expected:
            return Break(expected, Fault.MISSING)
        if seal(entry) != entry.hash:
            return Break(expected, Fault.CHANGED)
        if entry.previous != last.hash:
            return Break(expected, Fault.FORKED)
        last = Head(expected, entry.hash)
        anchored = anchored or entry.hash == anchor
    return last if anchored else Break(last.entries, Fault.UNANCHORED)
