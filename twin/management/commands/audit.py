"""The audit of personal reads: listed, and proven whole."""

import re
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from twin.access.audit import entries, verify
from twin.access.chain import Break
from twin.access.moments import read_beginning
from twin.doorway.command import TwinCommand
from twin.models import AuditEntry

HASH = re.compile(r"[0-9a-f]{64}")


class Command(TwinCommand):
    help = "`audit verify`: prove the chain of personal reads whole; `audit list`: the newest of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["verify", "list"])
        parser.add_argument(
            "--anchor", help="verify: a hash printed earlier, which must still be in the chain"
        )
        parser.add_argument("--who", help="list: the reads of one account")
        parser.add_argument("--since", help="list: reads since a day or an RFC 3339 date-time")
        parser.add_argument("--last", type=int, default=50, help="list: how many at most (default 50)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "verify":
            self.prove(options["anchor"])
        else:
            self.tell(options["who"], options["since"], options["last"])

    def prove(self, anchor: str | None) -> None:
        """Print the chain's length and head, or fail at its first broken entry."""
        if anchor is not None and not HASH.fullmatch(anchor):
            raise CommandError(
                "An anchor is the hash of 64 figures 0 to f that `audit verify` printed earlier."
            )
        match verify(anchor):
            case Break(number, fault):
                raise CommandError(f"The audit is broken at entry {number}, {fault}.")
            case head:
                self.stdout.write(f"{head.entries} entries, whole; the last hash is {head.hash}")

    def tell(self, who: str | None, since: str | None, last: int) -> None:
        """Print the newest entries that were asked for."""
        if last < 1:
            raise CommandError("--last takes a number from 1 on.")
        try:
            moment = None if since is None else read_beginning(since)
        except ValueError as error:
            raise CommandError(
                "--since takes a day such as 2026-05-31 or a date-time such as 2026-05-31T08:00:00Z."
            ) from error
        for entry in entries(who, moment, last):
            self.stdout.write(line_of(entry))


def line_of(entry: AuditEntry) -> str:
    """One read in one line."""
    moment = f"{timezone.localtime(entry.moment):%Y-%m-%d %H:%M:%S}"
    purpose = f"{entry.purpose} ({entry.note})" if entry.note else entry.purpose
    who = entry.who if entry.token is None else f"{entry.who} by token {entry.token}"
    return (
        f"{entry.number} {moment} {who} [{', '.join(entry.groups)}] {entry.door}: "
        f"{entry.rows} of {entry.kind}, {entry.things}; {', '.join(entry.fields)}; for {purpose}"
    )
