"""A pandapipes file is plain data to us: tables of rows, nothing that its words could set off."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from spatial.errors import RefusedError
from spatial.pipe_networks.frames import Net, open_net, unfold

FRAME = {"_module": "pandas.core.frame", "_class": "DataFrame", "orient": "split"}
JUNCTIONS = {"columns": ["name", "height_m"], "index": [0, 7], "data": [["a", None], ["b", 3.5]]}


def read(folder: Path, members: Any, as_text: bool = False) -> Net:
    """The network of these members, which may stand in the file as text."""
    path = folder / "net.json"
    content = json.dumps(members) if as_text else members
    path.write_text(json.dumps({"_module": "x", "_class": "pandapipesNet", "_object": content}))
    return open_net(path)


def frame(content: Any) -> dict[str, Any]:
    """A table of that content."""
    return {**FRAME, "_object": content}


@pytest.mark.parametrize("as_text", [False, True])
def test_tables_are_rows_by_their_index_without_what_is_not_filled_in(tmp_path: Path, as_text: bool) -> None:
    for content in (JUNCTIONS, json.dumps(JUNCTIONS)):
        net = read(tmp_path, {"junction": frame(content), "name": "n"}, as_text)
        assert list(net.rows("junction")) == [(0, {"name": "a"}), (7, {"name": "b", "height_m": 3.5})]
        assert list(net.rows("pipe")) == []
        assert net.members["name"] == "n"


def test_a_row_of_too_few_values_is_kept_apart_with_the_reason(tmp_path: Path) -> None:
    net = read(tmp_path, {"junction": frame({**JUNCTIONS, "data": [["a"], 3]})})
    assert [row for _, row in net.frames["junction"].rows] == [
        "it does not have the 2 values of its table"
    ] * 2
    assert list(net.rows("junction")) == []


def test_a_table_without_columns_is_empty(tmp_path: Path) -> None:
    empty = frame({"columns": [], "index": [], "data": []})
    assert read(tmp_path, {"junction": frame(JUNCTIONS), "sink": empty}).frames["sink"].rows == ()


def test_nothing_the_file_names_is_imported_or_built(tmp_path: Path) -> None:
    evil = {"_module": "antigravity", "_class": "geohash", "_object": "{}"}
    method = {"_module": "os", "_class": "function", "_object": "system"}
    members = {
        "junction": frame(JUNCTIONS),
        "fluid": evil,
        "controller": method,
        "component_list": [evil, method],
    }
    net = read(tmp_path, members)
    assert "antigravity" not in sys.modules
    assert "pandapipes" not in sys.modules
    assert net.members["component_list"] == [evil, method]


def test_figures_that_python_writes_but_json_does_not_know_are_none(tmp_path: Path) -> None:
    text = json.dumps({**JUNCTIONS, "data": [["a", float("nan")], ["b", float("inf")]]})
    path = tmp_path / "net.json"
    path.write_text(
        f'{{"_module": "x", "_class": "pandapipesNet", "_object": {{"junction": {{"_class": "DataFrame", '
        f'"_object": {text}}}}}}}'
    )
    assert list(open_net(path).rows("junction")) == [(0, {"name": "a"}), (7, {"name": "b"})]


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({}, "no table of junctions"),
        ([], "no pandapipes network"),
        ("{", "not valid JSON"),
        ({"junction": frame({"columns": ["a"], "index": [1], "data": []})}, "“junction” has not the columns"),
        ({"junction": frame({"columns": [1], "index": [], "data": []})}, "“junction” has not the columns"),
        ({"junction": frame("[")}, "“junction” has not the columns"),
        ({"junction": frame(JUNCTIONS), "name": "a\0"}, "line 1: a NUL character"),
        ({"junction": frame(json.dumps({**JUNCTIONS, "data": [["\0", 1]] * 2}))}, "line 1: a NUL character"),
    ],
)
def test_what_is_no_network_is_refused_by_a_sentence(members: Any, told: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=told):
        read(tmp_path, members)


@pytest.mark.parametrize("written", ['"\\ud800"', "[" * 5000])
def test_what_only_a_looser_parser_takes_is_refused_too(written: str, tmp_path: Path) -> None:
    path = tmp_path / "net.json"
    path.write_text(f'{{"_class": "pandapipesNet", "_object": {{"x": {written}}}}}')
    with pytest.raises(RefusedError, match="not valid JSON"):
        open_net(path)


def test_a_whole_number_beyond_64_bits_beside_a_nan_is_a_figure(tmp_path: Path) -> None:
    content = f'{{"columns": ["a", "b"], "index": [1], "data": [[{10**25}, NaN]]}}'
    table = f'{{"_class": "DataFrame", "_object": {content}}}'
    path = tmp_path / "net.json"
    path.write_text(f'{{"_class": "pandapipesNet", "_object": {{"junction": {table}}}}}')
    assert list(open_net(path).rows("junction")) == [(1, {"a": 1e25})]


def test_an_object_that_says_nothing_of_itself_is_empty() -> None:
    for member in (None, 3, {}, {"_object": "["}, {"_object": [1]}):
        assert unfold(member) == {}
