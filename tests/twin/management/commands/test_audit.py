"""The audit is listed and proven by command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from tests.twin.access.test_audit import read_by
from twin.access.audit import LEDGER, write

pytestmark = pytest.mark.django_db(databases=["default", LEDGER])


def run(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("audit", *arguments, stdout=out)
    return out.getvalue()


def test_the_chain_is_proven_and_its_head_can_be_kept() -> None:
    write(first := read_by("wang"), last := read_by("li"))
    assert f"2 entries, whole; the last hash is {last.hash}" in run("verify")
    assert "2 entries, whole" in run("verify", "--anchor", first.hash)


def test_a_broken_chain_is_told_by_entry() -> None:
    write(read_by("wang"))
    with pytest.raises(CommandError, match="broken at entry 1, cut off or written anew"):
        run("verify", "--anchor", "f" * 64)
    with connections[LEDGER].cursor() as cursor:
        cursor.execute("ALTER TABLE twin_auditentry DISABLE TRIGGER append_only")
        cursor.execute("UPDATE twin_auditentry SET rows = 0")
    with pytest.raises(CommandError, match="broken at entry 1, changed"):
        run("verify")


def test_reads_are_listed_by_reader_and_day() -> None:
    write(read_by("wang", rows=3))
    write(read_by("li"))
    assert "wang [housing] card: 3 of person, dwelling 7; birth_year; for case-work" in run("list")
    assert run("list", "--who", "li").count("\n") == 1
    assert run("list", "--since", "2000-01-01", "--last", "1").startswith("2 ")
    assert run("list", "--since", "2999-01-01") == ""


def test_a_read_by_a_token_is_listed_with_it() -> None:
    entry = read_by("li")
    entry.token = 3
    write(entry)
    assert " li by token 3 [" in run("list")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["verify", "--anchor", "abc"], "64 figures"),
        (["list", "--since", "yesterday"], "--since takes a day"),
        (["list", "--last", "0"], "--last takes a number from 1 on"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_a_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
