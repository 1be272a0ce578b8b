"""What is impossible (an error) or suspicious (a warning) about a record of the registers, one by one."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from spatial.citation import Confidence
from spatial.codes.scheme import check_code, schemes
from spatial.records import Issue, Record, Severity
from spatial.registers import (
    CommuteFlow,
    Dwelling,
    Enterprise,
    House,
    Household,
    HouseholdKind,
    Parcel,
    Person,
    Workplace,
)

Told = tuple[Severity, str, str]
Kinds = Mapping[type[Record], tuple[str, ...]]

POSITIVE: Kinds = {
    Parcel: ("area", "floor_area_ratio"),
    House: ("area_gross",),
    Dwelling: ("area_gross", "area_net"),
    Household: ("size",),
}
NOT_NEGATIVE: Kinds = {
    House: ("storeys", "storeys_below"),
    Dwelling: ("rooms", "price", "rent"),
    Household: ("income",),
    Workplace: ("jobs",),
    CommuteFlow: ("commuters", "minutes", "kilometres"),
}
CODED: Mapping[type[Record], Mapping[str, str]] = {
    Parcel: {"unit_code": "unit-code"},
    Dwelling: {"unit_code": "unit-code"},
    Enterprise: {"credit_code": "credit-code", "sector": "sector"},
    Workplace: {"sector": "sector"},
}
LARGEST_FAMILY, LONGEST_LIFE = 20, 130


def check_record(record: Record, today: date | None = None) -> list[Issue]:
    """What is wrong with a record of the registers, in its codes, figures and dates."""
    found = chain(_codes(record), _figures(record), _dates(record, today or date.today()), _sense(record))
    return [
        Issue(severity=severity, code=code, message=message, object=record.code)
        for severity, code, message in found
    ]


def _codes(record: Record) -> Iterator[Told]:
    """A code that breaks a rule seen in print is an error, one that breaks a rule we were told a warning."""
    fields = CODED.get(type(record), {})
    asked = [(scheme, getattr(record, name)) for name, scheme in fields.items()]
    asked += [(scheme, code) for scheme, code in record.codes if scheme in schemes.entries]
    for scheme, value in asked:
        fault = check_code(scheme, value) if value is not None else None
        if fault:
            seen = schemes[scheme].source.confidence is Confidence.VERIFIED
            yield Severity.ERROR if seen else Severity.WARNING, fault.code, fault.message


def _figures(record: Record) -> Iterator[Told]:
    for name in POSITIVE.get(type(record), ()):
        value = getattr(record, name)
        if value is not None and not 0 < value < math.inf:
            message = f"Its {name} is {value}; give a figure above 0, or leave it empty where it is unknown."
            yield Severity.ERROR, "VALUE_NOT_POSITIVE", message
    for name in NOT_NEGATIVE.get(type(record), ()):
        value = getattr(record, name)
        if value is not None and not 0 <= value < math.inf:
            message = f"Its {name} is {value}; give 0 or more, or leave it empty where it is unknown."
            yield Severity.ERROR, "VALUE_NEGATIVE", message


def _dates(record: Record, today: date) -> Iterator[Told]:
    start, end = record.valid_from, record.valid_to
    if start and end and end < start:
        message = f"It ends on {end}, before it begins on {start}; swap the two or mend the wrong one."
        yield Severity.ERROR, "VALUE_DATES_REVERSED", message
    if isinstance(record, House) and record.year is not None and record.year > today.year:
        message = f"Its year {record.year} lies in the future; mend it, unless the house is only planned."
        yield Severity.WARNING, "VALUE_IN_FUTURE", message
    if not isinstance(record, Person) or record.birth_year is None:
        return
    if record.birth_year > today.year:
        message = "Its birth year lies in the future; mend it, or leave it empty where it is unknown."
        yield Severity.ERROR, "VALUE_IN_FUTURE", message
    elif record.birth_year < today.year - LONGEST_LIFE:
        message = f"Its birth year is more than {LONGEST_LIFE} years ago; compare it with the document."
        yield Severity.WARNING, "VALUE_SUSPICIOUS", message


def _sense(record: Record) -> Iterator[Told]:
    if isinstance(record, Dwelling):
        net, gross = record.area_net, record.area_gross
        if net is not None and gross is not None and net > gross:
            message = f"Its net area {net} m² is above its gross {gross} m²; swap them or mend the wrong one."
            yield Severity.ERROR, "VALUE_NET_ABOVE_GROSS", message
        if record.price == 0:
            message = "Its price is 0, which often means unknown; leave it empty if it does."
            yield Severity.WARNING, "VALUE_SUSPICIOUS", message
    if isinstance(record, Household) and record.kind is not HouseholdKind.COLLECTIVE:
        size = record.size or 0
        if size > LARGEST_FAMILY:
            message = f"It has {size} members; say that it is collective if it is (集体户), else compare it."
            yield Severity.WARNING, "VALUE_SUSPICIOUS", message
