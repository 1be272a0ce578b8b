"""What figures are worked out of, counted before anybody asks: of the city and by each level of areas."""

import time
from collections.abc import Iterator

from spatial.analysis import analyses
from spatial.inputs import list_tables
from twin import access
from twin.access import Viewer
from twin.access.personal import Reading
from twin.layer import ANONYMOUS, HOUSING
from twin.runner.arguments import MADE
from twin.runner.gathering import gather
from twin.runner.running import one_moment
from twin.runner.statements import Ground
from twin.runner.tables import TABLES
from twin.runner.zone import ADMIN_AREAS, CITY, Zoning
from twin.runner.zoning import find_zoning, list_levels

BUREAU = Viewer(frozenset({ANONYMOUS, HOUSING}))


def prime(who: str, follows: bool = False) -> Iterator[tuple[str, float]]:
    """Count what is not kept yet or has changed, as the housing bureau; gives each zoning and its seconds.

    Where it only `follows`, just what has changed of what is kept. The audit is told that `who` did.
    """
    reading = Reading(BUREAU, who, "statistics", "figures")
    for level in (None, *list_levels(reading.viewer)):
        began = time.perf_counter()
        with one_moment(None) as settled:
            zoning = (
                Zoning() if level is None else find_zoning(reading.viewer, access.NOW, ADMIN_AREAS, level)
            )
            ground = Ground(reading, access.NOW, zoning, settled=settled, moves=True, follows=follows)
            for analysis in analyses:
                for table, columns in list_tables(analysis).values():
                    if table not in MADE and TABLES[table].kept:
                        gather(table, columns, ground)
        yield CITY if level is None else zoning.id, time.perf_counter() - began
