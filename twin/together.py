"""Several questions put to the database at once: one way there and back, however many they are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Row = dict[str, Any]
Questions = dict[str, QuerySet[Any, Any]]
Answers = Mapping[str, Sequence[Row]]
"""The answers to questions by what these are called; a question that was not asked has none."""


def ask_together(*questions: QuerySet[Any, Any]) -> list[list[Row]]:
    """The rows of querysets made with `values()`, in their order.

    Values are bound by the client, so that the statements go as one message.
    """
    compilers = [question.query.get_compiler(question.db) for question in questions]
    statements: list[str] = []
    values: list[Any] = []
    asked = []
    for compiler in compilers:
        try:
            sql, bound = compiler.as_sql()
        except EmptyResultSet:
            asked.append(False)
            continue
        statements.append(sql)
        values += bound
        asked.append(True)
    answers = iter(fetch(statements, values) if statements else [])
    return [
        name_columns(question, compiler.results_iter([next(answers)], tuple_expected=True)) if told else []
        for question, compiler, told in zip(questions, compilers, asked, strict=True)
    ]


def fetch(statements: list[str], values: list[Any]) -> list[list[tuple[Any, ...]]]:
    """What each statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(statements), values)
        answers = [cursor.fetchall()]
        while cursor.nextset():
            answers.append(cursor.fetchall())
    return answers


def name_columns(question: QuerySet[Any, Any], rows: Any) -> list[Row]:
    """The rows as the queryset itself would give them."""
    query: Any = question.query
    names = query.selected or (*query.extra_select, *query.values_select, *query.annotation_select)
    return [dict(zip(names, row, strict=True)) for row in rows]
