"""A line bears the digest of all that is said, and of nothing else."""

from typing import Any

import numpy as np

from spatial.records import Building, Solid
from spatial.tables import Lot
from twin.ingest.lines import copied_columns, line_of, line_of_solid, lines_of
from twin.ingest.staging import table_of

NAMES = ("code", "c1", "c2")
PLACE = b"\x01\x02"


def lines(*rows: tuple[str, Any, Any]) -> list[tuple[Any, ...]]:
    """The lines of a lot of these rows."""
    codes, *columns = zip(*rows, strict=True)
    lot = Lot(codes=codes, footprints=np.full(len(rows), None), columns=columns)
    return list(lines_of(lot, NAMES, [PLACE] * len(rows)))


def test_the_line_of_a_row_is_the_same_whatever_it_comes_with() -> None:
    [alone] = lines(("a", 1, "x"))
    assert lines(("b", 2, "y"), ("a", 1, "x"))[1] == alone
    assert alone[:4] == ("a", 1, "x", "[,)")
    assert alone[-1] == PLACE.hex()


def test_each_thing_a_row_says_makes_another_digest() -> None:
    rows = [("a", 1, "x"), ("b", 1, "x"), ("a", 2, "x"), ("a", 1, "y"), ("a", None, "x"), ("a", 1, None)]
    found = {line[-2] for line in lines(*rows)}
    [bare] = lines_of(Lot(codes=["a"], footprints=np.full(1, None), columns=[[1], ["x"]]), NAMES, [None])
    assert len(found | {bare[-2]}) == len(rows) + 1


def test_documents_go_in_as_text() -> None:
    assert [line[1] for line in lines(("a", {"k": [1]}, 1), ("b", [], 1), ("c", None, 1))] == [
        '{"k":[1]}',
        "[]",
        None,
    ]


def test_a_record_differs_with_its_solid_its_place_and_its_parent() -> None:
    kind = table_of("Building")
    at = copied_columns(kind).index("digest")
    found = set()
    for solid in (None, Solid(crs="EPSG:7415", body={"b": 1, "a": 2}), Solid(crs="EPSG:28992", body={})):
        for parent in (None, "whole"):
            for place in (None, PLACE):
                record = Building(code="b", footprint=None, parent=parent, solid=solid)
                shape = line_of_solid(solid)[0] if solid else None
                line = line_of(kind, record, place, shape)
                assert line[-2:] == [shape, parent]
                found.add(line[at])
    assert len(found) == 12


def test_a_solid_is_the_same_in_whatever_order_it_is_told() -> None:
    one = line_of_solid(Solid(crs="EPSG:7415", body={"b": 1, "a": 2}))
    assert one == line_of_solid(Solid(crs="EPSG:7415", body={"a": 2, "b": 1}))
    assert one[1:] == ("EPSG:7415", '{"a":2,"b":1}')
