"""API tokens: shown once, known by their hash, for a part of what their owner may see, until a day."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.utils import timezone

from spatial.errors import RefusedError, TwinError, UnknownEntryError
from twin.access.viewer import NOBODY, Viewer, viewer
from twin.layer import ADMIN, ANONYMOUS, EVERYONE
from twin.models import Token

MARK = "twin_"
"""What every token begins with, so that one left in a file can be searched for."""

SIZE = 32  # Bytes by chance: nobody guesses them, so a quick hash is as good as a slow one.
READ = "read"
RIGHTS = (READ,)
USUAL, LONGEST = 90, 366  # days
LONGEST_TITLE = 100
MOST = 50


class BadTokenError(TwinError):
    """A token that lets nobody in: unknown, expired, revoked, or of an account that is closed."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who shows a token: its number, its owner (a Django user), and what both together may see and do."""

    number: int
    owner: Any
    viewer: Viewer
    scopes: frozenset[str]


def make(owner: Any, title: str, scopes: Iterable[str], days: int = USUAL) -> tuple[Token, str]:
    """A new token and its secret, which is told this once; reading is what every token is for.

    Raises RefusedError for more than the owner may see, for too long, or without a title.
    """
    words = " ".join(title.split())
    if not words or len(words) > LONGEST_TITLE or not words.isprintable():
        raise RefusedError(f"Say what the token is for, in 1 to {LONGEST_TITLE} plain characters.")
    if not 1 <= days <= LONGEST:
        raise RefusedError(f"A token is for 1 to {LONGEST} days; {days} are asked for.")
    wanted, mine = {*scopes} - {*RIGHTS}, holdings(owner)
    if not owner.is_active or wanted - {*mine}:
        known = ", ".join(mine) or "none; a token without a group sees what everybody sees"
        raise RefusedError(f"A token may have groups of its owner alone; there are: {known}.")
    now = timezone.now()
    if Token.objects.filter(owner=owner, revoked=None, expires__gt=now).count() >= MOST:
        raise RefusedError(f"There are {MOST} tokens of this account already; revoke one first.")
    secret = MARK + secrets.token_urlsafe(SIZE)
    token = Token.objects.create(
        owner=owner,
        title=words,
        hash=digest(secret),
        scopes=sorted({*wanted, *RIGHTS}),
        expires=now + timedelta(days=days),
    )
    return token, secret


def digest(secret: str) -> str:
    """What is kept of a token."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def holdings(owner: Any) -> list[str]:
    """The groups that a token of this account may have."""
    return sorted(viewer(owner).groups - {ANONYMOUS})


def find(secret: str) -> Bearer:
    """Who shows this token, which is noted once a day; BadTokenError says why it lets nobody in."""
    token = Token.objects.select_related("owner").filter(hash=digest(secret)).first()
    if token is None:
        raise BadTokenError("This token is not known here; make one at /tokens.")
    if fault := tell_fault(token):
        raise BadTokenError(fault)
    today = timezone.localdate()
    if token.used != today:
        Token.objects.filter(pk=token.pk).update(used=today)
    return Bearer(token.pk, token.owner, narrow(token), frozenset(token.scopes))


def tell_fault(token: Token) -> str | None:
    """Why a token lets nobody in; None where it does."""
    if token.revoked:
        return "This token was revoked; make another at /tokens."
    if token.expires <= timezone.now():
        return f"This token expired on {timezone.localdate(token.expires)}; make another at /tokens."
    return None if token.owner.is_active else "The account of this token is closed."


def narrow(token: Token) -> Viewer:
    """What a token's owner may see now, as far as the token is for it."""
    meant = EVERYONE if ADMIN in token.scopes else frozenset({ANONYMOUS, *token.scopes})
    return Viewer(viewer(token.owner).groups & meant)


def viewer_by(number: int, using: str = DEFAULT_DB_ALIAS) -> Viewer:
    """What may be seen by the token of that number now: nobody's where it lets nobody in any more."""
    token = Token.objects.using(using).select_related("owner").filter(pk=number).first()
    return NOBODY if token is None or tell_fault(token) else narrow(token)


def tokens_of(user: Any) -> QuerySet[Token]:
    """The tokens an account may see and revoke: its own, or all for administrators; newest first."""
    every = Token.objects.select_related("owner").order_by("-made", "-pk")
    return every if ADMIN in viewer(user).groups else every.filter(owner=user)


def revoke(tokens: QuerySet[Token], number: int) -> Token:
    """Let a token of these let nobody in from now on; UnknownEntryError where it is none of them."""
    token = tokens.filter(pk=number).first()
    if token is None:
        raise UnknownEntryError(f"There is no token {number} of yours.")
    if token.revoked is None:
        token.revoked = timezone.now()
        token.save(update_fields=["revoked"])
    return token


def tell(tokens: Iterable[Token]) -> Sequence[dict[str, Any]]:
    """Tokens as plain words and moments: nothing by which one could be made out."""
    return [
        {
            "id": token.pk,
            "owner": token.owner.get_username(),
            "title": token.title,
            "scopes": token.scopes,
            "made": token.made,
            "expires": token.expires,
            "used": token.used,
            "valid": tell_fault(token) is None,
            "revoked": token.revoked,
        }
        for token in tokens
    ]
