"""The web map as a folder for any static host: the page, its font and signs beside an archive."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from spatial.errors import TwinError
from spatial.text import choose_language
from tiles.glyphs import STACK, draw, folder
from twin import access

ARCHIVE = "city.pmtiles"
LEFT_OUT = ("*.map", "outcome.*")


class MapNotBuiltError(TwinError):
    """There is no web map to lay beside an archive."""


def find_map() -> Path:
    """The folder of the built web map; raises MapNotBuiltError where it is not built."""
    web: Path = settings.INSTANCE.data_dir / "web"
    if not (web / "map.js").exists():
        raise MapNotBuiltError("The web map is not built; `python3 manage.py up` builds it.")
    return web


def static_map(place: Path, language: str = "zh", archive: str = ARCHIVE) -> None:
    """Lay the map's page, scripts, fonts, signs and licences into a folder, in which `archive` is to lie.

    Every glyph the fonts have is drawn for it, which takes half a minute the first time.
    """
    shutil.copytree(find_map(), place, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
    draw()
    shutil.copytree(folder(), place / "fonts" / STACK, dirs_exist_ok=True)
    (place / "index.html").write_text(render_page(language, archive), encoding="utf-8")


def render_page(language: str, archive: str) -> str:
    """The page with what it has to know: there is no server to ask, and nobody to sign in to."""
    language = choose_language(language, None)
    page: dict[str, Any] = {
        "style": "",
        "search": "",
        "languages": [],
        "language": language,
        "title": access.title(language),
        "user": None,
        "login": "",
        "logout": "",
        "links": [],
        "archive": archive,
    }
    return render_to_string("map.html", {"page": page, "assets": "./"})
