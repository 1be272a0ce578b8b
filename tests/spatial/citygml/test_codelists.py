"""Code lists are read from the dataset's own folder and from nowhere else."""

from pathlib import Path

import pytest

from spatial.citygml import codelists
from spatial.citygml.codelists import CodeLists
from spatial.records import Severity

LIST = (
    '<gml:Dictionary xmlns:gml="http://www.opengis.net/gml"><gml:name>Uses</gml:name>'
    "<gml:dictionaryEntry><gml:Definition><gml:description>田</gml:description><gml:name>201</gml:name>"
    "</gml:Definition></gml:dictionaryEntry></gml:Dictionary>"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of a dataset that has a code list."""
    folder = tmp_path / "city" / "udx" / "luse"
    folder.mkdir(parents=True)
    (tmp_path / "city" / "codelists").mkdir()
    (tmp_path / "city" / "codelists" / "Uses.xml").write_text(LIST)
    (tmp_path / "Secret.xml").write_text(LIST)
    return folder / "a.gml"


def test_a_code_is_explained_by_the_list_its_path_leads_to(file: Path) -> None:
    lists = CodeLists(file)
    assert lists.explain("../../codelists/Uses.xml", "201") == "田"
    assert lists.find("Uses.xml") == {"201": "田"}
    assert lists.issues == []


def test_a_list_is_found_by_name_where_the_path_leads_elsewhere(file: Path) -> None:
    assert CodeLists(file).explain("../../../../elsewhere/Uses.xml", "201") == "田"
    beside = file.parents[3] / "b.gml"
    (file.parents[3] / "codelists").mkdir()
    (file.parents[3] / "codelists" / "Uses.xml").write_text(LIST)
    assert CodeLists(beside).explain("../../codelists/Uses.xml", "201") == "田"


@pytest.mark.parametrize(
    "space",
    [
        "../../../Secret.xml",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:9/Uses.xml",
        "../../codelists",
        "a" * 5000,
        "linked.xml",
        "",
    ],
)
def test_nothing_outside_the_dataset_s_folder_is_read(file: Path, space: str) -> None:
    (file.parent / "linked.xml").symlink_to(file.parents[3] / "Secret.xml")
    lists = CodeLists(file)
    assert lists.explain(space, "201") is None
    [issue] = lists.issues
    assert (issue.severity, issue.code) == (Severity.INFO, "CODE_LIST_MISSING")
    assert issue.message.startswith("1 codes stay codes")


def test_a_list_that_cannot_be_read_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / "broken.xml").write_text(LIST[:-9])
    monkeypatch.setattr(codelists, "LARGEST", 200)
    lists = CodeLists(file)
    for space in ("broken.xml", "../../codelists/Uses.xml"):
        assert lists.explain(space, "201") is None
    assert [issue.code for issue in lists.issues] == ["CODE_LIST_BROKEN"] * 2
    assert "more than 0 MB" in lists.issues[0].message


def test_codes_that_are_not_in_their_list_are_counted(file: Path) -> None:
    lists = CodeLists(file)
    for code in ("999", "998", "201"):
        lists.explain("../../codelists/Uses.xml", code)
    [issue] = lists.issues
    assert (issue.code, issue.message) == (
        "CODE_UNKNOWN",
        "2 codes stay codes, for their list does not have them.",
    )
