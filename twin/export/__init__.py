"""What goes out of the twin: a selection of the city model as CityJSON 2.0 or CityJSONSeq, streamed."""

from twin.export.exporting import Exported, export
from twin.export.selection import Selection, select

__all__ = ["Exported", "Selection", "export", "select"]
