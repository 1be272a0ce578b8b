"""Rows of a table to records of the city, by the rules of a profile; what does not fit is told and kept."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from shapely import get_dimensions

from spatial.errors import RefusedError
from spatial.profile.casting import cast, write
from spatial.profile.decoding import decode
from spatial.profile.drawing import Points, draw
from spatial.profile.identity import find_key, name_row
from spatial.profile.kinds import Slot, dimensions_of, list_slots, say_shapes
from spatial.profile.rules import Profile, Rule, TableMap
from spatial.profile.sealing import Seal, judge, seal_issue, seal_row
from spatial.profile.strays import watch
from spatial.records import Issue, Record, Severity
from spatial.registers import PERSONAL
from spatial.tables import Row, Table, spread
from spatial.vector.cells import Odd, say


def pair_tables(tables: list[Table], profile: Profile) -> tuple[list[tuple[Table, TableMap]], list[Table]]:
    """The tables the profile maps, each with its map, and those it does not.

    Raises RefusedError where it maps none, a table it names is not there, or a column it names.
    """
    pairs = [(table, plan) for table in tables if (plan := profile.find(table.name))]
    there = {table.name for table in tables}
    absent = [plan.table for plan in profile.tables if plan.table and plan.table not in there]
    if absent or not pairs:
        wanted = f"has no table “{absent[0]}”" if absent else "holds no table the profile maps"
        raise RefusedError(f"The file {wanted}; it has {', '.join(sorted(there))}. Mend {profile.name}.")
    for table, plan in pairs:
        names = [column.name for column in table.columns]
        if odd := sorted(plan.columns - set(names)):
            raise RefusedError(
                f"Table “{table.name}” has no column “{odd[0]}”, which {profile.name} names; it has "
                f"{', '.join(names[:40]) or 'none'}."
            )
    return pairs, [table for table in tables if profile.find(table.name) is None]


def map_rows(
    table: Table, plan: TableMap, points: Points | None = None, seal: Seal | None = None
) -> Iterator[Record | Issue]:
    """Every row as a record with its findings before it or, where one is an error, in its place.

    `points` are those that lines without a course of their own run between; `seal` hides what is secret.
    """
    mapper = Mapper(table, plan, points or {})
    rows = read_rows(table, plan)
    for row in hide(rows, table, plan, seal) if plan.secret else rows:
        yield from [row] if isinstance(row, Issue) else mapper.map(row)


def read_rows(table: Table, plan: TableMap) -> Iterator[Row | Issue]:
    """The rows of a table and what was found of those that could not be read, no identity number in them.

    What a reader kept of such a row about a person goes no further, since nobody knows what stands in it.
    """
    for row in spread(watch(table, plan, find_key(plan))):
        yield replace(row, content=None) if isinstance(row, Issue) and plan.kind in PERSONAL else row


def hide(
    rows: Iterator[Row | Issue], table: Table, plan: TableMap, seal: Seal | None
) -> Iterator[Row | Issue]:
    """The rows and findings with the columns sealed that the profile says are secret.

    A row whose number is wrong is left out with its reason.
    """
    if seal is None:
        raise RefusedError("The profile names secret columns, and there is no key to seal them with.")
    names = [column.name for column in table.columns]
    places = [names.index(column) for column in plan.secret]
    for row in rows:
        if isinstance(row, Issue):
            yield seal_issue(row, plan.secret, seal)
            continue
        sealed = seal_row(row, places, seal)
        faults = [judge(row.values[names.index(column)], scheme) for column, scheme in plan.secret.items()]
        for column, fault in zip(plan.secret, faults, strict=True):
            if fault:
                yield Issue(
                    severity=Severity.ERROR,
                    code=fault.code,
                    message=fault.message,
                    object=name_row(table, plan, sealed),
                    position=f"{table.name}, {column}",
                    content=_keep_row(plan, names, sealed),
                )
        if not any(faults):
            yield sealed


def _keep_row(plan: TableMap, names: list[str], row: Row) -> dict[str, Any]:
    """A row as it is kept for whoever is to mend it: of one about a person what the profile names alone."""
    kept = plan.columns if plan.kind in PERSONAL else names
    values = {name: value for name, value in zip(names, row.values, strict=True) if name in kept}
    return {"values": values, "geometry": row.footprint.wkt if row.footprint else None}


class _Finding(NamedTuple):
    """What is wrong with a row, and in which column."""

    severity: Severity
    code: str
    message: str
    column: str


class Mapper:
    """Makes records of the rows of one table."""

    def __init__(self, table: Table, plan: TableMap, points: Points) -> None:
        self.table, self.plan, self.points = table, plan, points
        self.slots = list_slots(plan.kind)
        self.allowed = dimensions_of(plan.kind)
        self.names = [column.name for column in table.columns]
        plain = {rule.column for rules in plan.fields.values() for rule in rules if rule.is_plain}
        taken = plain | set(plan.codes.values()) | (set(plan.code) if len(plan.code) == 1 else set())
        self.kept = set(self.names) - taken if plan.attributes is None else set(plan.attributes)

    def map(self, row: Row) -> Iterator[Record | Issue]:
        """One row as a record, or what keeps it from being one.

        A point made of columns is nothing to a kind that is not drawn by points.
        """
        if self.table.made and 0 not in self.allowed:
            row = replace(row, footprint=None)
        values = dict(zip(self.names, row.values, strict=True))
        code = name_row(self.table, self.plan, row)
        found = [*self._check_code(code), *self._check_shape(row)]
        fields: dict[str, Any] = {}
        odd: set[str] = set()
        for name, rules in self.plan.fields.items():
            value, rule = _find(values, rules, self.slots[name])
            wrong = self._judge(name, value, rule, values)
            if wrong:
                found.append(wrong)
                odd.update(rule.columns)
            if not isinstance(value, Odd):
                fields[name] = value
        shape = draw(row, fields, self.points)
        if self.plan.between and shape is None:
            message = "It cannot be drawn: its points are unknown or one and the same; correct their ids."
            found.append(_Finding(Severity.WARNING, "GEOMETRY_MISSING", message, ""))
        for severity, label, message, where in found:
            place = f"{self.table.name}, {where}" if where else self.table.name
            yield Issue(
                severity=severity,
                code=label,
                message=message,
                object=code,
                position=place,
                content=_keep_row(self.plan, self.names, row),
            )
        if all(severity is not Severity.ERROR for severity, *_ in found):
            codes = ((scheme, values[column]) for scheme, column in self.plan.codes.items())
            yield self.plan.kind(
                code=code,
                footprint=shape,
                attributes={
                    name: _keep(value)
                    for name, value in values.items()
                    if value is not None and (name in self.kept or name in odd)
                },
                codes=tuple((scheme, write(value)) for scheme, value in codes if value is not None),
                **fields,
            )

    def _check_code(self, code: str) -> Iterator[_Finding]:
        if not code.strip("-"):
            columns = ", ".join(self.plan.code)
            yield _Finding(Severity.ERROR, "CODE_MISSING", "The row has no id; fill it in.", columns)

    def _check_shape(self, row: Row) -> Iterator[_Finding]:
        if row.footprint is not None and get_dimensions(row.footprint) not in self.allowed:
            message = f"A {self.plan.kind.__name__} is drawn by {say_shapes(self.allowed)}; this is none."
            yield _Finding(Severity.ERROR, "WRONG_GEOMETRY", message, "")

    def _judge(self, name: str, value: Any, rule: Rule, values: dict[str, Any]) -> _Finding | None:
        """What is wrong with the value found for a field, if anything is."""
        where = rule.column or ""
        if isinstance(value, Odd):
            severe = self.slots[name].required or rule.other == "refuse"
            rest = "mend it in the source." if severe else "it stays among the attributes."
            severity = Severity.ERROR if severe else Severity.WARNING
            return _Finding(severity, "VALUE_NOT_UNDERSTOOD", f"{name}: {value.message}; {rest}", where)
        if value is None and self.slots[name].required:
            message = f"{name} is empty; fill it in the source."
            return _Finding(Severity.ERROR, "VALUE_MISSING", message, where)
        code = write(_take(values[rule.column], rule)) if rule.column and value is not None else None
        if rule.translate and code and code not in rule.translate:
            message = f"{name}: {say(code)} is no code the profile knows; it is kept as it is."
            return _Finding(Severity.WARNING, "UNKNOWN_CODE", message, where)
        return None


def _find(values: dict[str, Any], rules: tuple[Rule, ...], slot: Slot) -> tuple[Any, Rule]:
    """The value of the first rule that gives one, with that rule; an Odd stops the search."""
    for rule in rules:
        if rule.when and values[rule.when] in (None, ""):
            continue
        value = rule.value if rule.column is None else _read(values[rule.column], rule, slot)
        if value is not None:
            return value, rule
    return None, rules[0]


def _take(value: Any, rule: Rule) -> Any:
    """What of a value the rule is about."""
    return value if rule.decode is None or value in (None, "") else decode(write(value), rule.decode)


def _read(value: Any, rule: Rule, slot: Slot) -> Any:
    value = _take(value, rule)
    if isinstance(value, Odd):
        return value
    if rule.translate and value is not None:
        code = write(value)
        if code in rule.translate or rule.other == "empty" or not code:
            return rule.translate.get(code)
        if rule.other == "refuse":
            return Odd(f"{say(code)} is no code of “{rule.column}” the profile knows")
    return cast(value, slot, rule.factor, rule.form)


def _keep(value: Any) -> Any:
    """A value as an attribute, which is JSON."""
    return value.isoformat() if hasattr(value, "isoformat") else value
