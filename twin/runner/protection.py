"""Hiding figures drawn from few people, until nobody can be told from them or from what they leave."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from spatial.analysis import Flows, Found, Reason, Series, Shapes
from spatial.privacy.thinning import thin_out


def protect(found: Iterable[Found], k: int) -> tuple[Found, ...]:
    """What was found with every figure hidden that is drawn from fewer than `k` persons or households.

    Where one part of a measure, or of what is linked, is hidden at a place all of it is, and where the hidden
    places are one alone, or hold fewer than `k` together, the next smallest is hidden too: either could be
    had by taking the others from their sum.
    """
    listed = list(found)
    kin: dict[Hashable, list[Series]] = defaultdict(list)
    thinned: dict[int, tuple[Flows, list[int]]] = {}
    bare: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(listed):
        if isinstance(one, Series) and one.people is not None:
            kin[find_kin(one)].append(one)
        elif isinstance(one, Flows) and one.people:
            thinned[number] = thin_out(one, k)
            bare[one.linked] += thinned[number][1]
    hidden = {key: find_hidden(ones, k, bare[key]) for key, ones in kin.items()}

    def guard(number: int, one: Found) -> Found:
        if isinstance(one, Flows):
            return thinned[number][0] if one.people else one
        if isinstance(one, Shapes):
            return withdraw(one, k)
        return one if one.people is None else hide(one, hidden[find_kin(one)])

    return tuple(guard(number, one) for number, one in enumerate(listed))


def find_kin(series: Series) -> Hashable:
    """What is the same of series that are hidden together."""
    return series.linked or (series.measure, series.part is not None)


def find_hidden(series: Sequence[Series], k: int, bare: Sequence[int] = ()) -> Any:
    """Which places to hide in series that add up to one whole; `bare` are zones to hide in any case."""
    people = np.array([one.people for one in series])
    hidden: Any = np.any((people > 0) & (people < k), axis=0)
    hidden[list(bare)] = True
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


def withdraw(shapes: Shapes, k: int) -> Shapes:
    """The places without any figure where one is drawn from fewer than `k` persons: they have one sum."""
    if shapes.people is None or not ((shapes.people > 0) & (shapes.people < k)).any():
        return shapes
    return replace(shapes, value=np.full(len(shapes.value), np.nan), reason=Reason.PROTECTED)
