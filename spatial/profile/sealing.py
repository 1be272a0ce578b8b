"""Identity numbers replaced by keyed hashes before anything else sees a row, also in what is told of it.

A keyed hash (HMAC, RFC 2104) cannot be undone by trying all numbers, as a plain one of eighteen digits can.
"""

import hmac
import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from spatial.codes.scheme import Fault, check_code
from spatial.profile.casting import write
from spatial.records import Issue
from spatial.tables import Row

Seal = Callable[[Any], str | None]
HEXADECIMAL = 32
SEALED = re.compile(r"[0-9a-f]{32}")
"""A row left out before comes again with the hash it was kept under."""
LIKENESS = re.compile(r"\d{15}|\d{17}[0-9X]")
IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15})(?![0-9A-Za-z])")


def make_seal(key: str) -> Seal:
    """The function that turns an identity number, however it is written, into its hash under `key`."""

    def seal(value: Any) -> str | None:
        if isinstance(value, str) and SEALED.fullmatch(value):
            return value
        number = plain(value)
        return hmac.new(key.encode(), number.encode(), "sha256").hexdigest()[:HEXADECIMAL] if number else None

    return seal


def plain(value: Any) -> str:
    """A number without what the way of writing it adds: width, case, blanks. Empty where there is none."""
    text = "" if value is None else write(value)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def judge(value: Any, scheme: str) -> Fault | None:
    """What is wrong with a number that must fit a scheme, or else looks as if it were of GB 11643."""
    number = plain(value)
    if not number or SEALED.fullmatch(number.lower()):
        return None
    return check_code(scheme or "person-id", number) if scheme or LIKENESS.fullmatch(number) else None


def seal_row(row: Row, places: Sequence[int], seal: Seal) -> Row:
    """The row with the values at these places sealed."""
    values = list(row.values)
    for place in places:
        values[place] = seal(values[place])
    return replace(row, values=tuple(values))


def seal_issue(issue: Issue, columns: Collection[str], seal: Seal) -> Issue:
    """A finding made before its row was sealed, with what is secret in it sealed.

    That are the values of these columns, and whatever is written like an identity number.
    """

    def scrub(value: Any, column: str = "") -> Any:
        if column in columns:
            return seal(value)
        if isinstance(value, dict):
            return {name: scrub(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [scrub(one) for one in value]
        if isinstance(value, str):
            return IDENTITY_NUMBER.sub(lambda found: str(seal(found[0])), value)
        return value

    return replace(
        issue,
        object=scrub(issue.object),
        message=scrub(issue.message),
        position=scrub(issue.position),
        content=scrub(issue.content),
    )
