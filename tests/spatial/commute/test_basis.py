"""Commuters are those of the registers, or as published: of all modes together, or of one."""

import numpy as np
import pytest

from spatial.commute.basis import Basis, Commuters, CommutersAsked, Means, Published
from tests.columns import NAN, codes, numbers, words


def publish(means: Means, *modes: str | None) -> CommutersAsked:
    """Counts of 10, 20 … commuters from zone 0 to 1 by these modes."""
    many = len(modes)
    return CommutersAsked(
        commuters=None,
        published=Published(
            zone=codes(*[0] * many),
            work=codes(*[1] * many),
            mode=words(*modes),
            commuters=numbers(*(10.0 * (at + 1) for at in range(many))),
            minutes=numbers(*[NAN] * many),
            kilometres=numbers(*[5.0] * many),
        ),
        basis=Basis.PUBLISHED,
        means=means,
    )


def test_of_the_registers_who_has_no_known_home_or_work_is_not_known() -> None:
    persons = Commuters(zone=codes(0, 0, -1), work=codes(1, -1, 1), count=numbers(5, 3, 2))
    trips = CommutersAsked(commuters=persons, published=None).choose()
    assert trips.people
    assert trips.known.tolist() == [5, 0, 0]
    assert trips.persons(trips.known) is trips.known
    assert np.isnan(trips.minutes).all()


@pytest.mark.parametrize(
    ("means", "modes", "total"),
    [
        (Means.ALL, (None, "car", "foot"), 10),
        (Means.ALL, ("car", "foot"), 30),
        (Means.CAR, (None, "car", "foot"), 20),
        (Means.TRANSIT, (None, "car"), 0),
    ],
)
def test_published_modes_are_not_added_to_their_own_total(
    means: Means, modes: tuple[str | None, ...], total: float
) -> None:
    trips = publish(means, *modes).choose()
    assert not trips.people and trips.persons(trips.known) is None
    assert trips.flows.count.sum() == trips.known.sum() == total
    assert set(trips.kilometres) <= {5.0}
