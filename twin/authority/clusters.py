"""Which things of several sources are one real thing, by the ties that stand between them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twin.models import Relation, Standing, Tie

Things = NDArray[np.int64]


def find_clusters(kind: str) -> tuple[Things, Things]:
    """The things of a kind that are one with others, and for each the first of those: two arrays of ids."""
    ties = Tie.objects.filter(
        relation=Relation.SAME, standing=Standing.STANDS, recorded__upper_inf=True, thing__kind=kind
    )
    return gather(np.array(ties.values_list("thing_id", "target_id"), dtype=np.int64).reshape(-1, 2))


def gather(pairs: Things) -> tuple[Things, Things]:
    """Ids that pairs (n x 2) connect, and the least id of each one's company."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ids, places = np.unique(pairs, return_inverse=True)
    if not ids.size:
        return ids, ids
    places = places.reshape(pairs.shape)
    graph = coo_array((np.ones(len(pairs)), (places[:, 0], places[:, 1])), shape=(ids.size, ids.size))
    _, company = connected_components(graph, directed=False)
    _, first = np.unique(company, return_index=True)
    return ids, ids[first][company]


def company_of(thing: int) -> list[int]:
    """The ids of all things that are one with this, itself among them, in order."""
    known: set[int] = set()
    fresh: Sequence[int] = [thing]
    while fresh:
        known.update(fresh)
        ties = Tie.objects.filter(relation=Relation.SAME, standing=Standing.STANDS, recorded__upper_inf=True)
        there = ties.filter(thing_id__in=fresh).values_list("target_id", flat=True)
        back = ties.filter(target_id__in=fresh).values_list("thing_id", flat=True)
        fresh = sorted({*there, *back} - known)
    return sorted(known)
