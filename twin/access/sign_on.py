"""Accounts of people whom an OpenID provider vouches for, in the groups that it names."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection, transaction

from spatial.errors import RefusedError
from twin.layer import ADMIN, STAFF
from twin.models import SignOn

LOCK = "SELECT pg_advisory_xact_lock(hashtext('twin.sign_on'))"
LONGEST_NAME = 140  # of 150 that an account's name may have, which leaves room for a number


def admit(issuer: str, claims: Mapping[str, Any], groups: str, admin: str) -> User:
    """The account of the subject of these claims, in the groups that the claim `groups` names now.

    Nobody becomes an administrator but by the value `admin`, and nobody takes over an account that was there
    before: who somebody is follows from issuer and subject alone (OpenID Connect Core 1.0 §5.7). Raises
    RefusedError for claims without a subject, and for an account that is closed.
    """
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise RefusedError("The provider does not say whom it vouches for.")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        known = SignOn.objects.select_related("user").filter(issuer=issuer, subject=subject).first()
        user = known.user if known else make_account(issuer, subject, claims)
        if not user.is_active:
            raise RefusedError("This account is closed.")
        sort_into_groups(user, read_groups(claims.get(groups), admin))
    return user


def make_account(issuer: str, subject: str, claims: Mapping[str, Any]) -> User:
    """A new account, by the name the person is known by where nobody has it, and without a password."""
    wished = claims.get("preferred_username")
    usable = isinstance(wished, str) and wished.isprintable() and wished.strip()
    name = (usable or subject)[:LONGEST_NAME]
    taken = {
        one.lower()
        for one in User.objects.filter(username__istartswith=name).values_list("username", flat=True)
    }
    number = 1
    while (free := name if number == 1 else f"{name}-{number}").lower() in taken:
        number += 1
    user = User.objects.create_user(free)
    SignOn.objects.create(user=user, issuer=issuer, subject=subject)
    return user


def read_groups(told: Any, admin: str) -> frozenset[str]:
    """The twin's groups among those told, as a list or as words; administrators by their own value alone."""
    words = told.split() if isinstance(told, str) else told if isinstance(told, list) else []
    names = {word for word in words if isinstance(word, str)}
    return frozenset(names & (STAFF - {ADMIN})) | ({ADMIN} if admin and admin in names else frozenset())


def sort_into_groups(user: User, groups: frozenset[str]) -> None:
    """Put an account into these groups and out of all others."""
    user.groups.set([Group.objects.get_or_create(name=name)[0] for name in sorted(groups)])
    user.is_staff = user.is_superuser = ADMIN in groups
    user.save(update_fields=["is_staff", "is_superuser"])
