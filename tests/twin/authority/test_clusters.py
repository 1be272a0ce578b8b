"""Things tied as one are one company, whichever of them is asked."""

import numpy as np
import pytest

from tests.claims import register, tie
from twin.authority.clusters import company_of, find_clusters, gather
from twin.models import Relation, Standing


def test_pairs_join_to_companies() -> None:
    ids, firsts = gather(np.array([[5, 3], [9, 5], [20, 10]]))
    assert dict(zip(ids.tolist(), firsts.tolist(), strict=True)) == {3: 3, 5: 3, 9: 3, 10: 10, 20: 10}
    assert gather(np.empty((0, 2), dtype=np.int64))[0].size == 0


@pytest.mark.django_db
def test_a_company_is_found_from_each_of_its_things() -> None:
    rows = [register("House", f"source{n}", "H") for n in range(4)]
    tie(Relation.SAME, rows[1], rows[0])
    tie(Relation.SAME, rows[2], rows[1])
    tie(Relation.SAME, rows[3], rows[0], standing=Standing.REJECTED)
    company = sorted(row.thing_id for row in rows[:3])
    assert [company_of(row.thing_id) for row in rows[:3]] == [company] * 3
    assert company_of(rows[3].thing_id) == [rows[3].thing_id]
    ids, firsts = find_clusters("house")
    assert ids.tolist() == company
    assert set(firsts.tolist()) == {company[0]}
