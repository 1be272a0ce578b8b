"""pandapipes files: known by what they say they are, placed by what is asked, never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.pandapipes import FORMAT

UTM_32N, DHHN2016 = 25832, 7837


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
