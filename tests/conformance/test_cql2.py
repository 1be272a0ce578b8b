"""CQL2 (OGC 21-065r2): its examples and the predicates of its abstract tests with their official counts."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from twin import access, filter
from twin.access import NOBODY
from twin.doorway.filtering import condition, find_filter
from twin.filter import Encoding
from twin.ingest import Order
from twin.ingest.loading import bring, silent

SUITE = "conformance/ogc-cql2"
EXAMPLES = f"{SUITE}/cql2/standard/schema/examples"
WORLD = f"{SUITE}/cql2/standard/data/ne110m4cql2.gpkg"


def test_every_example_in_text_is_the_example_in_json(sample: Callable[[str], Path]) -> None:
    texts = sorted(sample(f"{EXAMPLES}/text").iterdir())
    documents = {path.stem: path for path in sample(f"{EXAMPLES}/json").iterdir()}
    assert (len(texts), len(documents)) == (120, 109)
    for path in texts:
        told = documents.pop(path.stem, None) or sample(f"{EXAMPLES}/json/{path.stem.split('-alt')[0]}.json")
        written = filter.read(told.read_text(), Encoding.JSON)
        assert filter.read(path.read_text()) == written, path.name
    assert not documents


@pytest.mark.usefixtures("twin")
def test_the_predicates_of_the_abstract_tests_give_their_counts(sample: Callable[[str], Path]) -> None:
    bring(sample(WORLD), Order(), "tester", silent)
    predicates = json.loads(sample(f"{SUITE}/ats_predicates.json").read_text())
    assert len(predicates) == 108
    wrong = []
    for predicate in predicates:
        for encoding, text in (
            (Encoding.TEXT, predicate["filter"]),
            (Encoding.JSON, json.dumps(predicate["json"])),
        ):
            counted = count(predicate["collection"], {"filter": text, "filter-lang": encoding})
            if counted != predicate["count"]:
                wrong.append((predicate["filter"], encoding, counted, predicate["count"]))
    assert wrong == []


def count(collection: str, asked: Mapping[str, Any]) -> int:
    """How many features of a collection meet the filter of these parameters."""
    layer = access.layer(NOBODY, collection)
    asked_for = find_filter(asked)
    assert asked_for is not None
    fields = access.columns(NOBODY, layer)
    return access.rows(NOBODY, layer).filter(condition(asked_for, fields, access.srid(layer))).count()
