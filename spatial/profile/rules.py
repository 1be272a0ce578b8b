"""What a column profile says: for each table the kind of record, its id, and where each field comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spatial.records import Record

OTHERS = ("keep", "empty", "refuse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where a field's value comes from: a column, or a fixed value where the column `when` is not empty.

    `decode` names what takes the part wanted out of a value first (spatial/profile/decoding.py). A number is
    multiplied by `factor`, a date read by `form` (strptime). `translate` gives the meaning of a publisher's
    codes, and `other` tells what becomes of a code it does not name: kept as it is, left empty, or its row
    refused.
    """

    column: str | None = None
    value: Any = None
    when: str | None = None
    decode: str | None = None
    factor: float = 1.0
    form: str | None = None
    translate: Mapping[str, Any] = field(default_factory=dict)
    other: str = OTHERS[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it looks at."""
        return tuple(one for one in (self.column, self.when) if one)

    @property
    def is_plain(self) -> bool:
        """Whether the column goes over as it is, so that nothing of it is lost."""
        return self.factor == 1.0 and not self.translate and not self.decode


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMap:
    """How the rows of one table (None: of any) become records of one kind.

    `fields` lists for each field the rules to try in turn; `codes` the columns of the object's other codes by
    scheme; `attributes` the columns that are kept as they are, None for all that no field took whole.
    `between` names the table of points that links without a course of their own run between. `secret` are
    the columns that hold people's identity numbers, which are replaced by keyed hashes before anything else,
    each with the scheme its numbers must fit ("" for any).
    """

    table: str | None
    kind: type[Record]
    code: tuple[str, ...] = ()
    attributes: tuple[str, ...] | None = None
    fields: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    between: str | None = None
    secret: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> set[str]:
        """Every column it names."""
        ruled = {column for rules in self.fields.values() for rule in rules for column in rule.columns}
        return {*self.code, *self.secret, *(self.attributes or ()), *self.codes.values()} | ruled


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The tables of a publisher's files, each with its map."""

    name: str
    tables: tuple[TableMap, ...]

    def find(self, table: str) -> TableMap | None:
        """The map of a table: that which names it, else that for any table."""
        own = next((one for one in self.tables if one.table == table), None)
        return own or next((one for one in self.tables if one.table is None), None)
