"""What goes out of the twin: queries as files of every form, and the city model as CityJSON, streamed."""

from twin.export.exporting import Exported, export
from twin.export.form import Form, Pace
from twin.export.making import check, make, measure
from twin.export.query import Query
from twin.export.selection import Selection, select

__all__ = [
    "Exported",
    "Form",
    "Pace",
    "Query",
    "Selection",
    "check",
    "export",
    "make",
    "measure",
    "select",
]
