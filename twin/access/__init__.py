"""The one gate: which layers, rows and fields a viewer may see, for every door."""

from twin.access.identity import find_named, locate
from twin.access.listing import PUBLISHED, columns, declared, forget, layer, recall, visible
from twin.access.objects import Known, find_coded, find_object
from twin.access.origin import provenance, tell_origin
from twin.access.rows import (
    FARTHEST_OVERVIEW,
    every_version,
    feature_rows,
    layer_versions,
    overview_rows,
    relation,
    rows,
    rows_together,
    sheet_keys,
    sheet_rows,
    srid,
    versions,
)
from twin.access.search import find
from twin.access.state import Attributions, State, attributions, dress, state, states, title
from twin.access.times import NOW, Times
from twin.access.viewer import NOBODY, Viewer, viewer

__all__ = [
    "FARTHEST_OVERVIEW",
    "NOBODY",
    "NOW",
    "PUBLISHED",
    "Attributions",
    "Known",
    "State",
    "Times",
    "Viewer",
    "attributions",
    "columns",
    "declared",
    "dress",
    "every_version",
    "feature_rows",
    "find",
    "find_coded",
    "find_named",
    "find_object",
    "forget",
    "layer",
    "layer_versions",
    "locate",
    "overview_rows",
    "provenance",
    "recall",
    "relation",
    "rows",
    "rows_together",
    "sheet_keys",
    "sheet_rows",
    "srid",
    "state",
    "states",
    "tell_origin",
    "title",
    "versions",
    "viewer",
    "visible",
]
