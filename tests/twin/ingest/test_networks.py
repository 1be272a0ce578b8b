"""The networks a load brings are looked at as a whole: what is planted wrong is found, and nothing else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely import LineString, Point

from spatial.format import formats
from spatial.records import CityObject, Link, Node
from tests.networks import MARK, SOUTH, WEST, reading, records
from twin.ingest import Order, Report, bring, networks
from twin.ingest.book import tell_quality

pytestmark = pytest.mark.usefixtures("twin")
Bring = Any


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bring:
    """Loads records as a file of them would be."""

    def run(found: list[CityObject], **order: Any) -> Report:
        path = tmp_path / "drains.net"
        path.write_bytes(MARK + repr(found).encode())
        format = reading(found)
        monkeypatch.setitem(formats.entries, format.id, format)
        [report] = bring(path, Order(dataset="drains", **order))
        return report

    return run


def topology(report: Report) -> dict[str, str]:
    """The topology's findings: code to object."""
    quality = tell_quality(report.load)
    assert quality
    return {one["code"]: one["object"] for one in quality["findings"] if one["aspect"] == "topology"}


def test_a_sound_network_has_no_finding(load: Bring) -> None:
    report = load(records())
    assert topology(report) == {}
    quality = tell_quality(report.load)
    assert quality
    assert {"id": "topology", "score": 100.0, "findings": 0} in quality["aspects"]


def test_what_is_planted_wrong_is_found(load: Bring) -> None:
    first, second, link, zone = records()
    assert isinstance(link, Link)
    assert isinstance(first, Node)
    back = replace(link, code="l1", start="n1", end="n0", footprint=link.footprint.reverse())  # type: ignore[union-attr]
    loose = replace(link, code="l2", end="nowhere")
    alone = replace(first, code="n2", footprint=Point(WEST + 500, SOUTH))
    far = replace(link, code="l3", footprint=LineString([(WEST, SOUTH + 9), (WEST + 40, SOUTH)]))
    found = topology(load([first, second, link, back, loose, alone, far, zone]))
    assert found["DANGLING_LINK"] == "l2"
    assert found["NODE_UNUSED"] == "n2"
    assert found["LINK_OFF_NODE"] == "l3"
    assert found["REVERSED_LINK"] in {"l0", "l1"}


def test_nodes_that_stand_already_count_in_a_partial_load(load: Bring) -> None:
    first, second, link, zone = records()
    load([first, second, zone])
    assert topology(load([link], partial=True)) == {}
    assert isinstance(link, Link)
    moved = replace(link, code="l9", end="gone")
    assert topology(load([moved], partial=True))["DANGLING_LINK"] == "l9"


def test_more_links_than_fit_are_told_to_be_unchecked(load: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "MOST", 0)
    report = load(records())
    assert set(topology(report)) == {"TOPOLOGY_NOT_CHECKED"}
