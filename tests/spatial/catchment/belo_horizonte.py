"""Travel times and land use of Belo Horizonte: 898 cells of H3 (github.com/ipeaGIT/accessibility, MIT)."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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


def read_belo_horizonte(sample: Callable[[str], Path]) -> BeloHorizonte:
    """The sample; the test is skipped where there is none."""
    from pyarrow import parquet

    with sample(f"{FOLDER}/land_use.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cells = [row["id"] for row in rows]
    at = {cell: index for index, cell in enumerate(cells)}
    table = parquet.read_table(sample(f"{FOLDER}/travel_matrix.parquet"))
    start, end = (np.array([at[cell] for cell in table[name].to_pylist()]) for name in ("from_id", "to_id"))
    minutes = np.full((len(cells), len(cells)), np.inf)
    minutes[start, end] = table["travel_time"].to_numpy()
    population, jobs, schools = (
        np.array([float(row[name]) for row in rows]) for name in ("population", "jobs", "schools")
    )
    return BeloHorizonte(cells=cells, minutes=minutes, population=population, jobs=jobs, schools=schools)
