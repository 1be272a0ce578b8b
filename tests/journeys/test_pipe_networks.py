"""Models of pipe networks in twins of their own city: loaded whole, in metres, at their true place."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from pyproj import Transformer

from tests.journeys.conftest import OtherTwin

KENTUCKY, NAVD88 = 3088, 5703
FEET = 3547
UTM_32N, DVR90 = 32632, 5799
GAUSS_KRUGER_3, UTM_32N_GERMAN, DHHN2016 = 31467, 25832, 7837
Make = Callable[[int, int | None], OtherTwin]
Sample = Callable[[str], Path]
LEVELS = "SELECT code, ST_X(footprint), ST_Y(footprint), ground, invert, depth, klass FROM twin_node"
NOWHERE = "SELECT count(*) FROM twin_link WHERE footprint IS NULL"


def test_kentucky_s_water_lies_where_its_twin_in_geojson_does(sample: Sample, other_twin: Make) -> None:
    path, twin = sample("pipes/wntr/ky4.inp"), other_twin(KENTUCKY, NAVD88)
    refused = twin.run("load", str(path))
    assert refused.returncode != 0
    assert "--crs" in refused.stdout
    assert "Traceback" not in refused.stderr
    told = twin.do("load", str(path), "--crs", f"EPSG:{FEET}", "--heights", f"EPSG:{NAVD88}")
    assert "node: 964 read, 964 opened" in told
    assert "link: 1158 read, 1158 opened" in told
    nodes, links = twin.get(
        *(f"/collections/{layer}/items?limit=1&count=exact" for layer in ("pipe-nodes", "pipes-water"))
    )
    assert (nodes["numberMatched"], links["numberMatched"]) == (964, 1158)
    assert twin.ask("SELECT function, count(*) FROM twin_node GROUP BY 1 ORDER BY 1") == [
        ("junction", 959),
        ("reservoir", 1),
        ("tank", 4),
    ]
    assert twin.ask("SELECT count(*) FROM twin_link WHERE function = 'pipe'") == [(1156,)]
    assert twin.ask(NOWHERE) == [(2,)], "two pumps end where they begin"
    assert twin.ask("SELECT count(*) FROM twin_node WHERE depth IS NOT NULL") == [(0,)]

    move = Transformer.from_crs(FEET, KENTUCKY, always_xy=True).transform
    ours = {
        code: (x, y, ground)
        for code, x, y, ground in twin.ask(
            "SELECT code, ST_X(footprint), ST_Y(footprint), ground FROM twin_node"
        )
    }
    theirs = json.loads(sample("pipes/wntr/ky4_junctions.geojson").read_text())["features"]
    assert len(theirs) == 959
    for feature in theirs:
        x, y, ground = ours[feature["properties"]["name"]]
        east, north = move(*feature["geometry"]["coordinates"])
        assert abs(x - east) < 1e-3 and abs(y - north) < 1e-3
        assert abs(ground - feature["properties"]["elevation"]) < 1e-6
    lines = {
        code: (json.loads(shape)["coordinates"][0], diameter)
        for code, shape, diameter in twin.ask(
            "SELECT code, ST_AsGeoJSON(footprint, 6), diameter FROM twin_link"
        )
        if shape
    }
    pipes = json.loads(sample("pipes/wntr/ky4_pipes.geojson").read_text())["features"]
    assert len(pipes) == 1156
    for feature in pipes:
        course, diameter = lines[feature["properties"]["name"]]
        expected = [move(*spot) for spot in feature["geometry"]["coordinates"]]
        assert len(course) == len(expected)
        assert all(
            abs(a - b) < 1e-3
            for one, two in zip(course, expected, strict=True)
            for a, b in zip(one, two, strict=True)
        )
        assert abs(diameter - feature["properties"]["diameter"] * 1000) < 1e-6
    assert "unchanged" in twin.do("load", str(path), "--crs", f"EPSG:{FEET}", "--heights", f"EPSG:{NAVD88}")


def test_bad_syntax_is_refused_with_its_line_and_nothing_of_it_comes_in(
    sample: Sample, other_twin: Make, tmp_path: Path
) -> None:
    twin = other_twin(KENTUCKY, NAVD88)
    options = ("--crs", f"EPSG:{KENTUCKY}")
    sketch = sample("pipes/wntr/bad_syntax.inp")
    assert "outside" in twin.run("load", str(sketch), *options).stdout, "its coordinates are a sketch"
    placed = tmp_path / "bad_syntax.inp"
    placed.write_text(
        re.sub(r"(\d+)\.00 +\t+0\.00", lambda at: f"{1_500_000 + int(at[1])} 1150000", sketch.read_text())
    )
    refused = twin.run("load", str(placed), *options)
    assert refused.returncode != 0
    assert "error LINE_NOT_UNDERSTOOD line 330: “[FOO]”" in refused.stdout
    assert "Traceback" not in refused.stderr
    assert twin.ask("SELECT count(*) FROM twin_node") == [(0,)]
    kept = twin.do("load", str(placed), *options, "--keep-good")
    assert "node: 3 read, 3 opened" in kept
    assert twin.ask("SELECT object, content FROM twin_quarantined") == [("line 330", {"line": "[FOO]"})]


def test_bellinge_s_drains_lie_where_its_graph_says(sample: Sample, other_twin: Make) -> None:
    path, twin = sample("pipes/bellinge-swmm/bellinge_small.inp"), other_twin(UTM_32N, DVR90)
    told = twin.do("load", str(path), "--crs", f"EPSG:{UTM_32N}", "--heights", f"EPSG:{DVR90}")
    assert "node: 16 read, 16 opened" in told
    assert "link: 15 read, 15 opened" in told
    assert "generic: 15 read, 15 opened" in told
    drains, areas = twin.get(
        "/collections/pipes-drainage/items?limit=1&count=exact",
        "/collections/other-objects/items?class=subcatchment&limit=1&count=exact",
    )
    assert (drains["numberMatched"], areas["numberMatched"]) == (15, 13)
    graph = json.loads(sample("pipes/bellinge-swmm/bellinge_small_graph.json").read_text())
    ours = {code: rest for code, *rest in twin.ask(LEVELS)}
    for node in graph["nodes"]:
        x, y, ground, invert, depth, klass = ours[node["id"]]
        assert abs(x - node["x"]) < 1e-3 and abs(y - node["y"]) < 1e-3
        assert abs(ground - node["surface_elevation"]) < 1e-6
        assert abs(invert - node["chamber_floor_elevation"]) < 1e-6
        assert (round(ground - invert - depth, 6), klass) == (0, "YS")
    assert ours["G72F050_outfall"][2:5] == [None, 14.419, None], "how deep an outfall lies is unknown"
    [[text]] = twin.ask("SELECT attributes->'inp'->>'OPTIONS' FROM twin_generic WHERE code = 'model'")
    assert "FLOW_ROUTING DYNWAVE" in text


def test_schutterwald_s_gas_lies_where_its_own_system_says(sample: Sample, other_twin: Make) -> None:
    path = sample("pipes/schutterwald-gas/gas_net_schutterwald_1bar.json")
    twin = other_twin(UTM_32N_GERMAN, DHHN2016)
    assert "--crs" in twin.run("load", str(path)).stdout
    told = twin.do("load", str(path), "--crs", f"EPSG:{GAUSS_KRUGER_3}", "--heights", f"EPSG:{DHHN2016}")
    assert "node: 2559 read, 2559 opened" in told
    assert "link: 2559 read, 2559 opened" in told
    nodes, pipes = twin.get(
        *(f"/collections/{layer}/items?limit=1&count=exact" for layer in ("pipe-nodes", "pipes-gas"))
    )
    assert (nodes["numberMatched"], pipes["numberMatched"]) == (2559, 2559)
    net = json.loads(path.read_text())["_object"]
    places, junctions = (json.loads(net[name]["_object"]) for name in ("junction_geodata", "junction"))
    heights = dict(zip(junctions["index"], (row[3] for row in junctions["data"]), strict=True))
    move = Transformer.from_crs(
        GAUSS_KRUGER_3, UTM_32N_GERMAN, always_xy=True, allow_ballpark=False
    ).transform
    ours = {code: rest for code, *rest in twin.ask(LEVELS)}
    for index, (x, y) in zip(places["index"], places["data"], strict=True):
        east, north = move(x, y)
        mine = ours[f"junction-{index}"]
        assert abs(mine[0] - east) < 1e-3 and abs(mine[1] - north) < 1e-3
        assert mine[2:] == [heights[index], None, None, "TR"]
    off = "abs(ST_Length(footprint) - (attributes->'row'->>'length_km')::float * 1000)"
    [[far]] = twin.ask(f"SELECT count(*) FROM twin_link WHERE {off} > 1")
    assert far == 18, "as many as in the file's own coordinates: the others are as long as it says"
