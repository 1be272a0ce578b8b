"""A planted register that is linked once for all tests of a module."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from tests.planted import plant
from twin.linkage import Settled, link


@pytest.fixture(scope="module")
def linked(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Settled]]:
    """What linking the planted register did."""
    with django_db_blocker.unblock():
        plant()
        done = link()
        connections.close_all()
    yield done
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        connections.close_all()
