"""The book is told page by page, and a load that is not there is not made up."""

from pathlib import Path

import pytest

from tests.cities import city, write
from twin.ingest import Order, book, load

pytestmark = pytest.mark.usefixtures("twin")


def test_the_book_is_told_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "PAGE", 2)
    numbers = [
        load(write(tmp_path / f"{name}.city.json", city({name: 9})), Order(), "tester").load for name in "abc"
    ]
    first = book.tell_loads()
    assert [one["id"] for one in first] == numbers[:0:-1]
    assert [one["id"] for one in book.tell_loads(first[-1]["id"])] == numbers[:1]
    assert book.tell_load(numbers[-1] + 1) is None
