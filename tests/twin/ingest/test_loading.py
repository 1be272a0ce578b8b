"""A load takes a file whole or not at all, keeps history, and writes down how it went."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F

from spatial.errors import RefusedError
from tests.cities import city, write
from tests.spatial.vector.made import BOX, add, write_package
from twin.ingest import Order, Report, load
from twin.ingest import bring as bring_all
from twin.models import Building, Dataset, Finding, Load, Published, Revision, Source, Thing

pytestmark = pytest.mark.usefixtures("twin")


def bring(path: Path, **order: Any) -> Report:
    """Load a file in the tests' name."""
    return load(path, Order(**order), "tester")


def current() -> Any:
    """The building rows that stand now."""
    return Building.objects.filter(recorded__upper_inf=True)


def test_a_file_becomes_rows_with_their_provenance(tmp_path: Path) -> None:
    path = write(tmp_path / "old.city.json", city({"a": 9, "b": 12}))
    report = bring(path)
    assert report.status == Load.Status.DONE
    assert report.counts == {"building": {"read": 2, "opened": 2, "closed": 0, "unchanged": 0}}
    row = current().select_related("load__source").get(code="b")
    assert (row.height, row.ground, row.height_source) == (12.0, 5.0, "measured")
    assert row.footprint.area == pytest.approx(100)
    assert row.load.source.sha256 == Source.objects.get().sha256
    assert row.load.who == "tester"
    assert row.shape.crs == "4549+5737"


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "old.city.json", city({"a": 9, "b": 12}))
    bring(path)
    before = list(Building.objects.order_by("id").values())
    assert bring(path).status == Load.Status.UNCHANGED
    assert list(Building.objects.order_by("id").values()) == before
    assert Revision.objects.get(kind="building").number == 1


def test_the_same_content_in_other_bytes_changes_nothing(tmp_path: Path) -> None:
    content = city({"a": 9, "b": 12})
    bring(write(tmp_path / "one.city.json", content))
    (tmp_path / "spaced.city.json").write_text(json.dumps(content, indent=2))
    report = bring(tmp_path / "spaced.city.json", dataset="one")
    assert report.status == Load.Status.UNCHANGED
    assert report.counts["building"]["unchanged"] == 2
    assert Building.objects.count() == 2


def test_a_changed_copy_closes_old_versions_and_keeps_them(tmp_path: Path) -> None:
    bring(write(tmp_path / "old.city.json", city({"a": 9, "b": 12, "c": 6})))
    things = dict(Thing.objects.values_list("code", "id"))
    changed = city({"a": 9, "b": 15, "c": 6})
    del changed["CityObjects"]["c"]
    report = bring(write(tmp_path / "old.city.json", changed))
    assert report.counts == {"building": {"read": 2, "opened": 1, "closed": 2, "unchanged": 1}}
    assert set(current().values_list("code", "height")) == {("a", 9.0), ("b", 15.0)}
    old = Building.objects.filter(recorded__upper_inf=False)
    assert set(old.values_list("code", "height")) == {("b", 12.0), ("c", 6.0)}
    assert current().get(code="b").thing_id == things["b"]
    assert old.get(code="b").recorded.upper == current().get(code="b").recorded.lower


def test_a_new_edition_under_another_name_is_known_by_its_ids(tmp_path: Path) -> None:
    bring(write(tmp_path / "district.city.json", city({"a": 9, "b": 12})))
    report = bring(write(tmp_path / "district-2026.city.json", city({"a": 9, "b": 15})))
    assert report.dataset == "district"
    assert [issue.code for issue in report.issues] == ["NEW_EDITION"]
    assert current().count() == 2
    assert list(Dataset.objects.values_list("key", flat=True)) == ["district"]


def test_two_datasets_with_the_same_ids_stand_side_by_side_when_told_so(tmp_path: Path) -> None:
    bring(write(tmp_path / "east.city.json", city({"a": 9})), dataset="east")
    bring(write(tmp_path / "west.city.json", city({"a": 12})), dataset="west")
    assert set(current().values_list("thing__dataset__key", "height")) == {("east", 9.0), ("west", 12.0)}


def test_a_partial_file_closes_nothing_it_does_not_mention(tmp_path: Path) -> None:
    bring(write(tmp_path / "old.city.json", city({"a": 9, "b": 12})))
    report = bring(write(tmp_path / "old.city.json", city({"a": 10})), partial=True)
    assert report.counts["building"]["closed"] == 1
    assert set(current().values_list("code", "height")) == {("a", 10.0), ("b", 12.0)}


def test_the_same_bytes_as_a_whole_close_what_they_left_as_a_part(tmp_path: Path) -> None:
    bring(write(tmp_path / "old.city.json", city({"a": 9, "b": 12})))
    path = write(tmp_path / "old.city.json", city({"a": 10}))
    assert bring(path, partial=True).counts["building"]["kept"] == 1
    assert bring(path).counts["building"]["closed"] == 1
    assert set(current().values_list("code", "height")) == {("a", 10.0)}
    assert bring(path).status == Load.Status.UNCHANGED


