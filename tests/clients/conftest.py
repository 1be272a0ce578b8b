"""A twin behind its server, for other people's programs to read."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.conftest import OtherTwin, blank, other_twin

__all__ = ["blank", "other_twin", "served"]


@pytest.fixture(scope="module")
def served(other_twin: Callable[[int, int | None], OtherTwin]) -> Iterator[tuple[OtherTwin, str]]:
    """A made-up district and the address of its server."""
    twin = other_twin(4549, 5737)
    twin.do("generate", "--buildings", "300")
    with twin.serving() as address:
        yield twin, address
