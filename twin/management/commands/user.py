"""Accounts: who may sign in, and in which groups."""

import getpass
import sys
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from twin.doorway.command import TwinCommand
from twin.layer import ADMIN, STAFF


class Command(TwinCommand):
    help = "`user add NAME --group G`: make an account, or put an existing one into more groups."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["add", "list"])
        parser.add_argument("name", nargs="?")
        parser.add_argument("--group", action="append", default=[], choices=sorted(STAFF))
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "list":
            for user in User.objects.order_by("username").prefetch_related("groups"):
                groups = ", ".join(sorted(group.name for group in user.groups.all()))
                self.stdout.write(f"{user.username}: {groups or 'no group'}")
            return
        if not options["name"]:
            raise CommandError("Say whom to add: manage.py user add NAME --group planner")
        self.add(options["name"], options["group"], options["password_stdin"])

    def add(self, name: str, groups: list[str], from_stdin: bool) -> None:
        """Make the account (asking for a password) and put it into the groups."""
        user, made = User.objects.get_or_create(username=name)
        if made or from_stdin:
            try:
                password = read_password(name, from_stdin)
                validate_password(password, user)
            except ValidationError as error:
                if made:
                    user.delete()
                raise CommandError(" ".join(error.messages)) from error
            user.set_password(password)
        user.is_staff = user.is_superuser = user.is_superuser or ADMIN in groups
        user.save()
        for group in groups:
            user.groups.add(Group.objects.get_or_create(name=group)[0])
        self.stdout.write(f"{name} {'added' if made else 'changed'}: {', '.join(groups) or 'no group'}")


def read_password(name: str, from_stdin: bool) -> str:
    """The password, typed twice or read from standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise CommandError("There is no terminal to ask for a password; give it with --password-stdin.")
    first = getpass.getpass(f"Password for {name}: ")
    if first != getpass.getpass("Again: "):
        raise CommandError("The two passwords differ; run the command again.")
    return first
