"""How soon a change is in its tile: from the return of COMMIT to the new tile at our public address."""

import random
from pathlib import Path
from typing import Any

from tests.bench.tiles.ground import CITY, COLUMNS, EDITED, LAYER, Ground
from tests.bench.tiles.servers import KEPT, our_server

EDITS, LEAST, PORT = 100, 14, 8155
"""How many edits of each kind; a load of one row looks over the whole table and takes a second or more."""

WITHIN = f"""
SELECT id, {COLUMNS}, encode(ST_AsBinary(geom), 'hex') FROM building WHERE id = (
    SELECT id FROM building_3857 WHERE ST_Within(geom, ST_TileEnvelope(%s, %s, %s))
    ORDER BY md5(id || %s) LIMIT 1)
"""


def run_edits(ground: Ground) -> None:
    """Loads of one changed row each, followed by its tile, which lay in the cache before or did not."""
    chance = random.Random(7)
    tiles = [tile for tile in ground.tiles if tile[0] >= LEAST]
    ground.publish(EDITED, [(0.0, 0.0)])
    with our_server(ground, KEPT, EDITED, PORT) as server:
        for name, before in (("kept before", True), ("not kept before", False)):
            edits = []
            for number in range(EDITS):
                tile = chance.choice(tiles)
                rows = ground.ask(CITY, WITHIN, *tile, str(number))
                edits += [{"tile": tile, "row": list(row)} for row in rows]
            given: dict[str, Any] = {
                "layer": LAYER,
                "columns": COLUMNS.split(", "),
                "template": server.template,
                "before": before,
                "edits": edits,
            }
            found = ground.scripted(Path(__file__).with_name("editor.py"), given, EDITED, KEPT)
            taken = sorted(found["milliseconds"])
            print(
                f"  = commit to new tile, {name}, {len(taken)} edits: p50 {share(taken, 0.5):.1f} ms, "
                f"p99 {share(taken, 0.99):.1f} ms, most {taken[-1]:.1f} ms; {found['stale']} stale answers, "
                f"a load took {share(sorted(found['load']), 0.5):.0f} ms, {found['commits']} commits at most"
            )


def share(ordered: list[float], of: float) -> float:
    """A percentile."""
    return ordered[min(len(ordered) - 1, int(of * len(ordered)))]
