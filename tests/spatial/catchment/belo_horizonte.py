"""Travel times and land use of Belo Horizonte: 898 cells of H3 (github.com/ipeaGIT/accessibility, MIT)."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import Indices

FOLDER = "reference/belo-horizonte"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeloHorizonte:
    """Minutes from cell (row) to cell (column), infinity where the matrix has none, and what is in each."""

    cells: list[str]
    minutes: Numbers
    population: Numbers
    jobs: Numbers
    schools: Numbers

    def find(self, cells: list[str]) -> Indices:
        """The indices of cells."""
        return np.array([self.cells.index(cell) for cell in cells])


def place_words(words: Any, at: dict[str, int]) -> Indices:
    """The index of each word of a column that holds every word once and which it is."""
    places = np.array([at[word] for word in words.dictionary.to_pylist()])
    return places[words.indices.to_numpy()]


def read_belo_horizonte(sample: Callable[[str], Path]) -> BeloHorizonte:
    """The sample; the test is skipped where there is none."""
    from pyarrow import parquet

    with sample(f"{FOLDER}/land_use.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cells = [row["id"] for row in rows]
    at = {cell: index for index, cell in enumerate(cells)}
    table = parquet.read_table(sample(f"{FOLDER}/travel_matrix.parquet"))
    start, end = (place_words(table[name].combine_chunks(), at) for name in ("from_id", "to_id"))
    minutes = np.full((len(cells), len(cells)), np.inf)
    minutes[start, end] = table["travel_time"].to_numpy()
    population, jobs, schools = (
        np.array([float(row[name]) for row in rows]) for name in ("population", "jobs", "schools")
    )
    return BeloHorizonte(cells=cells, minutes=minutes, population=population, jobs=jobs, schools=schools)
