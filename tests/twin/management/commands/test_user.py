"""Accounts are made in the groups they are for, with a password worth the name."""

import sys
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from twin.access import viewer

pytestmark = pytest.mark.django_db


def add(monkeypatch: pytest.MonkeyPatch, name: str, *options: str, password: str = "long enough 9") -> str:
    """Add an account, its password on standard input."""
    monkeypatch.setattr(sys, "stdin", StringIO(f"{password}\n"))
    out = StringIO()
    call_command("user", "add", name, "--password-stdin", *options, stdout=out)
    return out.getvalue()


def test_an_account_is_made_in_its_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "li added: housing" in add(monkeypatch, "li", "--group", "housing")
    user = User.objects.get(username="li")
    assert user.check_password("long enough 9")
    assert viewer(user).groups == {"anonymous", "housing"}
    assert not user.is_staff


def test_an_administrator_may_enter_the_administration(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "wang", "--group", "admin")
    assert User.objects.get(username="wang").is_superuser


def test_a_weak_password_is_refused_and_leaves_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="8"):
        add(monkeypatch, "li", password="short")
    assert not User.objects.exists()


def test_an_account_that_is_there_keeps_its_groups_and_gets_more(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "li", "--group", "housing")
    call_command("user", "add", "li", "--group", "planner", stdout=StringIO())
    assert viewer(User.objects.get(username="li")).groups == {"anonymous", "housing", "planner"}
    assert User.objects.get(username="li").check_password("long enough 9")


def test_accounts_are_listed_with_their_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "li", "--group", "housing")
    out = StringIO()
    call_command("user", "list", stdout=out)
    assert out.getvalue() == "li: housing\n"


def test_without_a_terminal_or_a_password_it_says_what_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())
    with pytest.raises(CommandError, match="--password-stdin"):
        call_command("user", "add", "li")
    with pytest.raises(CommandError, match="whom"):
        call_command("user", "add")
