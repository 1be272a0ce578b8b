"""Accounts and their tokens, made by hand for tests."""

from typing import Any

from django.contrib.auth.models import Group, User

from twin.access.tokens import make


def member(name: str, *groups: str) -> User:
    """An account in these groups."""
    user = User.objects.create_user(name)
    user.groups.add(*(Group.objects.get_or_create(name=group)[0] for group in groups))
    return user


def bear(owner: Any, *scopes: str) -> dict[str, str]:
    """The headers that show a new token of the account for these scopes."""
    return show(make(owner, "a script", scopes)[1])


def show(secret: str) -> dict[str, str]:
    """The headers that show a token."""
    return {"authorization": f"Bearer {secret}"}
