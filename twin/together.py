"""Questions made ready once and put to the database together: one way there and back, however many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.expressions import RawSQL

Row = dict[str, Any]
Answers = Mapping[str, Sequence[Row]]
"""The answers to questions by what these are called; a question that was not asked has none."""


@dataclass(frozen=True, slots=True)
class Blank:
    """What stands in a question for a value that is told when it is asked."""

    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """A queryset made with `values()` and compiled; without `sql` where it can have no answer."""

    sql: str
    values: tuple[Any, ...]
    columns: tuple[str, ...]
    compiler: Any


def one_of(column: str, blank: Blank) -> Func:
    """The condition that a column holds one of the ids told for a blank."""
    told = RawSQL("%s::bigint[]", [blank])
    return Func(
        F(column), told, arg_joiner=" = ANY ", template="%(expressions)s", output_field=BooleanField()
    )


def geometry(blank: Blank, srid: int) -> RawSQL:
    """The geometry told for a blank, as hexadecimal EWKB."""
    return RawSQL("%s::geometry", [blank], output_field=GeometryField(srid=srid))


def prepare(asked: QuerySet[Any, Any]) -> Question:
    """Compile a queryset, which takes longer than to answer it where that is a matter of few rows."""
    query: Any = asked.query
    compiler = query.get_compiler(asked.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        sql, values = "", ()
    columns = query.selected or (*query.extra_select, *query.values_select, *query.annotation_select)
    return Question(sql, tuple(values), tuple(columns), compiler)


def ask_together(questions: Mapping[str, Question], **told: Any) -> Answers:
    """The rows that answer each question, with the values `told` in their blanks.

    Values are bound by the client, so that all statements go as one message.
    """
    asked = {name: question for name, question in questions.items() if question.sql}
    values = [
        told[value.name] if isinstance(value, Blank) else value
        for question in asked.values()
        for value in question.values
    ]
    found = fetch([question.sql for question in asked.values()], values) if asked else []
    answers = {
        name: name_columns(question, rows)
        for (name, question), rows in zip(asked.items(), found, strict=True)
    }
    return {name: answers.get(name, []) for name in questions}


def fetch(statements: list[str], values: list[Any]) -> list[list[tuple[Any, ...]]]:
    """What each statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(statements), values)
        answers = [cursor.fetchall()]
        while cursor.nextset():
            answers.append(cursor.fetchall())
    return answers


def name_columns(question: Question, rows: list[tuple[Any, ...]]) -> list[Row]:
    """The rows as the queryset itself would give them."""
    converted = question.compiler.results_iter([rows], tuple_expected=True)
    return [dict(zip(question.columns, row, strict=True)) for row in converted]
