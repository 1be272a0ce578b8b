"""People at browsers of a twin driven from outside: each asks as one of a group, or of none."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.journeys.conftest import OtherTwin

VISIT = """
import json, sys, django
django.setup()
from django.contrib.auth.models import Group, User
from django.test import Client
clients = {}
def client(group):
    if group not in clients:
        clients[group] = Client(SERVER_NAME="127.0.0.1")
        if group:
            user, _ = User.objects.get_or_create(username=f"one of {group}")
            user.groups.add(Group.objects.get_or_create(name=group)[0])
            clients[group].force_login(user)
    return clients[group]
def visit(group, path, body, form):
    if body is None:
        return client(group).get(path)
    kind = {} if form else {"content_type": "application/json"}
    return client(group).post(path, body if form else json.dumps(body), **kind)
answers = [visit(**one) for one in json.load(sys.stdin)]
print(json.dumps([[answer.status_code, answer.content.decode()] for answer in answers]))
"""


@dataclass(frozen=True)
class Visit:
    """A page asked for by somebody of a group (none: not signed in), or a body sent to it."""

    path: str
    group: str = ""
    body: dict[str, Any] | None = field(default=None)
    form: bool = False


def visit(twin: OtherTwin, *visits: Visit) -> list[tuple[int, str]]:
    """The status and content of each answer, in turn."""
    done = twin.run_python(VISIT, feed=json.dumps([asdict(one) for one in visits]))
    assert done.returncode == 0, done.stderr
    return [(status, content) for status, content in json.loads(done.stdout)]
