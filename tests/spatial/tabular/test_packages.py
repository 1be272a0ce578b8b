"""A workbook is looked through before it is opened: what is odd about its parts is told in a sentence."""

import zipfile
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.tabular import packages
from spatial.tabular.packages import inspect
from tests.spatial.tabular.made import FIXTURES, write_workbook


def test_each_sheet_s_reach_is_told_by_its_name() -> None:
    found = inspect(FIXTURES / "excel/register.xlsx")
    assert {name: (one.rows, one.columns) for name, one in found.items()} == {
        **{"楼幢": (15, 12), "户": (43, 11), "说明": (1, 1), "空表": (0, 0), "代码": (2, 2)}
    }


def test_a_binary_workbook_and_one_of_too_many_parts_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "one.xlsx", {"one": [["a", "b"]]})
    monkeypatch.setattr(packages, "MOST_PARTS", 3)
    with pytest.raises(RefusedError, match="in 6 parts"):
        inspect(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.bin", b"")
    with pytest.raises(RefusedError, match=r"binary workbook \(.xlsb\); save it as .xlsx"):
        inspect(path)


def test_a_workbook_without_its_list_of_sheets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/styles.xml", "<a/>")
    with pytest.raises(RefusedError, match="no whole workbook"):
        inspect(path)


def test_entities_of_a_workbook_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "entity.xlsx"
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", bomb)
        archive.writestr("xl/workbook.xml", bomb)
    assert inspect(path) == {}
