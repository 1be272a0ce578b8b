"""pandapipes files: known by what they say they are, placed by what is asked, never a traceback."""

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.pandapipes import FORMAT
from spatial.records import CityObject, Issue, Severity
from tests.few import FULL

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "pandapipes" / "quarter.json"
MUTATIONS = 2000 if FULL else 200
PATIENCE = 0.05
UTM_32N, DHHN2016 = 25832, 7837
ODD: list[Any] = [
    *(None, True, -1, 0, 3, 99_999_999, 1e300, -1e300, 1.5, 10**25, "", "x", "12", "[", "\x01", [], {}),
    *([[]], [1], [None, 2], [0, 0, 0], {"x": 1}, {"_class": "DataFrame", "_object": "{}"}, [[[1]]]),
]


def spoil(part: Any, chance: random.Random) -> Any:
    """The part with something in it replaced by something odd, lost or doubled; tables in their text too."""
    if isinstance(part, str) and part.startswith("{"):
        return json.dumps(spoil(json.loads(part), chance))
    if not isinstance(part, dict | list) or not part or chance.random() < 0.1:
        return chance.choice(ODD)
    keys = list(part) if isinstance(part, dict) else list(range(len(part)))
    key = chance.choice(keys)
    if chance.random() < 0.1:
        kept = [one for one in keys if one != key]
        return {one: part[one] for one in kept} if isinstance(part, dict) else [part[one] for one in kept]
    changed = part.copy()
    changed[key] = spoil(part[key], chance)
    return changed


def test_no_mutation_is_a_traceback_and_footprints_stay_valid(tmp_path: Path) -> None:
    assert FORMAT.read
    chance, outcomes, path = random.Random(3), Counter[str](), tmp_path / "net.json"
    whole = json.loads(FIXTURE.read_text())
    begun = process_time()
    for _ in range(MUTATIONS):
        path.write_text(json.dumps({**whole, "_object": spoil(whole["_object"], chance)}))
        try:
            FORMAT.header(path, Asked())
            rows = list(FORMAT.read(path, Asked()))
        except RefusedError as refusal:
            assert str(refusal).endswith("."), refusal
            outcomes["refused"] += 1
            continue
        shapes = [row.footprint for row in rows if isinstance(row, CityObject) and row.footprint]
        assert all(shape.is_valid for shape in shapes)
        told = any(isinstance(row, Issue) and row.severity is not Severity.INFO for row in rows)
        outcomes["findings" if told else "whole"] += 1
    assert process_time() - begun < PATIENCE * MUTATIONS
    assert min(outcomes[one] for one in ("refused", "findings", "whole")) > 0


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b'{"_module": "pandapipes.pandapipes_net", "_class": "pandapipesNet", "_object": {', True),
        (b'\xef\xbb\xbf{"_class":"pandapipesNet"', True),
        (b'{"_module": "pandapower.auxiliary", "_class": "pandapowerNet", "_object": {', False),
        (b'{"type": "FeatureCollection", "features": [{"_class": "pandapipesNet"', False),
        (b'["_class", "pandapipesNet"]', False),
    ],
)
def test_a_network_says_itself_what_it_is(head: bytes, known: bool) -> None:
    assert FORMAT.recognises(head) is known


def test_schutterwald_is_refused_without_its_system_and_its_datum(sample: Callable[[str], Path]) -> None:
    path = sample("pipes/schutterwald-gas/gas_net_schutterwald_1bar.json")
    assert FORMAT.recognises(path.read_bytes()[:HEAD])
    header = FORMAT.header(path, Asked())
    with pytest.raises(RefusedError, match="give --crs"):
        agree(header, Asked(), UTM_32N, DHHN2016)
    with pytest.raises(RefusedError, match="give --heights"):
        agree(header, Asked(crs="EPSG:31467"), UTM_32N, DHHN2016)
    assert agree(header, Asked(crs="EPSG:31467", heights="EPSG:7837"), UTM_32N, DHHN2016).horizontal == 31467
