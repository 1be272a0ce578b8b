"""The reach of a sheet is told by its XML alone, wherever a piece of it ends."""

from io import BytesIO

import pytest

from spatial.errors import RefusedError
from spatial.tabular import reach
from spatial.tabular.reach import measure_document, measure_sheet

SHEET = b"""<worksheet><cols><col min="1" max="16384"/></cols><sheetData>
<row r="2"><c r="B2" t="e"><v>#N/A</v></c><c><v>1</v></c><c r="XFD2" s="1"/></row>
<row><c t='s'><v>0</v></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize("piece", [7, 1024])
def test_a_worksheet_reaches_to_its_last_value(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "PIECE", piece)
    found = measure_sheet(BytesIO(SHEET))
    assert (found.rows, found.columns) == (3, 3)
    assert (found.errors, found.first_error) == (1, "column 2, row 2")


def test_a_document_s_repeated_blanks_count_for_nothing_and_its_repeated_values_do() -> None:
    blank = b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    full = b'<table:table-row table:number-rows-repeated="1000"><table:table-cell office:value-type="float" '
    full += b'table:number-columns-repeated="16384"/></table:table-row>'
    text = b'<table:table table:name="s">' + full + blank + b'</table:table><table:table table:name="t"/>'
    found = measure_document(BytesIO(text))
    assert {name: one.cells for name, one in found.items()} == {"s": 1000 * 16384, "t": 0}


def test_text_of_another_width_is_refused() -> None:
    with pytest.raises(RefusedError, match="not UTF-8"):
        measure_sheet(BytesIO(SHEET.decode().encode("utf-16")))
