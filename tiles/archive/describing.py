"""What an archive says of itself, so that a map opens it without the server it came from."""

from typing import Any

from tiles.archive.planning import Wanted
from tiles.looks import LOOKS
from tiles.style import archive_style
from tiles.tileset import tilejson
from twin import access


def describe(wanted: Wanted) -> dict[str, Any]:
    """The JSON metadata: PMTiles v3 §5, and under `twin` what only our own map reads."""
    asked, language = wanted.asked, wanted.language
    recorded, valid = asked.times.recorded, asked.times.valid
    told = tilejson(asked.viewer, asked.layers, "", language)
    first, last = wanted.zooms
    vector_layers = [
        {**one, "minzoom": max(one["minzoom"], first), "maxzoom": min(one["maxzoom"], last)}
        for one in told["vector_layers"]
    ]
    return {
        "name": f"{access.title(language)}: {told['name']}",
        "description": told["description"],
        "attribution": told["attribution"],
        "type": "overlay",
        "version": told["version"],
        "vector_layers": vector_layers,
        "twin": {
            "layers": [layer.id for layer in asked.layers],
            "as_of": recorded and recorded.isoformat(),
            "style": archive_style(asked.viewer, asked.layers, language, LOOKS[wanted.look]),
            "datetime": valid and "/".join(day.isoformat() if day else ".." for day in valid),
        },
    }
