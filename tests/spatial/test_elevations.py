"""A raster's cells are counted whatever windows they come in, and what is odd about them is told."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spatial.elevations import Survey
from spatial.records import Severity


def survey(
    values: NDArray[np.generic], window: int = 1000, *, marked: bool = False, nodata: float | None = None
) -> Survey:
    """All of a raster, looked at window by window."""
    rows, columns = values.shape
    found = Survey(columns, rows, scale=1.0, offset=0.0, marked=marked or nodata is not None)
    for row in range(0, rows, window):
        for column in range(0, columns, window):
            piece = values[row : row + window, column : column + window]
            found.take(row, column, piece, np.isfinite(piece) & (piece != nodata))
    return found


def codes(found: Survey) -> set[str]:
    """The codes of what is told."""
    return {issue.code for issue in found.judge("dem")}


def draw_slope(rows: int = 40, columns: int = 50) -> NDArray[np.float32]:
    """A slope from 10 m upwards, no two cells alike."""
    return (10 + np.arange(rows * columns).reshape(rows, columns) / 100).astype(np.float32)


@pytest.mark.parametrize("window", [7, 16, 1000])
def test_range_and_outline_do_not_depend_on_the_windows(window: int) -> None:
    values = draw_slope()
    values[:10, :20] = -9999
    found = survey(values, window, nodata=-9999)
    assert (found.low, found.high) == (values[values > 0].min(), values.max())
    assert found.outline().area == 40 * 50 - 200
    assert found.outline().is_valid
    assert codes(found) == set()


def test_the_outline_of_a_large_raster_is_coarse_but_holds_all_that_is_valid() -> None:
    valid = np.zeros((3000, 2500), dtype=bool)
    valid[1201, 777] = valid[2999, 2499] = True
    found = Survey(2500, 3000, scale=1, offset=0, marked=True)
    found.take(0, 0, valid.astype(np.float32), valid)
    outline = found.outline()
    assert outline.area <= 2 * found.step**2
    assert outline.bounds[2:] == (2500, 3000)
    assert outline.geoms[0].intersects(outline) and outline.is_valid  # type: ignore[attr-defined]


def test_a_scattered_outline_is_drawn_more_coarsely() -> None:
    values = draw_slope(400, 400)
    values[::2] = values[:, ::2] = np.nan
    outline = survey(values).outline()
    assert outline.is_valid
    assert outline.area > np.isfinite(values).sum()


@pytest.mark.parametrize("wrong", [-9999.0, 1e38, 9999.0, float("inf"), -32768.0])
def test_what_is_no_elevation_on_earth_keeps_the_raster_out(wrong: float) -> None:
    values = draw_slope()
    values[3, 4:9] = wrong
    valid = ~np.isnan(values)
    found = Survey(50, 40, scale=1, offset=0, marked=False)
    found.take(0, 0, values, valid)
    [error] = [issue for issue in found.judge("dem") if issue.severity is Severity.ERROR]
    assert error.code == "ABSURD_ELEVATION"
    assert "5 cells" in error.message
    assert f"{np.float32(wrong):.6g}" in error.message
    assert "nodata" in error.message


def test_stored_values_are_judged_by_the_metres_they_stand_for() -> None:
    centimetres = np.full((10, 10), 12_345, dtype=np.int16)
    found = Survey(10, 10, scale=0.01, offset=-20.0, marked=True)
    found.take(0, 0, centimetres, np.ones((10, 10), dtype=bool))
    assert found.low == found.high == pytest.approx(103.45)
    assert codes(found) == set()


def test_many_zeros_are_suspicious_unless_nodata_is_declared() -> None:
    values = draw_slope()
    values[20:24, 20:24] = 0
    assert codes(survey(values)) == set()
    values[20:30, 20:30] = 0
    assert codes(survey(values)) == {"SUSPICIOUS_ZEROS"}
    assert codes(survey(values, marked=True)) == set()


def test_a_constant_border_is_told_and_not_applied() -> None:
    values = draw_slope()
    values[:2] = values[-2:] = values[:, :2] = values[:, -2:] = 1.0
    found = survey(values, 16)
    assert codes(found) == {"CONSTANT_BORDER"}
    assert found.low == 1.0
    assert codes(survey(values, marked=True)) == set()


def test_values_at_the_limit_of_their_type_may_be_capped() -> None:
    values = np.minimum(draw_slope() * 10, 255).astype(np.uint8)
    assert codes(survey(values)) == {"VALUES_CAPPED"}


def test_a_raster_that_says_nothing_is_an_error() -> None:
    assert codes(survey(np.full((4, 4), np.nan, dtype=np.float32))) == {"NO_ELEVATIONS"}
