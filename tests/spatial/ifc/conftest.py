"""What the tests of building models share: a model written and read in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.format import Asked
from spatial.ifc.objects import read
from spatial.records import CityObject, Issue
from tests.houses import House

Read = Callable[..., tuple[list[CityObject], list[Issue]]]


@pytest.fixture
def read_house(tmp_path: Path) -> Read:
    """The records and the findings of a house, once written."""

    def rows(house: House, asked: Asked = Asked()) -> tuple[list[CityObject], list[Issue]]:  # noqa: B008
        found = list(read(house.write(tmp_path / "house.ifc"), asked))
        records = [one for one in found if isinstance(one, CityObject)]
        return records, [one for one in found if isinstance(one, Issue)]

    return rows
