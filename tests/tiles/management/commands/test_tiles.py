"""The command for tiles says what it has written, and refuses what it cannot do by a sentence."""

from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.archives import fill, read_head, read_tiles, share_database
from twin.layer import layers
from twin.models import Openness

pytestmark = pytest.mark.usefixtures("twin")


def run(*arguments: str) -> str:
    """What the command says."""
    told = StringIO()
    call_command("tiles", *arguments, stdout=told, stderr=told)
    return told.getvalue()


def test_an_archive_is_for_everybody_unless_a_group_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_database(monkeypatch)
    fill("roads", [1], openness=Openness.LIMITED)
    fill("roads", [2])
    public, staff = tmp_path / "public.pmtiles", tmp_path / "staff.pmtiles"
    options = ("--layers", "roads", "--min-zoom", "14", "--max-zoom", "15", "--processes", "1")
    said = run("export", str(public), *options)
    run("export", str(staff), *options, "--for", "planner")
    assert f"{len(read_tiles(public))} tiles of zooms 14 to 15" in said
    assert f"{public.stat().st_size} bytes, as anonymous may see them" in said
    assert len(read_tiles(public)) < len(read_tiles(staff))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public.pmtiles", "staff.pmtiles"]


def test_zooms_are_those_of_the_layers_unless_fewer_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_database(monkeypatch)
    fill("buildings", [2])
    file = tmp_path / "b.pmtiles"
    run("export", str(file), "--layers", "buildings,buildings", "--lang", "en", "--processes", "1")
    header, metadata = read_head(file)
    assert (header["max_zoom"], metadata["vector_layers"][0]["minzoom"]) == (17, layers["buildings"].zooms[0])
    assert [one["id"] for one in metadata["vector_layers"]] == ["buildings"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["o.pmtiles", "--layers", "houses"], "no collection “houses”"),
        (["o.pmtiles", "--layers", "housing-vacancy"], "no collection “housing-vacancy”"),
        (["o.pmtiles"], "required: --layers"),
        (["--layers", "roads"], "required: FILE"),
        (["no/such/folder/o.pmtiles", "--layers", "roads"], "cannot be written (No such file or directory)"),
        (["folder", "--layers", "roads"], "cannot be written (Is a directory)"),
        (["file/o.pmtiles", "--layers", "roads"], "cannot be written (Not a directory)"),
        (["x" * 300, "--layers", "roads"], "cannot be written (File name too long)"),
        (["o.pmtiles", "--layers", "roads", "--bbox", "1,2,3"], "give west,south,east,north"),
        (["o.pmtiles", "--layers", "roads", "--bbox", "1,5,3,4"], "south not above north"),
        (["o.pmtiles", "--layers", "roads", "--as-of", "yesterday"], "give a date such as 2024-05-31"),
        (["o.pmtiles", "--layers", "roads", "--max-zoom", "23"], "give a number from 0 to 22"),
        (["o.pmtiles", "--layers", "roads", "--max-zoom", "²"], "give a number from 0 to 22"),
        (["o.pmtiles", "--layers", "roads", "--max-zoom", "3"], "drawn from zoom 9 on"),
        (["o.pmtiles", "--layers", "roads", "--processes", "0"], "give one from 1 to 256"),
        (["o.pmtiles", "--layers", "roads", "--for", "mayor"], "invalid choice"),
        (["o.pmtiles", "--layers", "roads", "--lang", "fr"], "invalid choice"),
        (["o.pmtiles", "--layers", "roads", "--max-zoom", "9"], "Nothing of these layers is drawn there"),
        ([], "required: FILE, --layers"),
    ],
)
def test_what_cannot_be_done_is_refused_by_a_sentence(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("file").write_bytes(b"")
    with pytest.raises(CommandError) as refusal:
        run("export", *arguments)
    assert said in str(refusal.value)
    assert not Path("o.pmtiles").exists()


def test_no_archive_is_drawn_for_a_map_that_is_not_built(tmp_path: Path, settings: Any) -> None:
    settings.INSTANCE = replace(settings.INSTANCE, data_dir=tmp_path / "without a map")
    with pytest.raises(CommandError, match="The web map is not built"):
        run("export", str(tmp_path / "city.pmtiles"), "--layers", "roads", "--map")
    assert list(tmp_path.iterdir()) == []
