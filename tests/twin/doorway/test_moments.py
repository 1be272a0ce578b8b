"""The parameters of the two times take what the standard allows and refuse the rest by a sentence."""

import pytest

from twin.doorway.moments import AS_OF, DATETIME
from twin.doorway.parameters import Parameter
from twin.doorway.problems import BadParameterError


def test_an_interval_is_a_time_in_the_world_but_not_of_knowledge() -> None:
    first, last = DATETIME.take("2024-01-01/2024-12-31")
    assert (first.month, last.month) == (1, 12)
    with pytest.raises(BadParameterError, match="give a date such as 2024-05-31"):
        AS_OF.take("2024-01-01/2024-12-31")


@pytest.mark.parametrize("parameter", [AS_OF, DATETIME])
@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-01", "2024-05-31T25:00:00Z"])
def test_what_is_no_time_is_refused(parameter: Parameter, text: str) -> None:
    with pytest.raises(BadParameterError):
        parameter.take(text)
