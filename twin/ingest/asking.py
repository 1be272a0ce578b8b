"""What a record is asked when it is staged: whether its words, codes and figures are of its kind."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from spatial import registers
from spatial.codes.checking import check_record
from spatial.hazards import check_hazard
from spatial.pipelines import check_codes
from spatial.records import HazardZone, Issue, Link, Node, Record, Severity
from spatial.tables import Row, keep_content

CHECKS: dict[type[Record], Callable[[Any], list[Issue]]] = {
    Node: check_codes,
    Link: check_codes,
    HazardZone: check_hazard,
    registers.Parcel: check_record,
    registers.House: check_record,
    registers.Dwelling: check_record,
    registers.Household: check_record,
    registers.Person: check_record,
    registers.Enterprise: check_record,
    registers.Workplace: check_record,
    registers.Residence: check_record,
    registers.Employment: check_record,
    registers.CommuteFlow: check_record,
}
APART = {"code", "footprint", "solid", "attributes", "grid"}


def ask_record(record: Record) -> list[Issue]:
    """What is wrong with a record by the rules of its kind; errors keep what it says."""
    check = CHECKS.get(type(record))
    return [keep_with(issue, record) for issue in check(record)] if check else []


def keep_with(issue: Issue, record: Record) -> Issue:
    """The finding, with the record where it is an error that would keep it out."""
    if issue.severity is not Severity.ERROR:
        return issue
    return replace(issue, content=keep_content(record.code, said_by(record), record.footprint))


def said_by(record: Record, names: Sequence[str] = ()) -> dict[str, Any]:
    """What a record says beside its id and geometry; `names` are the columns of a table's rows."""
    if isinstance(record, Row):
        return dict(zip(names, record.values, strict=True))
    told = {one.name: getattr(record, one.name) for one in fields(record) if one.name not in APART}
    return {**record.attributes, **{name: value for name, value in told.items() if value not in (None, ())}}
