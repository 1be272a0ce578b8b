"""Scripts make, list and revoke tokens on the server."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.bearing import member
from twin.access.tokens import BadTokenError, find

pytestmark = pytest.mark.django_db


def say(*words: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("token", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_token_is_printed_once_alone_on_its_line() -> None:
    member("li", "planner")
    secret = say("make", "li", "--title", "nightly export", "--scope", "planner").strip()
    bearer = find(secret)
    assert bearer.viewer.groups == {"anonymous", "planner"}
    listed = say("list", "li")
    assert "nightly export: valid" in listed
    assert secret not in listed
    assert say("revoke", str(bearer.number)) == f"Token {bearer.number} is revoked.\n"
    assert "revoked" in say("list")
    with pytest.raises(BadTokenError):
        find(secret)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("make", "nobody", "--title", "x"), "nobody"),
        (("make", "li"), "what the token is for"),
        (("make", "li", "--title", "x", "--scope", "housing"), "planner"),
        (("make", "li", "--title", "x", "--days", "1000"), "366"),
        (("revoke", "9"), "no token 9"),
        (("revoke",), "NUMBER"),
        (("revoke", "²"), "NUMBER"),
    ],
)
def test_what_cannot_be_done_is_told(words: tuple[str, ...], told: str) -> None:
    member("li", "planner")
    with pytest.raises(CommandError, match=told):
        say(*words)
