"""The header of a file of tables."""

from dataclasses import replace

from spatial.tables import Table
from spatial.vector.headers import head_of_tables

PLAIN = Table(
    name="plain", title="", columns=(), crs=None, geometry=(), extent=None, total=2, lots=lambda key: iter(())
)
PLACED = replace(
    PLAIN, name="placed", crs="EPSG:4549", geometry=("point",), extent=(0.0, 0.0, 1.0, 1.0), total=3
)


def test_the_first_table_with_a_place_speaks_for_the_file() -> None:
    header = head_of_tables([PLAIN, PLACED])
    assert (header.crs, header.extent, header.total) == ("EPSG:4549", (0.0, 0.0, 1.0, 1.0), 5)
    assert header.notes == {"tables": ["plain", "placed"]}
    assert not header.has_heights


def test_a_file_without_any_place_says_none() -> None:
    header = head_of_tables([PLAIN, replace(PLAIN, total=None)])
    assert (header.crs, header.extent, header.total) == (None, None, None)
