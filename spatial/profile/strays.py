"""Identity numbers where a profile says nothing of them: masked, told of, and refused where they are many.

What a column holds counts here, not how it is called. A number is one of GB 11643 of eighteen characters, of
a person who may be alive; hardly two of a hundred thousand other codes of that length look like one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from spatial.codes.provinces import PROVINCES
from spatial.codes.scheme import check_code
from spatial.errors import RefusedError
from spatial.profile.rules import TableMap
from spatial.records import Issue, Severity
from spatial.registers import PERSONAL
from spatial.tables import Lot, Table

HOLDING = {"string", "integer", "object"}
"""The types of columns in which one can stand."""

SHOWN, LENGTH = 6, 18
SHORTEST = 10 ** (LENGTH - 1)
LONGEST_LIFE = 130
COMMON = 1000
"""Of so many values one may be a stray."""
SURE = 20
"""From so many on, most of a column so far tells of all of it, and the rest need not be read."""
# Of the centuries, months and days that there are; the first digit tells the engine where to look.
_LIKENESS = re.compile(
    r"[1-8](?<![0-9A-Za-z].)[0-9]{5}[ -]?(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_WIDE = re.compile("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789XX")


def watch(table: Table, plan: TableMap, key: str | None) -> Iterator[Lot | Issue]:
    """The lots of a table with each identity number masked that no `secret` of the profile seals.

    Raises RefusedError where a column that is kept holds more than a stray one.
    """
    names = [column.name for column in table.columns]
    kept = list_kept(names, plan)
    filled: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for item in table.lots(key):
        if isinstance(item, Issue):
            yield item if plan.secret else mask_issue(item)
            continue
        lot = item
        for place, name in enumerate(names):
            if name in plan.secret or table.columns[place].type not in HOLDING:
                continue
            hits = find_numbers(lot.columns[place])
            if hits:
                lot = mask_column(lot, place, hits)
            if name not in kept:
                continue
            filled[name] += len(lot) - lot.columns[place].count(None)
            found[name] += len(hits)
            if found[name] > SURE and 2 * found[name] > filled[name]:
                raise tell_unsealed(table.name, name)
            yield from (tell_masked(f"{table.name}, {name}", lot.codes[at]) for at in hits)
        yield lot
    for name, number in found.items():
        if number > max(1, filled[name] // COMMON) or number == filled[name] > 0:
            raise tell_unsealed(table.name, name)


def list_kept(names: Sequence[str], plan: TableMap) -> set[str]:
    """The columns of which something is kept of a good row."""
    whole = plan.attributes is None and plan.kind not in PERSONAL
    others = set(names) if whole else set(plan.attributes or ())
    return (plan.columns | others) - set(plan.secret)


def find_numbers(values: Sequence[Any]) -> list[int]:
    """The places of the values in which identity numbers stand.

    All texts are looked through at once, since hardly ever one of them holds any.
    """
    texts = [value for value in values if isinstance(value, str)]
    others = len(texts) + values.count(None) < len(values)
    if not _LIKENESS.search(narrow("\n".join(texts))) and not others:
        return []
    return [place for place, value in enumerate(values) if holds_number(value)]


def holds_number(value: Any) -> bool:
    """Whether an identity number stands in a value."""
    return bool(mask_all(value) != value)


def mask_all(value: Any) -> Any:
    """A value with all but the first characters hidden of each identity number in it."""
    if isinstance(value, str) or (isinstance(value, int) and value >= SHORTEST):
        text = narrow(str(value))
        masked = _LIKENESS.sub(_mask, text)
        return value if masked == text else masked
    if isinstance(value, list):
        return [mask_all(one) for one in value]
    if isinstance(value, dict):
        return {name: mask_all(one) for name, one in value.items()}
    return value


def narrow(text: str) -> str:
    """A text with the digits of full width, as Chinese keyboards write them, as others write them."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def mask_column(lot: Lot, place: int, hits: Sequence[int]) -> Lot:
    """The lot with the numbers in these rows of a column masked, and in the codes of those rows."""
    columns, values, codes = list(lot.columns), list(lot.columns[place]), list(lot.codes)
    for at in hits:
        values[at] = mask_all(values[at])
        codes[at] = mask_all(codes[at])
    columns[place] = values
    return replace(lot, columns=columns, codes=codes)


def mask_issue(issue: Issue) -> Issue:
    """A finding of a reader's own, and what it kept of its row, with the numbers in it masked.

    Where a profile has secrets, all that looks like a number is sealed in it instead.
    """
    told = {part: mask_all(getattr(issue, part)) for part in ("object", "message", "content")}
    return replace(issue, **told)


def _mask(found: re.Match[str]) -> str:
    number = re.sub("[ -]", "", found[0]).upper()
    return found[0][:SHOWN] + "*" * (LENGTH - SHOWN) if is_person(number) else found[0]


def is_person(number: str) -> bool:
    """Whether eighteen characters are somebody's number who may be alive, by province, date and check."""
    likely = number[:2] in PROVINCES and int(number[6:10]) >= date.today().year - LONGEST_LIFE
    return likely and check_code("person-id", number) is None


def tell_masked(position: str, code: str) -> Issue:
    """The finding on a stray number."""
    return Issue(
        severity=Severity.WARNING,
        code="IDENTITY_MASKED",
        message="An identity number of a person stands in it; it was masked. Take it out in the source.",
        object=code,
        position=position,
    )


def tell_unsealed(table: str, name: str) -> RefusedError:
    """The sentence on a column of numbers."""
    return RefusedError(
        f"The column “{name}” of “{table}” holds identity numbers of people, which are kept as keyed hashes "
        f'alone. Say secret = {{ "{name}" = "person-id" }} in the profile; or, where it holds other words, '
        "leave it out: attributes = [...] names the columns to keep."
    )
