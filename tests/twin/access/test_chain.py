"""A chain of entries holds, or is told to be broken where and how."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from twin.access.chain import ROOT, SAID, SAID_IF_SO, Break, Fault, Head, seal, walk
from twin.models import AuditEntry


def chain(length: int) -> list[AuditEntry]:
    """Entries that follow each other as they should."""
    made: list[AuditEntry] = []
    for number in range(1, length + 1):
        entry = AuditEntry(
            number=number,
            moment=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
            who="王丽",
            groups=["housing"],
            purpose="case-work",
            note="",
            kind="person",
            things=f"dwelling {number}",
            fields=["birth_year"],
            rows=number,
            door="card",
            previous=made[-1].hash if made else ROOT,
        )
        entry.hash = seal(entry)
        made.append(entry)
    return made


def change(entries: list[AuditEntry]) -> None:
    entries[2].rows = 0


def move_in_time(entries: list[AuditEntry]) -> None:
    entries[2].moment += timedelta(microseconds=1)


def remove(entries: list[AuditEntry]) -> None:
    del entries[2]


def write_anew(entries: list[AuditEntry]) -> None:
    entries[1].rows = 0
    entries[1].hash = seal(entries[1])


def branch(entries: list[AuditEntry]) -> None:
    entries[2].previous = entries[0].hash
    entries[2].hash = seal(entries[2])


def cut_head(entries: list[AuditEntry]) -> None:
    del entries[:2]


def test_a_whole_chain_tells_its_length_and_head() -> None:
    entries = chain(5)
    assert walk(iter(entries)) == Head(5, entries[-1].hash)
    assert walk([]) == Head(0, ROOT)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (change, Break(3, Fault.CHANGED)),
        (move_in_time, Break(3, Fault.CHANGED)),
        (remove, Break(3, Fault.MISSING)),
        (write_anew, Break(3, Fault.FORKED)),
        (branch, Break(3, Fault.FORKED)),
        (cut_head, Break(1, Fault.MISSING)),
    ],
)
def test_a_chain_that_was_touched_is_broken_at_the_first_entry_that_shows_it(
    harm: Callable[[list[AuditEntry]], None], told: Break
) -> None:
    entries = chain(5)
    harm(entries)
    assert walk(entries) == told


def test_a_tail_that_was_cut_is_noticed_by_a_head_kept_elsewhere() -> None:
    entries = chain(5)
    anchor = entries[-1].hash
    assert walk(entries, anchor) == Head(5, anchor)
    assert walk(entries, entries[1].hash) == Head(5, anchor)
    assert walk(entries[:4]) == Head(4, entries[3].hash)
    assert walk(entries[:4], anchor) == Break(4, Fault.UNANCHORED)


def test_the_hash_is_the_same_in_whichever_zone_the_moment_is_written() -> None:
    [entry] = chain(1)
    entry.moment = entry.moment.astimezone()
    assert seal(entry) == entry.hash


def test_by_which_token_one_came_is_sealed_and_entries_without_one_are_as_before() -> None:
    [entry] = chain(1)
    assert entry.token is None
    without = entry.hash
    assert without == "854cb155eb406f45feda6d9e5667c0204e4501fd1a2760c494b139c6ee4614ea"
    entry.token = 3
    assert seal(entry) != without


def test_no_column_of_an_entry_stays_outside_its_hash() -> None:
    columns = {field.name for field in AuditEntry._meta.concrete_fields}
    assert columns == {*SAID, *SAID_IF_SO, "moment", "previous", "hash"}
