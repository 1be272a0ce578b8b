"""The measures of fit agree with small tables worked by hand."""

import numpy as np
import pytest

from spatial.commute.fit import measure_fit
from spatial.errors import RefusedError

COST = np.array([[np.inf, 1.0], [1, 1]])
SEEN = np.array([[0.0, 2], [4, 6]])


def test_flows_alike_fit_wholly() -> None:
    found = measure_fit(SEEN, SEEN, COST)
    assert (found.srmse, found.cpc) == (0, 1)
    assert found.r2 == pytest.approx(1)


def test_a_small_table_is_as_worked_by_hand() -> None:
    found = measure_fit(SEEN, np.array([[0.0, 3], [3, 6]]), COST)
    assert found.srmse == pytest.approx(np.sqrt(2 / 3) / 4)
    assert found.cpc == pytest.approx(2 * (2 + 3 + 6) / 24)
    assert found.r2 == pytest.approx(0.75)


def test_nobody_observed_or_flows_all_alike_leave_no_figure() -> None:
    assert np.isnan(measure_fit(SEEN * 0, SEEN, COST).srmse)
    assert np.isnan(measure_fit(SEEN, np.full((2, 2), 3.0), COST).r2)


def test_a_flow_without_a_way_and_unlike_shapes_are_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="where there is no way"):
        measure_fit(SEEN + 1, SEEN, COST)
    with pytest.raises(RefusedError, match="unlike shapes"):
        measure_fit(SEEN, SEEN[:1], COST)
