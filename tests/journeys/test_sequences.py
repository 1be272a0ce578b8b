"""CityJSON sequences in a twin: real ones keep their past through editions, broken ones are told by line."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.cities import corners, features, write_lines
from tests.journeys.conftest import OtherTwin
from twin.ingest.quarantine import waiting
from twin.models import Building, Dataset

SEQUENCES = {"city/denhaag/denhaag_random_5.city.jsonl": 17, "city/denhaag/3dbag_b2.city.jsonl": 4}
RD, NAP = 28992, 5709
Make = Callable[[int, int | None], OtherTwin]
Sample = Callable[[str], Path]
STANDING = "SELECT code, attributes->>'roofType' FROM twin_building WHERE upper_inf(recorded) ORDER BY code"


def now() -> str:
    """This moment, as an address tells it, with nothing else happening in it."""
    time.sleep(0.01)
    moment = datetime.now(UTC).isoformat().replace("+", "%2B")
    time.sleep(0.01)
    return moment


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_real_sequence_is_kept_whole(sample: Sample, other_twin: Make, name: str) -> None:
    path, twin = sample(name), other_twin(RD, NAP)
    told = twin.do("load", str(path))
    assert f"building: {SEQUENCES[name]} read, {SEQUENCES[name]} opened, 0 closed" in told
    header, *lines = map(json.loads, path.read_text().splitlines())
    kept = dict(twin.ask("SELECT b.code, s.body FROM twin_building b JOIN twin_shape s ON s.id = b.shape_id"))
    compared = 0
    for line in lines:
        for code, thing in line["CityObjects"].items():
            for place, theirs in enumerate(thing.get("geometry", [])):
                ours = kept[code]["geometry"][place]
                assert kept[code]["transform"] == header["transform"]
                assert corners(kept[code], ours["boundaries"]) == corners(line, theirs["boundaries"])
                assert ours.get("semantics") == theirs.get("semantics")
                compared += 1
    assert compared >= len(lines)
    assert "unchanged" in twin.do("load", str(path))
    assert twin.ask("SELECT count(*) FROM twin_building") == [(SEQUENCES[name],)]


def test_an_edition_closes_and_opens_versions_and_undoing_it_brings_them_back(
    sample: Sample, other_twin: Make, tmp_path: Path
) -> None:
    path, twin = sample("city/denhaag/denhaag_random_5.city.jsonl"), other_twin(RD, NAP)
    twin.do("load", str(path))
    first, before = now(), twin.ask(STANDING)

    header, *lines = map(json.loads, path.read_text().splitlines())
    changed, gone, new = (line["id"] for line in (lines[1], lines[3], lines[3]))
    lines[1]["CityObjects"][changed]["attributes"]["roofType"] = "9999"
    lines[3] |= {"id": f"{new}-new", "CityObjects": {f"{new}-new": lines[3]["CityObjects"][new]}}
    told = twin.do("load", str(write_lines(tmp_path / "summer.city.jsonl", [header, *lines])))
    assert "building: 17 read, 2 opened, 2 closed, 15 unchanged" in told
    assert "Most ids are those of dataset “denhaag_random_5”" in told
    second, after = now(), twin.ask(STANDING)
    assert (changed, "9999") in after
    assert {code for code, _ in before} - {code for code, _ in after} == {gone}
    [[load]] = twin.ask("SELECT max(load_id) FROM twin_building")

    assert "2 rows closed, 2 standing again, 0 left" in twin.do("unload", str(load))
    assert twin.ask(STANDING) == before
    assert twin.ask("SELECT count(*) FROM twin_building") == [(17 + 2 + 2,)]
    ids = dict(twin.ask("SELECT code, id FROM twin_thing WHERE kind = 'building'"))
    items = {code: f"/collections/buildings/items/{ids[code]}" for code in (changed, gone, f"{new}-new")}
    states = [f"{address}?as-of={moment}" for address in items.values() for moment in (first, second, now())]
    answers = iter(twin.get(*states))
    seen = {code: [next(answers) for _ in range(3)] for code in items}
    roofs = [answer["properties"]["attributes"]["roofType"] for answer in seen[changed]]
    assert roofs == ["1030", "9999", "1030"]
    assert [answer.get("status") for answer in seen[gone]] == [None, 404, None]
    assert [answer.get("status") for answer in seen[f"{new}-new"]] == [404, None, 404]


HEADER, *BOXES = features({"a": 9, "b": 9, "c": 9})


def run(path: Path, *options: str) -> str:
    """What loading a file says, whether or not it is taken."""
    out = StringIO()
    try:
        call_command("load", str(path), *options, stdout=out, stderr=out)
    except CommandError as refusal:
        out.write(str(refusal))
    return out.getvalue()


def bend(ring: Any) -> bytes:
    """The second feature with another first ring in its shell."""
    box = json.loads(json.dumps(BOXES[1]))
    box["CityObjects"]["b"]["geometry"][0]["boundaries"][0][0] = ring
    return json.dumps(box).encode()


SECOND = json.dumps(BOXES[1]).encode()
BROKEN = {
    "cut": (SECOND[:200], "error NOT_JSON b line 3 column 201: The text ends in the middle, it was cut"),
    "bytes": (SECOND.replace(b"Solid", b"S\xffolid"), "error NOT_JSON b line 3 column "),
    "nul": (SECOND.replace(b"Solid", b"S\0lid"), "A NUL character, as in a file written only in part"),
    "nan": (
        SECOND.replace(b": 9", b": NaN"),
        "NaN is no number in JSON; give the coordinate or value, or null",
    ),
    "open": (
        bend([[0, 1]]),
        "error 101 TOO_FEW_POINTS b line 3, geometry[0].boundaries[0][0][0]: A ring needs",
    ),
    "crossed": (
        bend([[0, 2, 1, 3]]),
        "error 104 RING_SELF_INTERSECTION b line 3, geometry[0].boundaries[0][0]",
    ),
    "null": (bend(None), "error WRONG_NESTING b line 3, geometry[0].boundaries[0][0]"),
    "type": (SECOND.replace(b"JSONFeature", b"JSONFeatur"), "error FEATURE_NOT_UNDERSTOOD b line 3, type"),
    "again": (json.dumps(BOXES[0] | {"id": "a"}).encode(), "error DUPLICATE_ID a line 3: Line 2 holds"),
}


@pytest.mark.usefixtures("twin")
@pytest.mark.parametrize("what", BROKEN)
def test_a_bad_line_is_told_and_waits_while_the_good_ones_are_taken(tmp_path: Path, what: str) -> None:
    line, said = BROKEN[what]
    path = write_lines(tmp_path / "quarter.city.jsonl", [HEADER, BOXES[0], line, BOXES[2]])
    told = run(path)
    assert said in told
    assert "so nothing was" in told
    assert not Building.objects.exists()
    told = run(path, "--keep-good")
    assert said in told
    assert "done (load" in told
    good = {"a", "c"} - ({"a"} if what == "again" else set())
    assert {row.code for row in Building.objects.all()} == good
    [row] = waiting(Dataset.objects.get())
    assert row.object == ("a" if what == "again" else "b")
    assert row.content

    mended = write_lines(tmp_path / "mended.city.jsonl", [HEADER, *BOXES])
    assert "building: 3 read" in run(mended, "--partial", "--dataset", "quarter")
    assert {row.code for row in Building.objects.filter(recorded__upper_inf=True)} == {"a", "b", "c"}
    assert not waiting(Dataset.objects.get()).exists()


@pytest.mark.usefixtures("twin")
def test_what_stands_of_a_line_that_cannot_be_read_is_not_taken_for_gone(tmp_path: Path) -> None:
    run(write_lines(tmp_path / "quarter.city.jsonl", [HEADER, *BOXES]))
    run(write_lines(tmp_path / "quarter.city.jsonl", [HEADER, BOXES[0], SECOND[:200]]), "--keep-good")
    assert {row.code for row in Building.objects.filter(recorded__upper_inf=True)} == {"a", "b"}


@pytest.mark.usefixtures("twin")
def test_a_null_geometry_is_a_warning_and_the_object_is_kept(tmp_path: Path) -> None:
    box = BOXES[0] | {"CityObjects": {"a": {"type": "Building", "geometry": None}}}
    told = run(write_lines(tmp_path / "quarter.city.jsonl", [HEADER, box]))
    assert "warning GEOMETRY_NULL a line 2, geometry: The geometry is null" in told
    assert Building.objects.get().footprint is None


ELSEWHERE = {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"}


@pytest.mark.usefixtures("twin")
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([HEADER | {"metadata": ELSEWHERE}, *BOXES], "this twin's are Yellow Sea 1985 height"),
        ([HEADER | {"metadata": {}}, *BOXES], "give --crs EPSG:n"),
        (BOXES, "line 1: there is no header"),
        ([b'{"type": "CityJSON", "version"', *BOXES], "line 1 column 31: the header cannot be read"),
    ],
)
def test_a_sequence_without_a_header_that_fits_is_refused(
    tmp_path: Path, lines: list[Any], said: str
) -> None:
    told = run(write_lines(tmp_path / "quarter.city.jsonl", lines), "--keep-good")
    assert "refused" in told
    assert said in told
    assert not Building.objects.exists()
