"""Whoever a provider vouches for has one account, in the groups it names and in no others."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from spatial.errors import RefusedError
from tests.bearing import member
from twin.access import viewer
from twin.access.sign_on import admit
from twin.layer import EVERYONE

pytestmark = pytest.mark.django_db
ISSUER = "https://id.city.example"


def enter(subject: Any = "7", admin: str = "", issuer: str = ISSUER, **claims: Any) -> User:
    """Somebody comes in with these claims."""
    return admit(issuer, {"sub": subject, **claims}, "groups", admin)


def test_somebody_keeps_one_account_whatever_they_are_called() -> None:
    li = enter(preferred_username="li")
    assert (li.username, li.has_usable_password()) == ("li", False)
    assert enter(preferred_username="li xiao").pk == li.pk
    assert enter(subject="8", preferred_username="li").username == "li-2"
    assert enter(issuer="https://other.example", preferred_username="LI").username == "LI-3"
    assert enter(subject="9").username == "9"


def test_nobody_takes_over_an_account_that_was_there_before() -> None:
    root = member("root", "admin")
    stranger = enter(preferred_username="root", email="root@city.example")
    assert stranger.pk != root.pk
    assert viewer(stranger).groups == {"anonymous"}


@pytest.mark.parametrize(
    ("told", "groups"),
    [
        (["planner", "housing", "friends"], {"planner", "housing"}),
        ("lifeline planner", {"lifeline", "planner"}),
        (["admin", "anonymous"], set()),
        (None, set()),
        ({"planner": True}, set()),
        ([["planner"], 7], set()),
    ],
)
def test_known_groups_count_and_administrators_are_not_among_them(told: Any, groups: set[str]) -> None:
    user = enter(groups=told)
    assert viewer(user).groups == {"anonymous", *groups}
    assert not user.is_superuser


def test_administrators_are_named_by_a_setting_and_cease_to_be() -> None:
    assert viewer(enter(groups=["gis-admins"], admin="gis-admins")).groups == EVERYONE
    gone = enter(groups=["planner"], admin="gis-admins")
    assert viewer(gone).groups == {"anonymous", "planner"}
    assert not gone.is_staff


def test_a_closed_account_stays_closed() -> None:
    User.objects.filter(pk=enter().pk).update(is_active=False)
    with pytest.raises(RefusedError, match="closed"):
        enter(groups=["planner"])


@pytest.mark.parametrize("subject", [None, "", 7, "x" * 256, "a\0b"])
def test_nobody_is_let_in_without_a_subject(subject: Any) -> None:
    with pytest.raises(RefusedError, match="vouches"):
        enter(subject)
    assert not User.objects.exists()
