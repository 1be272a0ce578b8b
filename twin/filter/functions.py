"""The functions filters may call beside the operators of CQL2, with what they take and give."""

from collections.abc import Sequence
from dataclasses import dataclass

from spatial.text import Text
from twin.filter.arithmetic import bound
from twin.filter.errors import FilterError
from twin.filter.sql import NUMBER, TEXT, Sql
from twin.filter.terms import Kind, Term


@dataclass(frozen=True, slots=True)
class Function:
    """A function of one value: what it takes, in which kinds, what it gives, and its SQL."""

    name: str
    title: Text
    takes: tuple[Kind, ...]
    gives: Kind
    pattern: str


WORD, FIGURE = (Kind.TEXT,), (Kind.NUMBER,)
DAYS = (Kind.DATE, Kind.TIMESTAMP)
FUNCTIONS = {
    one.name: one
    for one in (
        # Letters in capitals, as they are compared in all languages: ß and SS are one, and so are σ and ς.
        Function(
            "casei",
            Text("不分大小写", "Without regard to case"),
            WORD,
            Kind.TEXT,
            'upper({} COLLATE "und-x-icu")',
        ),
        Function(
            "accenti",
            Text("不分重音", "Without regard to accents"),
            WORD,
            Kind.TEXT,
            "unaccent(normalize({}))",
        ),
        Function("lower", Text("小写", "In small letters"), WORD, Kind.TEXT, 'lower({} COLLATE "und-x-icu")'),
        Function("upper", Text("大写", "In capitals"), WORD, Kind.TEXT, 'upper({} COLLATE "und-x-icu")'),
        Function("trim", Text("去空格", "Without blanks around it"), WORD, Kind.TEXT, "btrim({})"),
        Function("length", Text("字数", "Number of characters"), WORD, Kind.NUMBER, "char_length({})"),
        Function("abs", Text("绝对值", "Without its sign"), FIGURE, Kind.NUMBER, "abs({}::numeric)"),
        Function(
            "round", Text("四舍五入", "The nearest whole number"), FIGURE, Kind.NUMBER, "round({}::numeric)"
        ),
        Function(
            "floor",
            Text("向下取整", "The next lower whole number"),
            FIGURE,
            Kind.NUMBER,
            "floor({}::numeric)",
        ),
        Function(
            "ceil", Text("向上取整", "The next higher whole number"), FIGURE, Kind.NUMBER, "ceil({}::numeric)"
        ),
        Function("year", Text("年份", "Year of a date"), DAYS, Kind.NUMBER, "date_part('year', {})"),
        Function("month", Text("月份", "Month of a date"), DAYS, Kind.NUMBER, "date_part('month', {})"),
        Function("day", Text("日", "Day of the month of a date"), DAYS, Kind.NUMBER, "date_part('day', {})"),
    )
}
FOLDING = frozenset({"casei", "accenti"})
"""Those that a pattern of LIKE may be given to."""


def call(name: str, arguments: Sequence[Term]) -> Term:
    """What a function gives for its arguments; raises FilterError for one that is not there."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise FilterError(f"There is no function of that name; there are: {', '.join(FUNCTIONS)}.")
    if len(arguments) != 1:
        raise FilterError(f"The function {name} takes one value; it is given {len(arguments)}.")
    [one] = arguments
    one.expect(*function.takes)
    if function.takes == FIGURE:
        return bound(function.pattern, one.expression)
    constant = one.constant if name in FOLDING else None
    field = TEXT if function.gives is Kind.TEXT else NUMBER
    return Term(function.gives, Sql(function.pattern, one.expression, output_field=field), constant=constant)
