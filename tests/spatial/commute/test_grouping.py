"""Zones are grouped about the landmark nearest, and each its own where they are few."""

import numpy as np

from spatial.commute.grouping import Groups, group


def test_few_zones_are_each_their_own_group() -> None:
    rows, columns = group(np.arange(6.0).reshape(2, 3), 3)
    assert rows.group.tolist() == [0, 1]
    assert columns.group.tolist() == [0, 1, 2]


def test_zones_go_with_the_nearest_landmark() -> None:
    places = np.array([0.0, 10, 1, 11, 2, 12])
    rows, columns = group(np.abs(np.subtract.outer(places, places)), 2)
    for groups in (rows, columns):
        together = np.split(groups.order, groups.starts[1:])
        assert [part.tolist() for part in together] == [[0, 2, 4], [1, 3, 5]]


def test_sums_by_group_are_those_of_their_zones() -> None:
    groups = Groups.of(np.array([7, 3, 7, 3, 9]))
    values = np.arange(5.0)
    assert groups.add_up(values[groups.order]).tolist() == [4, 2, 4]
    table = np.arange(10.0).reshape(2, 5)
    assert groups.add_up(table[:, groups.order], axis=1).tolist() == [[4, 2, 4], [14, 12, 9]]
