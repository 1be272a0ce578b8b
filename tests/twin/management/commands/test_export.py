"""The export command takes its words in any order, and refuses what it cannot do by a sentence."""

import json
from io import StringIO
from pathlib import Path

import pyogrio
import pytest
from django.core.management import CommandError, call_command

from tests.exports import open_model, tell
from tests.factories import fill_layer
from twin.layer import layers
from twin.models import Openness

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    """What the command says beside the file."""
    told = StringIO()
    call_command("export", *arguments, stderr=told)
    return told.getvalue()


def test_layers_options_and_the_file_may_stand_in_any_order(tmp_path: Path) -> None:
    fill_layer(layers["roads"], [1, 50])
    fill_layer(layers["buildings"], [1, 50])
    out = tmp_path / "out.city.jsonl"
    said = run("roads", "--bbox", "120,30,120.3,31", "buildings", "--for", "planner", str(out))
    assert said == "2 objects in 2 features, as planner may see them, in 4549+5737.\n"
    assert out.read_text().count("\n") == 3
    assert list(tmp_path.iterdir()) == [out]


def test_without_a_group_it_is_for_everybody(tmp_path: Path) -> None:
    fill_layer(layers["roads"], [1], openness=Openness.LIMITED)
    out = tmp_path / "out.json"
    assert run("roads", str(out)).startswith("0 objects in 0 features, as anonymous")
    assert tell(open_model(out)) == {}
    assert run("roads", str(out), "--for", "planner").startswith("1 objects")


def test_the_standard_output_is_a_file_too(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    fill_layer(layers["roads"], [1])
    run("roads", "-", "--form", "cityjsonseq", "--datetime", "2024-01-01", "--as-of", "2024-05-31")
    header, feature = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert (header["type"], feature["type"]) == ("CityJSON", "CityJSONFeature")


FILES = ("o.gpkg", "o.fgb", "o.parquet", "o.zip", "o.csv", "o.geojsons", "o.fg.json")


@pytest.mark.parametrize("name", FILES)
def test_the_extension_tells_the_form(name: str, tmp_path: Path) -> None:
    fill_layer(layers["roads"], [1, 50])
    out = tmp_path / name
    said = run("roads", "--bbox", "120,30,120.3,31", str(out), "--lang", "zh")
    assert said == f"1 layers in {out.stat().st_size:,} bytes, as anonymous may see them, in WGS 84.\n"
    if name in ("o.gpkg", "o.fgb", "o.geojsons"):
        assert pyogrio.read_info(out)["features"] == 1
    assert list(tmp_path.iterdir()) == [out]


def test_several_layers_go_into_a_geopackage_in_a_system_of_choice(tmp_path: Path) -> None:
    fill_layer(layers["roads"], [1])
    fill_layer(layers["buildings"], [1])
    out = tmp_path / "o.gpkg"
    run("roads", "buildings", str(out), "--crs", "EPSG:4549")
    assert {name for name, _ in pyogrio.list_layers(out)} == {"roads", "buildings"}
    assert pyogrio.read_info(out, layer="roads")["crs"] == "EPSG:4549"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["houses", "o.json"], "no collection “houses”"),
        (["roads", "no/such/folder/o.json"], "cannot be written"),
        (["roads", "o.json", "--bbox", "1,2,3"], "“1,2,3” is not understood; give west,south,east,north"),
        (["roads", "o.json", "--bbox=-1,x,3,4"], "give west,south,east,north"),
        (["roads", "o.json", "--as-of", "yesterday"], "give a date such as 2024-05-31"),
        (["roads", "o.json", "--datetime", "2024-02-01/2024-01-01"], "the earlier first"),
        (["roads", "o.json", "--form", "dxf"], "invalid choice"),
        (["roads", "o.dxf"], "No form has the extension of “o.dxf”; use one of .city.json, "),
        (["roads", "buildings", "o.csv"], "holds one layer"),
        (["roads", "o.geojsons", "--crs", "EPSG:4549"], "in CRS84 alone"),
        (["roads", "o.gpkg", "--crs", "GCJ-02"], "give --crs EPSG:n"),
        (["roads"], "required: FILE"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(*arguments)
    assert not Path("o.json").exists()


@pytest.mark.parametrize("name", ["o.gpkg", "o.city.jsonl"])
def test_a_filter_chooses_what_goes_out(name: str, tmp_path: Path) -> None:
    fill_layer(layers["roads"], [1, 50])
    out = tmp_path / name
    run("roads", str(out), "--filter", "code = 'nothing'")
    empty = out.read_bytes()
    run("roads", str(out), "--filter", "code IS NOT NULL")
    if name == "o.gpkg":
        assert len(pyogrio.read_dataframe(out)) == 2
    else:
        assert (empty.count(b"\n"), out.read_bytes().count(b"\n")) == (1, 3)


def test_a_filter_that_cannot_be_read_is_refused_by_a_sentence(tmp_path: Path) -> None:
    for text in ("code = ", "secret = 1"):
        with pytest.raises(CommandError):
            run("roads", str(tmp_path / "o.gpkg"), "--filter", text)
    assert list(tmp_path.iterdir()) == []
