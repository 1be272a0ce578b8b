"""Hiding figures drawn from few people, until nobody can be told from them or from what they leave."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from spatial.analysis import Reason, Series


def protect(series: Iterable[Series], k: int) -> tuple[Series, ...]:
    """The series with every figure hidden that is drawn from fewer than `k` persons or households.

    Where one part of a measure is hidden at a place all its parts are, and where the hidden places are one
    alone, or hold fewer than `k` together, the next smallest is hidden too: either could be had by taking
    the others from their sum.
    """
    listed = list(series)
    kin: dict[tuple[str, bool], list[Series]] = defaultdict(list)
    for one in listed:
        if one.people is not None:
            kin[one.measure, one.part is not None].append(one)
    hidden = {key: find_hidden(ones, k) for key, ones in kin.items()}
    return tuple(
        one if one.people is None else hide(one, hidden[one.measure, one.part is not None]) for one in listed
    )


def find_hidden(series: Sequence[Series], k: int) -> Any:
    """Which places to hide in series that add up to one whole."""
    people = np.array([one.people for one in series])
    hidden: Any = np.any((people > 0) & (people < k), axis=0)
    parts = hidden[:-1]
    lacking = people[:, :-1].min(axis=0) == 0
    for held in people[:, :-1]:
        while give_away(held[parts], k):
            others = np.flatnonzero(~parts & (held > 0))
            if not len(others):
                hidden[-1] = True
                break
            # A place where another part has nobody would hide nothing of that part.
            parts[others[np.lexsort((held[others], lacking[others]))[0]]] = True
    return hidden


def give_away(people: Any, k: int) -> bool:
    """Whether the sum of hidden counts, which anyone can work out, tells one of them or of fewer than `k`."""
    there = people[people > 0]
    return bool(len(there)) and (len(there) == 1 or bool(there.sum() < k))


def hide(series: Series, hidden: Any) -> Series:
    """The series without its figures at the hidden places."""

    def without(figures: Any) -> Any:
        return None if figures is None else np.where(hidden, np.nan, figures)

    return replace(
        series,
        value=without(series.value),
        numerator=without(series.numerator),
        denominator=without(series.denominator),
        unknown=without(series.unknown),
        reasons=tuple(
            Reason.PROTECTED if gone else reason for gone, reason in zip(hidden, series.reasons, strict=True)
        ),
    )
