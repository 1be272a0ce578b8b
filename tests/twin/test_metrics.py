"""What several processes count is told as one sum, also of those that have ended."""

import os
import subprocess
import sys
from pathlib import Path

COUNT = (
    "import os; from twin import metrics; metrics.TILES.labels('kept').inc(); "
    "metrics.IN_USE.labels('small').inc(); metrics.MAKING.labels(14).observe(0.02)"
)
TELL = f"{COUNT}; print(metrics.expose([]).decode())"


def run(folder: Path, code: str) -> str:
    """What a process says that counts in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_what_a_process_that_has_ended_counted_is_told_by_the_next(tmp_path: Path) -> None:
    run(tmp_path, COUNT)
    told = run(tmp_path, TELL)
    assert 'twin_tiles_total{source="kept"} 2.0' in told
    assert 'twin_tile_making_seconds_bucket{le="0.03",zoom="14"} 2.0' in told
    assert 'twin_tile_making_seconds_bucket{le="0.01",zoom="14"} 0.0' in told


def test_what_was_at_work_in_a_process_that_has_ended_is_so_no_more(tmp_path: Path) -> None:
    run(tmp_path, COUNT)
    assert 'twin_tile_connections_in_use{pool="small"} 1.0' in run(tmp_path, TELL)
