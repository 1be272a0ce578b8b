"""A token is known by its hash, sees no more than its owner does now, and ends when it is to."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from spatial.errors import RefusedError, UnknownEntryError
from tests.bearing import member
from twin.access import NOBODY
from twin.access.tokens import (
    LONGEST,
    MOST,
    BadTokenError,
    find,
    make,
    revoke,
    tell,
    tokens_of,
    viewer_by,
)
from twin.layer import EVERYONE
from twin.models import Token

pytestmark = pytest.mark.django_db


def test_a_token_is_kept_as_its_hash_alone() -> None:
    token, secret = make(member("li", "planner"), "map of the week", ["planner"])
    assert secret.startswith("twin_")
    assert len(secret) >= 48
    row = Token.objects.filter(pk=token.pk).values().get()
    assert all(secret not in str(value) and secret[5:] not in str(value) for value in row.values())
    assert all(secret not in str(one) and token.hash not in str(one) for one in tell([token]))


def test_it_leads_to_its_owner_with_what_it_is_for() -> None:
    li = member("li", "housing", "planner")
    token, secret = make(li, "planning", ["planner"])
    bearer = find(secret)
    assert (bearer.number, bearer.owner, bearer.viewer.groups) == (token.pk, li, {"anonymous", "planner"})
    assert bearer.scopes == {"planner", "read"}
    assert find(make(li, "open data", [])[1]).viewer == NOBODY


def test_nobody_makes_a_token_for_more_than_they_may_see() -> None:
    with pytest.raises(RefusedError, match="planner"):
        make(member("li", "planner"), "too much", ["housing"])
    with pytest.raises(RefusedError, match="everybody"):
        make(member("wang"), "too much", ["admin"])


def test_what_its_owner_loses_it_loses_too() -> None:
    li = member("li", "housing", "planner")
    token, secret = make(li, "both", ["housing", "planner"])
    li.groups.remove(Group.objects.get(name="housing"))
    assert find(secret).viewer.groups == {"anonymous", "planner"}
    assert viewer_by(token.pk).groups == {"anonymous", "planner"}


def test_an_administrators_token_is_for_all_only_where_it_says_so() -> None:
    root = member("root", "admin")
    assert find(make(root, "all", ["admin"])[1]).viewer.groups == EVERYONE
    assert find(make(root, "pipes", ["lifeline"])[1]).viewer.groups == {"anonymous", "lifeline"}
    secret = make(root, "all", ["admin"])[1]
    root.groups.set([Group.objects.get_or_create(name="planner")[0]])
    assert find(secret).viewer.groups == {"anonymous", "planner"}


def test_a_token_ends_when_it_expires_is_revoked_or_its_account_is_closed() -> None:
    li = member("li", "planner")
    token, secret = make(li, "soon over", ["planner"], days=1)
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    with pytest.raises(BadTokenError, match="expired"):
        find(secret)
    assert viewer_by(token.pk) == NOBODY
    _, secret = make(li, "let go", ["planner"])
    revoke(tokens_of(li), Token.objects.latest("pk").pk)
    with pytest.raises(BadTokenError, match="revoked"):
        find(secret)
    _, secret = make(li, "of nobody", ["planner"])
    li.is_active = False
    li.save()
    with pytest.raises(BadTokenError, match="closed"):
        find(secret)
    with pytest.raises(BadTokenError, match="not known"):
        find("twin_guess")
    with pytest.raises(RefusedError):
        make(li, "of a closed account", [])


@pytest.mark.parametrize(("title", "days"), [("", 9), (" \n", 9), ("x" * 101, 9), ("a\0b", 9), ("a", 0)])
def test_a_token_says_what_it_is_for_and_until_when(title: str, days: int) -> None:
    with pytest.raises(RefusedError):
        make(member("li"), title, [], days)
    with pytest.raises(RefusedError, match=str(LONGEST)):
        make(member("wang"), "for ever", [], LONGEST + 1)


def test_its_use_is_written_once_a_day() -> None:
    _, secret = make(member("li"), "often", [])
    find(secret)
    assert Token.objects.get().used == timezone.localdate()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        find(secret)
    assert [one["sql"] for one in asked if one["sql"].startswith("UPDATE")] == []


def test_each_revokes_their_own_and_administrators_any() -> None:
    li, wang, root = member("li", "planner"), member("wang", "planner"), member("root", "admin")
    token, _ = make(li, "mine", [])
    with pytest.raises(UnknownEntryError):
        revoke(tokens_of(wang), token.pk)
    moment = revoke(tokens_of(root), token.pk).revoked
    assert revoke(tokens_of(li), token.pk).revoked == moment


def test_an_account_has_so_many_tokens_at_most() -> None:
    li = member("li")
    for number in range(MOST):
        make(li, f"script {number}", [])
    with pytest.raises(RefusedError, match="revoke one"):
        make(li, "one more", [])
    revoke(tokens_of(li), Token.objects.latest("pk").pk)
    make(li, "one more", [])
