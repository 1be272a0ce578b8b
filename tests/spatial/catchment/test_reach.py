"""Limits and amounts that cannot be are refused by a sentence, and what is not known stays so."""

import numpy as np
import pytest

from spatial.catchment.reach import check_amounts, check_limit
from spatial.errors import RefusedError
from tests.columns import NAN, numbers


@pytest.mark.parametrize("limit", [0, -5, NAN, np.inf])
def test_a_limit_that_is_none_is_refused(limit: float) -> None:
    with pytest.raises(RefusedError, match="give a limit above 0"):
        check_limit(limit)


def test_amounts_not_known_and_none_are_amounts() -> None:
    assert check_amounts(numbers(0, NAN, 3), 3, "beds").tolist() == pytest.approx([0, NAN, 3], nan_ok=True)


@pytest.mark.parametrize(
    ("amounts", "told"),
    [([1.0, -2], "beds at index 1 is -2"), ([np.inf, 1], "index 0 is inf"), ([1.0], "2 places and 1 values")],
)
def test_amounts_that_cannot_be_are_refused(amounts: list[float], told: str) -> None:
    with pytest.raises(RefusedError, match=told):
        check_amounts(numbers(*amounts), 2, "beds")
