"""A pandapipes network is put together again from its records, row by row as it was."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spatial.format import Asked
from spatial.formats.pandapipes import FORMAT
from spatial.pipe_networks.frames import FRAME, unfold
from spatial.pipe_networks.net_writing import write_net
from spatial.records import CityObject

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures/pandapipes/quarter.json"


def said(net: dict[str, Any]) -> dict[str, Any]:
    """The members of a network, its tables as rows by their index."""
    told = {}
    for name, member in net["_object"].items():
        if isinstance(member, dict) and member.get("_class") == FRAME:
            content = unfold(member)
            rows = zip(content["index"], content["data"], strict=True)
            told[name] = {at: dict(zip(content["columns"], row, strict=True)) for at, row in rows}
        else:
            told[name] = member
    return told


@pytest.mark.parametrize("name", ["", "pipes/schutterwald-gas/gas_net_schutterwald_1bar.json"])
def test_a_network_written_again_says_the_same(name: str, sample: Callable[[str], Path]) -> None:
    path = sample(name) if name else FIXTURE
    assert FORMAT.read
    records = [row for row in FORMAT.read(path, Asked()) if isinstance(row, CityObject)]
    assert said(json.loads(write_net(records))) == said(json.loads(path.read_text()))


def test_what_hangs_on_a_junction_there_is_not_is_not_lost(tmp_path: Path) -> None:
    root = json.loads(FIXTURE.read_text())
    sinks = json.loads(root["_object"]["sink"]["_object"])
    sinks["data"][2][1] = 99
    root["_object"]["sink"]["_object"] = json.dumps(sinks)
    path = tmp_path / "net.json"
    path.write_text(json.dumps(root))
    assert FORMAT.read
    records = [row for row in FORMAT.read(path, Asked()) if isinstance(row, CityObject)]
    assert said(json.loads(write_net(records)))["sink"] == said(root)["sink"]
