"""The statements our server runs, and their values for each tile; a script of the measured checkout.

Reads {"layer", "tiles"} and writes {"statements": by zoom, "values": by tile}.
"""

import json
import os
import sys
from typing import Any


def main() -> None:
    """Read what is asked for and tell it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    import django

    django.setup()
    from spatial.tile_matrix import Tile
    from tiles.asking import Asked
    from tiles.statement import place, write
    from twin import access

    given = json.load(sys.stdin)
    asked = Asked(access.NOBODY, (access.layer(access.NOBODY, given["layer"]),))
    told: dict[str, Any] = {"statements": {}, "values": []}
    for z, x, y in given["tiles"]:
        tile = Tile(z, x, y)
        told["statements"].setdefault(str(z), write(asked, tile))
        told["values"].append({key: str(value) for key, value in place(tile).items()})
    print(json.dumps(told))


if __name__ == "__main__":
    main()
