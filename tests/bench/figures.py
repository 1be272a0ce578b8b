"""How fast figures follow changes beside a full count: `python -m tests.bench.figures --level 6`.

Run it in the environment of a twin that may be spoilt, whose registers are tied: in every round some
dwellings get another price and state of use, then each analysis is asked of what is kept, again with nothing
changed, and of the rows alone. That all find the same is checked.
"""

import argparse
import os
import time
from typing import Any

from tests.bench.pairs import told

OTHER = {"id", "recorded", "price", "use_state"}


def change(many: int) -> None:
    """Another version of so many dwellings, wherever they are."""
    from django.db import connection

    from twin.changes import take_moment, writing
    from twin.models import Dwelling

    columns = ", ".join(
        column.column for column in Dwelling._meta.concrete_fields if column.column not in OTHER
    )
    with writing() as changed, connection.cursor() as cursor:
        moment = take_moment()
        cursor.execute(
            "CREATE TEMP TABLE chosen ON COMMIT DROP AS SELECT id FROM twin_dwelling "
            "TABLESAMPLE SYSTEM_ROWS(%s) WHERE upper_inf(recorded)",
            [many],
        )
        cursor.execute(
            "UPDATE twin_dwelling SET recorded = tstzrange(lower(recorded), %s) WHERE id IN (TABLE chosen)",
            [moment],
        )
        cursor.execute(
            f"INSERT INTO twin_dwelling ({columns}, recorded, price, use_state) SELECT {columns}, "
            "tstzrange(%s, NULL), price * (0.9 + random() / 5), CASE WHEN use_state = 'vacant' THEN "
            "'occupied' ELSE 'vacant' END FROM twin_dwelling WHERE id IN (TABLE chosen)",
            [moment],
        )
        changed.add(Dwelling)


def run(options: argparse.Namespace) -> None:
    """Time every analysis round by round."""
    from django.db import connection

    from spatial.analysis import analyses
    from twin.models import Kept
    from twin.runner import Asker
    from twin.runner import run as work_out
    from twin.runner.priming import BUREAU

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS tsm_system_rows")
    asker = Asker("bench", BUREAU)
    where = {"zoning": "admin-areas", "admin_level": options.level}
    sides = ("a full count", "after a change", "unchanged")
    seconds: dict[tuple[str, str], list[float]] = {}

    def ask(analysis: Any, side: str) -> Any:
        begun = time.perf_counter()
        outcome = work_out(analysis, {**analysis.example, **where}, asker, None)
        seconds.setdefault((analysis.id, side), []).append(time.perf_counter() - begun)
        return outcome["rows"]

    chosen = [analyses[id] for id in options.analysis] or list(analyses)
    for _ in range(options.rounds):
        for analysis in chosen:
            work_out(analysis, {**analysis.example, **where}, asker, None)
        change(options.changes)
        found = {}
        for analysis in chosen:
            found[analysis.id] = ask(analysis, "after a change")
            assert ask(analysis, "unchanged") == found[analysis.id]
        for analysis in chosen:
            Kept.objects.all().delete()
            assert ask(analysis, "a full count") == found[analysis.id], analysis.id
    for analysis in chosen:
        print(f"  {analysis.id}")
        for side in sides:
            print(f"    {side:<15} {told(seconds[analysis.id, side])} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--level", type=int, default=8, help="of the administrative areas")
    parser.add_argument("--changes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("analysis", nargs="*", help="which (all)")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    import django

    django.setup()
    run(options)
