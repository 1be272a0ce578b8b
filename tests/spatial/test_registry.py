"""A catalogue finds its entries by itself and says what there is when asked for what is not."""

import pytest

from spatial.errors import UnknownEntryError
from spatial.format import formats
from spatial.registry import Registry


def test_entries_come_by_id_in_the_order_of_their_files() -> None:
    ids = [format.id for format in formats]
    assert ids == sorted(ids)
    assert {"cityjson", "osm-tiles"} <= set(ids)
    assert formats["cityjson"].id == "cityjson"


def test_an_unknown_id_is_told_what_there_is() -> None:
    with pytest.raises(UnknownEntryError, match="There is no format “shapes”; there are: citygml, cityjson"):
        formats["shapes"]


def test_a_catalogue_is_read_only_when_it_is_asked() -> None:
    nowhere: Registry = Registry("spatial.nowhere", "FORMAT")
    with pytest.raises(ModuleNotFoundError):
        list(nowhere)
