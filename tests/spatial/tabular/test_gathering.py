"""A source becomes a table whose rows stream lot by lot, however many there are."""

import tracemalloc
from collections.abc import Iterator

import pytest

from spatial.format import Asked
from spatial.records import Issue
from spatial.tables import Lot
from spatial.tabular import surveying
from spatial.tabular.evidence import TextEvidence
from spatial.tabular.gathering import gather
from spatial.tabular.lines import Line
from spatial.tabular.surveying import Source
from spatial.vector.rows import BATCH


def numbers(rows: int) -> Source:
    """So many rows of a code and a figure."""

    def lines() -> Iterator[Line | Issue]:
        yield Line(1, ["code", "figure"])
        yield from (Line(number, [f"{number:08}", str(number)]) for number in range(2, rows + 2))

    return Source(name="table", place="line", lines=lines, evidence=TextEvidence)


def test_rows_come_in_lots_of_their_types() -> None:
    table = gather(numbers(BATCH + 1), Asked())
    lots = [lot for lot in table.lots("code") if isinstance(lot, Lot)]
    assert [len(lot) for lot in lots] == [BATCH, 1]
    assert (table.total, lots[0].codes[0], lots[1].columns[1]) == (BATCH + 1, "00000002", [BATCH + 2])


def test_no_more_is_held_than_a_few_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "BATCH", 500)
    peaks = []
    for rows in (1_000, 5_000):
        tracemalloc.start()
        table = gather(numbers(rows), Asked())
        assert sum(len(lot) for lot in table.lots(None) if isinstance(lot, Lot)) == rows
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
