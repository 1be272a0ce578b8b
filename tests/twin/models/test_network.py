"""Networks and hazard zones reach their tables as they were read, and what they say unknown stays so."""

from pathlib import Path
from typing import Any

import pytest

from spatial.format import formats
from tests.networks import MARK, reading, records
from twin.ingest import Order, Report, load
from twin.models import Finding, HazardZone, Link, Load, Node

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture
def bring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A loader of the small network, its drain changed as asked."""

    def bring_network(edition: str = "1", **changed: Any) -> Report:
        monkeypatch.setitem(formats.entries, "small-network", reading(records(**changed)))
        file = tmp_path / "small.net"
        file.write_bytes(MARK + edition.encode())
        return load(file, Order(), "tester")

    return bring_network


def test_nodes_links_and_zones_become_rows(bring: Any) -> None:
    report = bring()
    assert report.status == Load.Status.DONE
    opened = {kind: counts["opened"] for kind, counts in report.counts.items()}
    assert opened == {"node": 2, "link": 1, "hazardzone": 1}
    drain = Link.objects.get()
    assert (drain.start, drain.end, drain.network, drain.klass) == ("n0", "n1", "PS", "YS")
    assert (drain.diameter, drain.material, drain.burial, drain.status) == (600.0, "T", "ZM", "0")
    assert (drain.vertical, drain.start_z, drain.end_z, drain.width) == ("depth", 1.8, None, None)
    assert drain.footprint.length == pytest.approx(40)
    manholes = {(one.code, one.ground, one.invert, one.depth) for one in Node.objects.all()}
    assert manholes == {("n0", 6.5, None, None), ("n1", 6.5, None, None)}
    zone = HazardZone.objects.get()
    assert (zone.hazard, zone.scenario, zone.grade, zone.rank) == ("flood", "100 a", "0.5-1.0 m", 3)
    assert (zone.depth_from, zone.depth_to) == (0.5, 1.0)


def test_a_changed_end_closes_the_old_version(bring: Any) -> None:
    bring()
    report = bring("2", end="n0")
    assert report.counts["link"] == {"read": 1, "opened": 1, "closed": 1, "unchanged": 0}
    assert report.counts["node"]["unchanged"] == 2
    assert Link.objects.get(recorded__upper_inf=True).end == "n0"
    assert Link.objects.get(recorded__upper_inf=False).end == "n1"


def test_a_link_of_no_known_class_is_refused(bring: Any) -> None:
    assert bring(network="sewer").status == Load.Status.REFUSED
    assert not Link.objects.exists()
    [finding] = Finding.objects.filter(severity="error")
    assert (finding.code, finding.object) == ("UNKNOWN_NETWORK", "l0")


def test_a_material_of_no_known_code_is_kept_and_told(bring: Any) -> None:
    assert bring(material="wood").status == Load.Status.DONE
    assert Link.objects.get().material == "wood"
    [finding] = Finding.objects.all()
    assert (finding.code, finding.severity) == ("UNKNOWN_CODE", "warning")
