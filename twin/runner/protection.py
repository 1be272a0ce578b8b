"""Hiding figures drawn from few people, until nobody can be told from them or from what they leave."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from spatial.analysis import Flows, Found, Reason, Series, Shapes


def protect(found: Iterable[Found], k: int) -> tuple[Found, ...]:
    """What was found with every figure hidden that is drawn from fewer than `k` persons or households.

    Where one part of a measure is hidden at a place all its parts are, and where the hidden places are one
    alone, or hold fewer than `k` together, the next smallest is hidden too: either could be had by taking
    the others from their sum.
    """
    listed = list(found)
    kin: dict[tuple[str, bool], list[Series]] = defaultdict(list)
    for one in listed:
        if isinstance(one, Series) and one.people is not None:
            kin[one.measure, one.part is not None].append(one)
    hidden = {key: find_hidden(ones, k) for key, ones in kin.items()}

    def guard(one: Found) -> Found:
        if isinstance(one, Flows):
            return thin_out(one, k) if one.people else one
        if isinstance(one, Shapes):
            return withdraw(one, k)
        return one if one.people is None else hide(one, hidden[one.measure, one.part is not None])

    return tuple(map(guard, listed))


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


def thin_out(flows: Flows, k: int) -> Flows:
    """The flows without those of fewer than `k` persons, and without what would give these away.

    Where the hidden flows that leave a zone, or come to one, are one alone or fewer than `k` persons
    together, the next smallest there is hidden too: either could be had from how many leave or come (Cox
    1980). Who stays in a zone is in neither sum, and so hides nobody.
    """
    hidden = flows.count < k
    away = np.flatnonzero(flows.origin != flows.destination)
    count, crossing = flows.count[away], hidden[away]
    ends = [np.unique(end[away], return_inverse=True)[1] for end in (flows.origin, flows.destination)]
    order = np.argsort(count, kind="stable")
    while len(more := np.concatenate([find_next(end, count, crossing, order, k) for end in ends])):
        crossing[more] = True
    hidden[away] = crossing
    return replace(
        flows,
        origin=flows.origin[~hidden],
        destination=flows.destination[~hidden],
        count=flows.count[~hidden],
        hidden=int(hidden.sum()),
    )


def find_next(end: Any, count: Any, hidden: Any, order: Any, k: int) -> Any:
    """The smallest flow that is not hidden at each end whose hidden ones give themselves away."""
    many = np.bincount(end, weights=hidden)
    sums = np.bincount(end, weights=count * hidden)
    telling = (many > 0) & ((many == 1) | (sums < k))
    open_ones = order[~hidden[order] & telling[end[order]]]
    return open_ones[np.unique(end[open_ones], return_index=True)[1]]


def withdraw(shapes: Shapes, k: int) -> Shapes:
    """The places without any figure where one is drawn from fewer than `k` persons: they have one sum."""
    if shapes.people is None or not ((shapes.people > 0) & (shapes.people < k)).any():
        return shapes
    return replace(shapes, value=np.full(len(shapes.value), np.nan), reason=Reason.PROTECTED)