def test_a_rehearsal_reports_and_leaves_nothing(tmp_path: Path) -> None:
    report = bring(write(tmp_path / "old.city.json", city({"a": 9})), rehearse=True)
    assert report.status == Load.Status.REHEARSED
    assert report.counts["building"]["opened"] == 1
    assert not Building.objects.exists()
    assert not Thing.objects.exists()
    assert Load.objects.get().status == Load.Status.REHEARSED


def test_a_file_with_a_bad_row_is_refused_whole_and_its_findings_kept(tmp_path: Path) -> None:
    bring(write(tmp_path / "old.city.json", city({"a": 9})))
    before = list(Building.objects.values())
    broken = city({"a": 10, "b": 12})
    broken["CityObjects"]["b"]["geometry"][0]["boundaries"][0][0][0][0] = 999
    report = bring(write(tmp_path / "old.city.json", broken))
    assert report.status == Load.Status.REFUSED
    assert "load the file again" in report.reason
    assert list(Building.objects.values()) == before
    kept = Finding.objects.get(load_id=report.load, severity="error")
    assert kept.object == "b"


def test_a_part_is_tied_to_its_whole(tmp_path: Path) -> None:
    content = city({"whole": 9, "part": 9})
    content["CityObjects"]["whole"] |= {"children": ["part"]}
    content["CityObjects"]["part"] |= {"type": "BuildingPart", "parents": ["whole"]}
    assert bring(write(tmp_path / "parts.city.json", content)).status == Load.Status.DONE
    assert current().get(code="part").parent_id == current().get(code="whole").thing_id


def test_a_file_without_heights_is_refused_by_a_sentence_and_its_load_kept(tmp_path: Path) -> None:
    flat = city({"a": 9})
    flat["metadata"]["referenceSystem"] = "EPSG:4549"
    report = bring(write(tmp_path / "flat.city.json", flat))
    assert report.status == Load.Status.REFUSED
    assert "--heights" in report.reason
    assert Load.objects.get().reason == report.reason


def test_options_of_tables_are_refused_for_a_city(tmp_path: Path) -> None:
    path = write(tmp_path / "one.city.json", city({"a": 9}))
    for option, said in (({"layer": "x"}, "--as"), ({"key": "x"}, "--key"), ({"tables": ("x",)}, "--table")):
        report = bring(path, **option)
        assert report.status == Load.Status.REFUSED
        assert f"holds no tables; leave {said} out" in report.reason
    assert not Building.objects.exists()


def test_one_table_of_several_is_chosen_by_name(tmp_path: Path) -> None:
    path = write_package(
        tmp_path / "two.gpkg", add(BOX), "CREATE TABLE buildings (n)", "INSERT INTO buildings VALUES (1)"
    )
    first, second = bring_all(path, Order())
    assert (first.status, second.status) == (Load.Status.DONE, Load.Status.REFUSED)
    assert "--table “buildings” --as NAME" in second.reason
    [several] = bring_all(path, Order(layer="sheds"))
    assert "Choose by --table" in several.reason
    assert "no table “none”; it has t, buildings" in bring(path, tables=("none",)).reason
    assert bring(path, tables=("buildings",), layer="sheds").dataset == "sheds"
    assert list(Published.objects.order_by("layer").values_list("layer", flat=True)) == ["sheds", "t"]


def test_what_no_format_knows_is_refused_with_the_formats_there_are(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("not a city")
    with pytest.raises(RefusedError, match="CityJSON"):
        load(tmp_path / "note.txt", Order())
    with pytest.raises(RefusedError, match="no file"):
        load(tmp_path / "nowhere.json", Order())


def test_a_fault_before_the_first_row_is_written_in_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise MemoryError("no room")

    monkeypatch.setattr("twin.ingest.loading.agree", fail)
    with pytest.raises(MemoryError):
        bring(write(tmp_path / "old.city.json", city({"a": 9})))
    entry = Load.objects.get()
    assert (entry.status, entry.reason) == (Load.Status.FAILED, "MemoryError: no room")


def test_a_fault_in_the_middle_leaves_the_twin_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(write(tmp_path / "old.city.json", city({"a": 9})))
    before = list(Building.objects.annotate(till=F("recorded")).values())

    def fail(*_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("twin.ingest.carrying.settle", fail)
    with pytest.raises(OSError, match="disk"):
        bring(write(tmp_path / "old.city.json", city({"a": 10})))
    assert list(Building.objects.annotate(till=F("recorded")).values()) == before
    assert Load.objects.order_by("-pk")[0].status == Load.Status.FAILED
