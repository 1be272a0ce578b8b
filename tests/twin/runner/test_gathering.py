"""Columns come from the database as arrays of their types, alike rows once where they are counted."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pytest

from spatial.analysis import Codes, Numbers, Words
from spatial.registers import UseState
from tests.registers import Planted
from twin.access import NOW, Viewer
from twin.access.personal import Reading
from twin.layer import EVERYONE
from twin.runner.gathering import gather, kinds_of
from twin.runner.statements import Ground
from twin.runner.zone import Zoning

pytestmark = pytest.mark.usefixtures("ledger")
READING = Reading(Viewer(EVERYONE), "root", "statistics", "test")


def city() -> Ground:
    """The whole city, of which nothing is kept yet."""
    return Ground(READING, NOW, Zoning())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Alike dwellings."""

    use_state: Annotated[Words, UseState]
    count: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Each:
    """Every dwelling."""

    use_state: Annotated[Words, UseState]
    year: Codes
    rent: Numbers


def test_alike_rows_are_counted() -> None:
    Planted()
    found = gather("dwellings", Counted, city())
    assert dict(zip(found.use_state.tolist(), found.count.tolist(), strict=True)) == {
        "occupied": 14,
        "vacant": 10,
        None: 2,
    }


def test_every_row_comes_with_its_values_and_what_is_unknown() -> None:
    Planted()
    found = gather("dwellings", Each, city())
    assert len(found.rent) == len(found.year) == 26
    assert np.isnan(found.rent).sum() == 14
    assert sorted(found.rent[~np.isnan(found.rent)]) == [1000.0 + 100 * number for number in range(1, 13)]
    assert (found.year == -1).sum() == 4
    assert (found.year.dtype, found.rent.dtype) == (np.int32, np.float64)


def test_an_empty_table_is_empty_columns() -> None:
    assert len(gather("dwellings", Each, city()).rent) == 0


def test_tables_know_the_kinds_they_come_from() -> None:
    assert kinds_of(["persons", "today"]) == {"person", "household", "dwelling"}
