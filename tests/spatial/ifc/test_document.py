"""A STEP file is taken for what it is: whole or cut, of a schema that is read or not, in any encoding."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.ifc.document import check, open_model, recognises
from spatial.ifc.shapes import read_shapes
from spatial.records import Severity
from tests.houses import House


@pytest.fixture
def text(tmp_path: Path) -> str:
    """A house as text."""
    return House().convert_to_map().write(tmp_path / "made.ifc").read_text()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a changed copy goes."""
    return tmp_path / "house.ifc"


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3_ADD2", "IFC5", "ifc4"])
def test_step_of_any_schema_of_ifc_is_recognised(schema: str) -> None:
    head = f"\r\nISO-10303-21;\nHEADER;\nFILE_SCHEMA ( ( '{schema}' ) );\nENDSEC;".encode()
    assert recognises(head)
    assert recognises(b"\xef\xbb\xbf" + head.lstrip())


@pytest.mark.parametrize(
    "head",
    [
        b"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('AUTOMOTIVE_DESIGN'));",
        b"ISO-10303-21;\nHEADER;",
        b"FILE_SCHEMA(('IFC4'));",
    ],
)
def test_other_step_is_not_recognised(head: bytes) -> None:
    assert not recognises(head)


def test_a_schema_that_is_not_read_is_named(path: Path, text: str) -> None:
    path.write_text(text.replace("(('IFC4'))", "(('IFC5'))"))
    with pytest.raises(RefusedError, match=r"in the schema IFC5, which is not read; export it as IFC 4"):
        check(path)


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_cut_file_is_refused(path: Path, text: str, share: float) -> None:
    path.write_text(text[: int(len(text) * share)])
    with pytest.raises(RefusedError, match="it was cut; fetch it again"):
        check(path)


def test_what_does_not_begin_as_step_is_refused(path: Path) -> None:
    path.write_bytes(b"END-ISO-10303-21;")
    with pytest.raises(RefusedError, match="does not begin as a building model"):
        check(path)


@pytest.mark.parametrize(("schema", "known"), [("IFC4X3", "IFC4X3_ADD2"), ("IFC4_ADD2", "IFC4")])
def test_an_addendum_is_read_as_the_schema_it_adds_to(path: Path, text: str, schema: str, known: str) -> None:
    path.write_text(text.replace("(('IFC4'))", f"(('{schema}'))"))
    check(path)
    model, issues = open_model(path)
    assert model.schema_identifier == known
    assert issues[0].code == "SCHEMA_RENAMED"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_that_is_not_escaped_is_read_all_the_same(path: Path, text: str, encoding: str) -> None:
    assert r"'\X2\4E665C4B\X0\'" in text.replace("6CB3574A", "")
    path.write_bytes(text.replace(r"\X2\6CB3574A4E665C4B\X0\ ".strip(), "河坊书屋𠮷").encode(encoding))
    check(path)
    model, [issue] = open_model(path)
    assert model.by_type("IfcProject")[0].Name == "河坊书屋𠮷"
    assert (issue.severity, issue.code) == (Severity.WARNING, "TEXT_NOT_ESCAPED")


def test_a_broken_entity_is_an_error_at_its_line(path: Path, text: str) -> None:
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "IFCDOOR" in one)
    path.write_text(text.replace("IFCDOOR", "IFCDAAR"))
    _, issues = open_model(path)
    assert {issue.severity for issue in issues} == {Severity.ERROR}
    assert "IFCDAAR" in issues[0].message
    assert issues[0].position == f"line {line}"


def test_statements_that_are_passed_over_are_counted(path: Path, text: str) -> None:
    broken = text.replace("#294=", "294=")
    path.write_text(broken.replace("#295=", "295=").replace("IFCLABEL('1998')", "IFCLABEL('19;98')"))
    _, [issue] = open_model(path)
    assert issue.severity is Severity.ERROR
    assert issue.message == "2 of the file's 295 entities cannot be read; have it written again."


def test_entities_with_too_few_values_are_one_warning(path: Path, text: str) -> None:
    path.write_text(text.replace("'Body','SweptSolid',", "'Body',"))
    _, issues = open_model(path)
    [odd] = [issue for issue in issues if issue.severity is Severity.WARNING]
    assert "more like it" in odd.message
    assert odd.position.startswith("line ")


def test_what_cannot_be_parsed_is_refused_at_its_line(path: Path, text: str) -> None:
    path.write_text(text.replace("IFCDOOR('", "IFCDOOR(''"))
    with pytest.raises(
        RefusedError, match=r"^house\.ifc, line \d+: token .*; have the file written again\.$"
    ):
        open_model(path)


def test_what_is_told_of_a_file_says_nothing_of_the_one_before(path: Path, text: str) -> None:
    path.write_text(text.replace("'Body','SweptSolid'", "1.,'SweptSolid'", 1))
    before, _ = open_model(path)
    list(read_shapes(before, before.by_type("IfcProduct")))
    path.write_text(text.replace("IFCDOOR('", "IFCDOOR(''"))
    with pytest.raises(RefusedError, match=r"line \d+: token "):
        open_model(path)


def test_a_model_without_a_project_is_refused(path: Path, text: str) -> None:
    path.write_text("\n".join(line for line in text.splitlines() if "IFCPROJECT(" not in line) + "\n")
    with pytest.raises(RefusedError, match="holds no IfcProject"):
        open_model(path)
