"""Sums, shares and medians by zone, for what lies in none, and for the city, for every analysis."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spatial.analysis import Codes, Measure, Numbers, Reason, Series, Words


@dataclass(frozen=True, slots=True)
class Places:
    """How many zones there are; a zone's code is its index, anything else lies in none of them.

    Figures by place are arrays: one for each zone, one for what lies in none, one for the city.
    """

    zones: int

    def sum(self, zone: Codes, weights: Numbers) -> Numbers:
        """The weights added up by place; the zones and what lies in none add up to the city."""
        at = self.locate(zone)
        sums = np.bincount(at, weights=weights, minlength=self.zones + 1)
        return np.append(sums, sums.sum())

    def sum_known(self, zone: Codes, values: Numbers) -> Numbers:
        """The known values added up by place; NaN where there are values and none of them is known."""
        known = ~np.isnan(values)
        lost = (self.sum(zone, known) == 0) & (self.sum(zone, ~known) > 0)
        return np.where(lost, np.nan, self.sum(zone, np.nan_to_num(values)))

    def median(self, zone: Codes, values: Numbers) -> Numbers:
        """The median of the known values by place; NaN where none is known."""
        at, known = self.locate(zone), ~np.isnan(values)
        if not known.all():
            at, values = at[known], values[known]
        if (at[1:] < at[:-1]).any():
            order = np.argsort(at, kind="stable")
            at, values = at[order], values[order]
        cuts = np.searchsorted(at, np.arange(1, self.zones + 1))
        return np.array([find_middle(group) for group in [*np.split(values, cuts), values]])

    def locate(self, zone: Codes) -> npt.NDArray[np.int64]:
        """The place of each zone's code, that of what lies in none the last."""
        return np.where((zone >= 0) & (zone < self.zones), zone, self.zones)

    def none(self) -> Numbers:
        """Nothing, at every place."""
        return np.zeros(self.zones + 2)


def find_middle(values: Numbers) -> float:
    """The median of values that are all known, by selection; NaN of none."""
    half = len(values) // 2
    if len(values) % 2:
        return float(np.partition(values, half)[half])
    return float(np.partition(values, [half - 1, half])[half - 1 : half + 1].mean()) if half else np.nan


def positive(values: Numbers) -> Numbers:
    """The values, those that cannot be (zero, negative, infinite) as unknown."""
    return np.where((values > 0) & np.isfinite(values), values, np.nan)


def not_negative(values: Numbers) -> Numbers:
    """The values, those that cannot be (negative, infinite) as unknown; zero is a value."""
    return np.where((values >= 0) & np.isfinite(values), values, np.nan)


def unsaid(words: Words) -> npt.NDArray[np.bool_]:
    """Where nothing is said."""
    return np.array([word is None for word in words.tolist()], dtype=bool)


def divide(
    measure: str,
    numerator: Numbers,
    denominator: Numbers,
    unknown: Numbers,
    part: str | None = None,
    people: Numbers | None = None,
    empty: Reason = Reason.NO_DENOMINATOR,
) -> Series:
    """The numerator over the denominator by place, `empty` being why there is none where that is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(denominator > 0, numerator / denominator, np.nan)
    reasons = tuple(
        empty if bottom == 0 else Reason.NOT_KNOWN if np.isnan(found) else None
        for found, bottom in zip(value.tolist(), denominator.tolist(), strict=True)
    )
    return Series(
        measure=measure,
        part=part,
        value=value,
        numerator=numerator,
        denominator=denominator,
        unknown=unknown,
        reasons=reasons,
        people=people,
    )


def tell(
    measure: str,
    value: Numbers,
    unknown: Numbers,
    part: str | None = None,
    people: Numbers | None = None,
    missing: Reason = Reason.NOT_KNOWN,
    linked: str | None = None,
) -> Series:
    """A figure that stands alone, such as a count or a median; `missing` is why it is NaN where it is."""
    reasons = tuple(missing if gone else None for gone in np.isnan(value).tolist())
    return Series(
        measure=measure,
        part=part,
        value=value,
        unknown=unknown,
        reasons=reasons,
        people=people,
        linked=linked,
    )


def tell_city(
    measure: str,
    value: float,
    unknown: float = 0.0,
    part: str | None = None,
    people: float | None = None,
    missing: Reason = Reason.NOT_KNOWN,
) -> Series:
    """A figure of the city alone; `missing` is why it is NaN where it is."""
    counted = None if people is None else np.array([people])
    return tell(measure, np.array([value]), np.array([unknown]), part, counted, missing)


def tell_nothing(measures: Iterable[Measure], reason: Reason) -> tuple[Series, ...]:
    """Every measure and each of its parts of the city alone, without a figure for one reason."""
    return tuple(
        tell_city(measure.id, np.nan, part=part, missing=reason)
        for measure in measures
        for part in tuple(measure.parts) or (None,)
    )


def withhold(series: Series, reason: Reason) -> Series:
    """The series without any figure, for one reason."""
    nothing = np.full(len(series.value), np.nan)
    return Series(
        measure=series.measure,
        part=series.part,
        value=nothing,
        unknown=nothing,
        reasons=(reason,) * len(series.value),
    )
