"""A folder holds all that the map needs on a host that knows no twin."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from tiles.glyphs import STACK
from tiles.pages import MapNotBuiltError, render_page, static_map

pytestmark = pytest.mark.django_db


def test_a_folder_has_page_scripts_font_signs_and_licences(tmp_path: Path) -> None:
    if not (settings.INSTANCE.data_dir / "web/map.js").exists():
        pytest.skip("The web map is not built; `manage.py test` builds it.")
    static_map(tmp_path, "en")
    for name in ("map.js", "map.css", "map-worker.js", "sprites/light.json", "licences/noto-sans-sc.txt"):
        assert (tmp_path / name).stat().st_size > 100
    assert len(list((tmp_path / "fonts" / STACK).glob("*.pbf"))) > 140
    named = re.findall(r'(?:src|href|data-worker)="\./([^"]+)"', (tmp_path / "index.html").read_text())
    assert len(named) == 3 and all((tmp_path / name).exists() for name in named)
    assert not list(tmp_path.glob("*.map"))


def test_the_page_names_its_archive_and_no_server() -> None:
    told = re.search(
        r'<script id="page" type="application/json">(.*?)</script>', render_page("en", "one.pmtiles")
    )
    assert told is not None
    page = json.loads(told[1])
    assert (page["archive"], page["language"], page["style"], page["search"]) == ("one.pmtiles", "en", "", "")


def test_a_map_that_is_not_built_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "INSTANCE", replace(settings.INSTANCE, data_dir=tmp_path))
    with pytest.raises(MapNotBuiltError, match="is not built"):
        static_map(tmp_path / "site")
