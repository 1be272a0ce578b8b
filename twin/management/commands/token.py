"""API tokens for scripts: made, listed, revoked on the server."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from twin.access.tokens import LONGEST, USUAL, make, revoke, tell
from twin.doorway.command import TwinCommand
from twin.layer import STAFF
from twin.models import Token


class Command(TwinCommand):
    help = (
        "`token make NAME --title T --scope G`: a token of an account, printed this once; "
        "`token list [NAME]`; `token revoke NUMBER`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["make", "list", "revoke"])
        parser.add_argument("which", nargs="?", help="an account's name, or a token's number to revoke")
        parser.add_argument("--title", default="", help="make: what the token is for")
        parser.add_argument(
            "--scope",
            action="append",
            default=[],
            choices=sorted(STAFF),
            help="make: a group of its owner's; without it, what everybody sees",
        )
        parser.add_argument(
            "--days",
            type=int,
            default=USUAL,
            help=f"make: how long it is valid (default {USUAL}, most {LONGEST})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        act = {"make": self.make, "list": self.tell, "revoke": self.revoke}[options["action"]]
        act(options)

    def make(self, options: dict[str, Any]) -> None:
        """Make a token and print its secret alone, so that a script may take it from the output."""
        token, secret = make(
            find_account(options["which"]), options["title"], options["scope"], options["days"]
        )
        self.stderr.write(f"Token {token.pk} is valid until {timezone.localdate(token.expires)}.")
        self.stdout.write(secret)

    def tell(self, options: dict[str, Any]) -> None:
        """Print the tokens, of one account or all."""
        tokens = Token.objects.select_related("owner").order_by("pk")
        if options["which"]:
            tokens = tokens.filter(owner=find_account(options["which"]))
        for one in tell(tokens):
            state = "valid" if one["valid"] else "revoked" if one["revoked"] else "no longer valid"
            self.stdout.write(
                f"{one['id']} {one['owner']} [{', '.join(one['scopes'])}] {one['title']}: {state}, until "
                f"{timezone.localdate(one['expires'])}, last used {one['used'] or 'never'}"
            )

    def revoke(self, options: dict[str, Any]) -> None:
        """Revoke a token by its number."""
        number = options["which"] or ""
        if not (number.isdecimal() and len(number) <= 18):
            raise CommandError("Say which: manage.py token revoke NUMBER; `token list` tells the numbers.")
        token = revoke(Token.objects.all(), int(number))
        self.stdout.write(f"Token {token.pk} is revoked.")


def find_account(name: str | None) -> User:
    """The account of that name."""
    found = User.objects.filter(username=name or "").first()
    if found is None:
        raise CommandError(
            f"There is no account “{name or ''}”; `manage.py user list` names those there are."
        )
    return found
