"""Columns of a register written by hand, for analyses that take them."""

from collections.abc import Sequence

import numpy as np

from spatial.analysis import Codes, Numbers, Series, Words

NAN = float("nan")


def codes(*values: int) -> Codes:
    """Zones, years, months: -1 is unknown."""
    return np.array(values, dtype=np.int32)


def numbers(*values: float) -> Numbers:
    """Areas, prices, incomes: NaN is unknown."""
    return np.array(values, dtype=np.float64)


def words(*values: str | None) -> Words:
    """Words of a vocabulary: None is unknown."""
    return np.array(values, dtype=object)


def pick(found: Sequence[Series], measure: str, part: str | None = None) -> Series:
    """The series of a measure."""
    [one] = [series for series in found if (series.measure, series.part) == (measure, part)]
    return one


def values(found: Sequence[Series], measure: str, part: str | None = None) -> list[float | None]:
    """The values of a measure: the zones, what lies in none, the city; None where there is none."""
    return [None if np.isnan(value) else value for value in pick(found, measure, part).value.tolist()]
