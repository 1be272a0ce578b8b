"""A viewer is a set of groups; what the groups may know follows from the declarations."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

from twin.access import NOBODY, viewer
from twin.layer import EVERYONE, Sensitivity
from twin.models import Openness

pytestmark = pytest.mark.django_db


def member(*groups: str) -> User:
    """An account in these groups."""
    user = User.objects.create_user("-".join(groups) or "lonely")
    user.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in groups))
    return user


def test_who_is_not_signed_in_is_nobody() -> None:
    assert viewer(AnonymousUser()) == NOBODY
    assert NOBODY.openness is Openness.OPEN


def test_an_account_without_groups_sees_no_more_than_the_public() -> None:
    assert viewer(member()) == NOBODY


def test_a_disabled_account_is_nobody() -> None:
    user = member("housing")
    user.is_active = False
    assert viewer(user) == NOBODY


def test_groups_the_twin_does_not_know_count_for_nothing() -> None:
    assert viewer(member("friends")) == NOBODY


@pytest.mark.parametrize(
    ("group", "internal", "personal", "openness"),
    [
        ("planner", True, False, Openness.LIMITED),
        ("lifeline", True, False, Openness.LIMITED),
        ("housing", True, True, Openness.LIMITED),
        ("admin", True, True, Openness.CLOSED),
    ],
)
def test_each_group_knows_what_its_work_needs(
    group: str, internal: bool, personal: bool, openness: Openness
) -> None:
    one = viewer(member(group))
    assert one.may_know(Sensitivity.OPEN)
    assert one.may_know(Sensitivity.INTERNAL) is internal
    assert one.may_know(Sensitivity.PERSONAL) is personal
    assert one.openness is openness


def test_administrators_are_in_every_audience() -> None:
    assert viewer(member("admin")).groups == EVERYONE
    assert viewer(User.objects.create_superuser("root")).groups == EVERYONE
