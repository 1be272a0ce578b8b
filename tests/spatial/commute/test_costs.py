"""What is no matrix of costs is refused by a sentence that names the pair."""

import numpy as np
import pytest

from spatial.commute.costs import check_costs
from spatial.errors import RefusedError


def test_infinite_is_no_way_and_is_taken() -> None:
    check_costs(np.array([[0, np.inf], [3, 1.0]]))


@pytest.mark.parametrize(
    ("bad", "sentence"), [(np.nan, "from zone 1 to zone 0 is not a number"), (-2.0, "zone 1 to zone 0 is -2")]
)
def test_a_cost_that_is_none_is_refused(bad: float, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        check_costs(np.array([[0, 1.0], [bad, 1]]))


@pytest.mark.parametrize("none", [np.zeros(3), np.zeros((0, 4))])
def test_what_is_no_matrix_is_refused(none: np.ndarray) -> None:
    with pytest.raises(RefusedError, match="no matrix"):
        check_costs(none)
