"""An outcome as sheets to keep: CSV and Excel, a row for each place and measure, with their provenance."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

from shapely.geometry import shape

from spatial.amounts import name_unit
from spatial.text import Text
from twin.api.figures import Column, explain, list_columns, list_places, name_place
from twin.api.provenance import list_provenance
from twin.api.tables import list_found, name_end
from twin.export.cells import BOM, disarm

HEADS = (
    Text("分区", "Zone"),
    Text("编码", "Code"),
    Text("标识", "Id"),
    Text("指标", "Measure"),
    Text("类别", "Class"),
    Text("值", "Value"),
    Text("单位", "Unit"),
    Text("分子", "Numerator"),
    Text("分母", "Denominator"),
    Text("未知", "Unknown"),
    Text("无数值的原因", "Why there is no value"),
)
FLOW_HEADS = (
    Text("起点", "From"),
    Text("起点编码", "Code from"),
    Text("终点", "To"),
    Text("终点编码", "Code to"),
    Text("指标", "Measure"),
    Text("数量", "Count"),
)
FOUND_HEADS = (
    Text("地点", "Place"),
    Text("指标", "Measure"),
    Text("值", "Value"),
    Text("单位", "Unit"),
    Text("经度", "Longitude"),
    Text("纬度", "Latitude"),
    HEADS[-1],
)
VALUE = 5
SHARE = Text("占比（0–1）", "share of 1")
FIGURES, FLOWS, HOW = Text("数值", "Figures"), Text("流", "Flows"), Text("依据", "Provenance")
FOUND = Text("找到的地点", "Found")
WIDEST = 420  # pixels
Row = list[Any]


def list_rows(outcome: dict[str, Any], language: str) -> Iterator[tuple[Column, Row]]:
    """The figures, unrounded, with the column each is of."""
    columns = {column.key: column for column in list_columns(outcome, language)}
    for place in list_places(outcome):
        for key, row in place.figures.items():
            column = columns[key]
            yield (
                column,
                [
                    name_place(place.named, language),
                    place.named["code"],
                    place.named["zone"],
                    column.title,
                    column.part_title,
                    row["value"],
                    SHARE.in_(language) if column.share else column.unit_words,
                    row["numerator"],
                    row["denominator"],
                    row["unknown"],
                    explain(outcome, row, language) or None,
                ],
            )


def list_flows(outcome: dict[str, Any], language: str) -> Iterator[Row]:
    """The flows from place to place, greatest first."""
    for flow in outcome.get("flows", []):
        title = outcome["measures"][flow["measure"]]["title"][language]
        for origin, destination, count in flow["rows"]:
            ends = [
                (name_end(outcome, end, language), None if end is None else outcome["places"][end]["code"])
                for end in (origin, destination)
            ]
            yield [*(cell for end in ends for cell in end), title, count]


def list_places_found(outcome: dict[str, Any], language: str) -> Iterator[Row]:
    """The places that were found, with a point within each."""
    for feature in list_found(outcome):
        told = feature["properties"]
        measure = outcome["measures"][told["measure"]]
        within = shape(feature["geometry"]).representative_point()
        unit = name_unit(measure["unit"], language)
        why = explain(outcome, told, language) or None
        yield [told["name"], measure["title"][language], told["value"], unit, within.x, within.y, why]


def write_csv(outcome: dict[str, Any], uri: str, language: str) -> bytes:
    """The figures as CSV (RFC 4180) that spreadsheets know for UTF-8; the provenance follows below them."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(head.in_(language) for head in HEADS)
    for _, row in list_rows(outcome, language):
        writer.writerow(map(disarm, row))
    writer.writerow([])
    writer.writerows([f"# {name}: {text}"] for name, text in list_provenance(outcome, uri, language))
    return (BOM + file.getvalue()).encode()


def write_workbook(outcome: dict[str, Any], uri: str, language: str) -> bytes:
    """The figures, the flows and places found where there are some, and the provenance as sheets of Excel.

    Text is written as text: none is taken for a formula or an address.
    """
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
        rows = [(row, percent if column.share else None) for column, row in list_rows(outcome, language)]
        fill(book.add_worksheet(FIGURES.in_(language)), HEADS, rows, bold, language)
        if "flows" in outcome:
            flows = [(row, None) for row in list_flows(outcome, language)]
            fill(book.add_worksheet(FLOWS.in_(language)), FLOW_HEADS, flows, bold, language)
        if found := [(row, None) for row in list_places_found(outcome, language)]:
            fill(book.add_worksheet(FOUND.in_(language)), FOUND_HEADS, found, bold, language)
        sheet = book.add_worksheet(HOW.in_(language))
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for at, (name, text) in enumerate(list_provenance(outcome, uri, language)):
            sheet.write_string(at, 0, name, bold)
            sheet.write_string(at, 1, text, wrapped)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
    return file.getvalue()


def fill(sheet: Any, heads: tuple[Text, ...], rows: list[tuple[Row, Any]], bold: Any, language: str) -> None:
    """Write rows below their heads; the value of a share in its format."""
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head.in_(language), bold)
    for line, (row, form) in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, at, cell)
            elif cell is not None:
                sheet.write_number(line, at, cell, form if at == VALUE else None)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    sheet.autofit(WIDEST)
