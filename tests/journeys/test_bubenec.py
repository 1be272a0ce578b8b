"""A quarter of Prague from one GeoPackage: by a profile buildings, plots and streets, else a layer each."""

from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import OtherTwin

UTM_33N = 32633
PROFILE = """
[[table]]
table = "buildings"
record = "building"
code = "uID"

[[table]]
table = "streets"
record = "road"

[[table]]
table = "plots"
record = "land-use"
code = "ID"
[table.fields]
function = { column = "TYPPPD_KOD" }
[table.codes]
katastr = "ID_2"
"""
Make = Callable[[int, int | None], OtherTwin]


def test_one_file_becomes_buildings_plots_and_streets(
    sample: Callable[[str], Path], other_twin: Make, tmp_path: Path
) -> None:
    path, twin = sample("land/bubenec/bubenec.gpkg"), other_twin(UTM_33N, None)
    profile = tmp_path / "bubenec.toml"
    profile.write_text(PROFILE)
    told = twin.do("load", str(path), "--profile", str(profile))
    for kind, number in {"building": 144, "road": 35, "landuse": 407}.items():
        assert f"{kind}: {number} read, {number} opened" in told
    assert "TABLE_LEFT_OUT tessellation" in told
    counts = [
        page["numberMatched"]
        for page in twin.get(
            *(
                f"/collections/{layer}/items?limit=1&count=exact"
                for layer in ("buildings", "roads", "land-use")
            )
        )
    ]
    assert counts == [144, 35, 407]
    assert twin.ask("SELECT count(DISTINCT code) FROM twin_code WHERE scheme = 'katastr'") == [(407,)]
    assert twin.ask("SELECT count(*) FROM twin_building WHERE ST_SRID(footprint) <> 32633") == [(0,)]
    assert "unchanged" in twin.do("load", str(path), "--profile", str(profile))
    assert "done (load" in twin.do("load", str(path), "--table", "tessellation")
    [page] = twin.get("/collections/tessellation/items?limit=1&count=exact")
    assert page["numberMatched"] == 144
