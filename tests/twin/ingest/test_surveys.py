"""The example of a survey by CJJ 61 comes in by its profile: points, lines between them, nothing made up."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.test import Client

from twin.ingest import Order, Report, bring
from twin.models import Link, Load, Node

pytestmark = pytest.mark.usefixtures("twin")
SURVEY = Path(__file__).resolve().parents[3] / "fixtures" / "survey"


def load(path: Path = SURVEY / "survey.gpkg") -> Report:
    """Load a survey by the example profile."""
    [report] = bring(path, Order(profile=SURVEY / "cjj61.toml"))
    return report


def test_points_and_lines_come_in_as_their_origin_says(client: Client) -> None:
    promised = dict(re.findall(r"^\| (\w+) \| (\d+) \|$", (SURVEY / "ORIGIN.md").read_text(), re.MULTILINE))
    report = load()
    opened = {kind: str(counts["opened"]) for kind, counts in report.counts.items()}
    assert opened == {kind.lower(): count for kind, count in promised.items()}
    assert report.findings == {}
    for layer, number in {"pipes-water": 3, "pipes-drainage": 2, "pipes-power": 1, "pipe-nodes": 9}.items():
        answer = client.get(f"/collections/{layer}/items?count=exact&limit=1").json()
        assert answer["numberMatched"] == number, layer


def test_codes_sections_and_depths_are_understood_and_unknown_stays_unknown() -> None:
    load()
    box = Link.objects.get(code="YS2-YS3")
    assert (box.network, box.klass, box.width, box.height, box.diameter) == ("PS", "YS", 800, 600, None)
    assert (box.vertical, box.start_z, box.end_z, box.year) == ("depth", 2.0, 2.2, 1998)
    assert box.footprint.length == pytest.approx(40)
    water = Link.objects.get(code="JS2-JS4")
    assert (water.vertical, water.start_z, water.end_z) == ("cover", 1.05, None)
    hydrant = Node.objects.get(code="JS4")
    assert (hydrant.function, hydrant.ground, hydrant.depth, hydrant.invert) == ("消防栓", 6.2, None, None)


def test_a_line_to_a_point_there_is_not_is_kept_and_told_and_a_wrong_code_is_refused(tmp_path: Path) -> None:
    path = shutil.copy(SURVEY / "survey.gpkg", tmp_path / "survey.gpkg")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE 管线段 SET 终点点号 = 'JS9' WHERE 终点点号 = 'JS4'")
    report = load(path)
    assert [(issue.code, issue.object) for issue in report.issues] == [
        ("GEOMETRY_MISSING", "JS2-JS9"),
        ("DANGLING_LINK", "JS2-JS9"),
        ("NODE_UNUSED", "JS4"),
    ]
    assert Link.objects.get(code="JS2-JS9").footprint is None
    with sqlite3.connect(path) as database:
        database.execute("UPDATE 管线段 SET 要素编码 = '59041000' WHERE 起点点号 = 'JS1'")
    refused = load(path)
    assert refused.status == Load.Status.REFUSED
    assert "names class 9, which CJJ 61 does not have" in refused.issues[0].message
