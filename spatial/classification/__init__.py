"""How the figures of a map are divided into classes: which method fits their distribution, and why."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from spatial.classification.breaks import (
    Floats,
    fit,
    head_tail,
    natural_breaks,
    places,
    quantiles,
)
from spatial.classification.rounding import equal_intervals, readable
from spatial.text import Text

LEAST_CLASSES, MOST_CLASSES = 2, 7
HEAVY_SKEW, LEVELS = 2.0, 3
"""Values so skewed of which a minority lies above the mean, that often in turn, have a heavy tail."""

EVEN_SKEW, NEARLY_AS_GOOD = 0.5, 0.95
"""Symmetric values may have equal classes where these tell at least 95 % of what the natural ones tell."""

LONE = 0.02
"""A class of fewer than 2 % of the values stands for outliers, not for a group."""


class Method(StrEnum):
    """The ways of dividing figures that cartography has names for."""

    EACH = "each"
    EQUAL = "equal"
    QUANTILES = "quantiles"
    NATURAL = "natural"
    HEAD_TAIL = "head-tail"


METHODS = {
    Method.EACH: Text("逐值分级", "each value"),
    Method.EQUAL: Text("等间距", "equal intervals"),
    Method.QUANTILES: Text("分位数", "quantiles"),
    Method.NATURAL: Text("自然断点（Fisher-Jenks）", "natural breaks (Fisher-Jenks)"),
    Method.HEAD_TAIL: Text("头尾分割", "head/tail breaks"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Classes of a figure: `bounds` are the least value of each, `fit` the share of variance they explain."""

    method: Method
    bounds: tuple[float, ...]
    fit: float
    count: int
    why: Text

    @property
    def told(self) -> Text:
        """The choice in a sentence, with its reason and how well it fits."""
        zh, en = METHODS[self.method].zh, METHODS[self.method].en
        return Text(
            f"分级方法：{zh}，{len(self.bounds)} 级。{self.why.zh}方差拟合优度 {self.fit:.2f}"
            f"（{self.count} 个数值）。",
            f"Classes: {en}, {len(self.bounds)} of them. {self.why.en} Goodness of variance fit "
            f"{self.fit:.2f} over {self.count} values.",
        )

    def write(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


def read(kept: dict[str, Any]) -> Classification:
    """A classification that was kept as JSON."""
    exact = {"method": Method(kept["method"]), "bounds": tuple(kept["bounds"]), "why": Text(**kept["why"])}
    return Classification(**{**kept, **exact})


def classify(values: Floats, classes: int = 5) -> Classification | None:
    """Classes of those values that are numbers, by the method their distribution asks for.

    None where none is. The bounds are readable figures; the same values always give the same classes.
    """
    if not LEAST_CLASSES <= classes <= MOST_CLASSES:
        raise ValueError(f"A map tells {LEAST_CLASSES} to {MOST_CLASSES} classes apart, not {classes}.")
    known = np.sort(values[np.isfinite(values)].astype(np.float64))
    if not known.size:
        return None
    method, bounds, why = choose(known, classes)
    told = bounds if method in (Method.EACH, Method.EQUAL) else readable(known, bounds)
    return Classification(
        method=method, bounds=told, fit=round(fit(known, told), 4), count=int(known.size), why=why
    )


def choose(values: Floats, classes: int) -> tuple[Method, tuple[float, ...], Text]:
    """The method for sorted values, its exact bounds and the reason for it."""
    distinct = np.unique(values)
    if distinct.size <= classes:
        some = "value occurs" if distinct.size == 1 else "values occur"
        why = Text(f"只有 {distinct.size} 个不同的值。", f"Only {distinct.size} distinct {some}.")
        return Method.EACH, tuple(distinct.tolist()), why
    skew = skewness(values)
    if skew >= HEAVY_SKEW and (heads := head_tail(values, classes)) and len(heads) > LEVELS:
        why = Text(
            f"分布重尾（偏度 {skew:.1f}）：每一级中只有少数高于均值。",
            f"The values have a heavy tail (skewness {skew:.1f}): level by level, few lie above the mean.",
        )
        return Method.HEAD_TAIL, heads, why
    natural, equal = natural_breaks(values, classes), equal_intervals(values, classes)
    full = np.diff(places(values, equal)).min() > 0
    if full and abs(skew) <= EVEN_SKEW and fit(values, equal) >= NEARLY_AS_GOOD * fit(values, natural):
        why = Text(
            f"分布对称（偏度 {skew:.1f}），等间距与自然断点几乎同样贴合，且更易读。",
            f"The values are symmetric (skewness {skew:.1f}); equal intervals fit almost as well as natural "
            "breaks and are easier to read.",
        )
        return Method.EQUAL, equal, why
    smallest = np.diff(places(values, natural)).min() / values.size
    if smallest < LONE and len(quantiles(values, classes)) == classes:
        why = Text(
            f"自然断点会使某级只占 {smallest:.1%}，仅为离群值；各级数量相同更可比。",
            f"Natural breaks would leave a class of {smallest:.1%}, outliers alone; equal counts tell more.",
        )
        return Method.QUANTILES, quantiles(values, classes), why
    why = Text(
        f"数值分布不均（偏度 {skew:.1f}），以各级内部方差最小处为界。",
        f"The values are spread unevenly (skewness {skew:.1f}); the bounds leave the least variance within.",
    )
    return Method.NATURAL, natural, why


def skewness(values: Floats) -> float:
    """The third standardised moment; 0 where all values are the same."""
    spread = float(values.std())
    return float((((values - values.mean()) / spread) ** 3).mean()) if spread else 0.0
