"""A document and a sequence are told apart by their first bytes, whatever the order of their members."""

import json

import pytest

from spatial.cityjson.forms import is_document, is_sequence
from spatial.format import HEAD

HEADER = {"type": "CityJSON", "version": "2.0", "CityObjects": {}, "vertices": []}
FEATURE = {"type": "CityJSONFeature", "id": "a", "CityObjects": {"a": {"type": "Building"}}, "vertices": []}
LONG = HEADER | {"geometry-templates": {"vertices-templates": [[1.5, 2.5, 3.5]] * HEAD}}


@pytest.mark.parametrize(
    "head",
    [
        b'{"type":"CityJSON","version":"2.0","CityObjects":{}',
        b'\xef\xbb\xbf {\n "version": "1.0",\n "type" : "CityJSON"',
        b'{"CityObjects":{"a":{"type":"Building"',
        b'{ "vertices": [ [1, 2, 3], ',
        json.dumps(HEADER | FEATURE | {"type": "CityJSON"}, indent=1).encode(),
        json.dumps(HEADER).encode() + b"\n\n",
    ],
)
def test_a_document_is_recognised_wherever_its_type_stands(head: bytes) -> None:
    assert is_document(head)
    assert not is_sequence(head)


@pytest.mark.parametrize(
    "head",
    [
        f"{json.dumps(HEADER)}\n{json.dumps(FEATURE)}\n",
        f"\x1e{json.dumps(HEADER, indent=1)}\n\x1e{json.dumps(FEATURE, indent=1)}\n",
        f"\ufeff\n{json.dumps(HEADER, sort_keys=True)}\r\n\r\n{{",
        f"{json.dumps(HEADER)}\nrubbish\n{json.dumps(FEATURE)}",
        json.dumps(FEATURE),
        f'rsion": "2.0"}}\n{json.dumps(FEATURE)}\n',
        f'{{"type\n\n\x1e{json.dumps(FEATURE, sort_keys=True)}\n',
        json.dumps(LONG)[:HEAD],
    ],
)
def test_a_sequence_is_recognised_by_what_follows_its_header(head: str) -> None:
    assert is_sequence(head.encode())
    assert not is_document(head.encode())


@pytest.mark.parametrize(
    "head",
    [
        b'{"type":"FeatureCollection","features":[]}',
        b'{"type":"Feature","properties":{"type":"CityJSONFeature"}}\n{"type":"Feature"}',
        b'{"type":"Topology","vertices":{}}',
        b'[{"type":"CityJSON","version":"2.0"}]',
        b'{"type":"CityJSON"}',
    ],
)
def test_other_json_is_neither(head: bytes) -> None:
    assert not is_document(head)
    assert not is_sequence(head)
