"""A twin behind its server, for other people's programs to read."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.conftest import OtherTwin, blank, other_twins

__all__ = ["blank", "served"]


@pytest.fixture(scope="session")
def served(
    tmp_path_factory: pytest.TempPathFactory, blank: Callable[[int], str]
) -> Iterator[tuple[OtherTwin, str]]:
    """A made-up district and the address of its server, which clients read and leave as it is."""
    with other_twins(tmp_path_factory, blank) as make:
        twin = make(4549, 5737)
        twin.do("generate", "--buildings", "300")
        with twin.serving() as address:
            yield twin, address
