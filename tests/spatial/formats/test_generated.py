"""The file of a made-up city: what it may say, and what is refused."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.formats.generated import FORMAT, VERSION, describe
from spatial.generator.city import generate
from spatial.records import CityObject

THIS = b'{"type": "GeneratedCity", "version": %d, ' % VERSION


def write(folder: Path, content: bytes) -> Path:
    path = folder / "city.json"
    path.write_bytes(content)
    return path


def test_the_file_stands_for_the_records_of_its_numbers(tmp_path: Path) -> None:
    path = write(tmp_path, describe(400, 3))
    assert [repr(one) for one in FORMAT.read(path, Asked())] == [repr(one) for one in generate(400, 3)]


def test_the_header_tells_frame_extent_and_seed(tmp_path: Path) -> None:
    path = write(tmp_path, describe(400, 3))
    header = FORMAT.header(path, Asked())
    assert (header.crs, header.heights, header.has_heights) == ("EPSG:4549", "EPSG:5737", True)
    assert header.publisher == "generated, seed 3"
    assert header.extent is not None
    west, south, east, north = header.extent
    for record in FORMAT.read(path, Asked()):
        if isinstance(record, CityObject) and record.code.startswith("B"):
            box = record.footprint.bounds  # type: ignore[union-attr]
            assert west <= box[0] and south <= box[1] and box[2] <= east and box[3] <= north


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (THIS + b'"buildings": 3', "not JSON"),
        (b'{"type": "GeneratedTown"}', "describes no made-up city"),
        (b"[]", "describes no made-up city"),
        (b'{"type": "GeneratedCity", "version": 0, "buildings": 300, "seed": 1}', "make it anew"),
        (THIS + b'"buildings": 3e3, "seed": 1}', "“buildings” must be"),
        (THIS + b'"buildings": true, "seed": 1}', "“buildings” must be"),
        (THIS + b'"buildings": 300, "seed": "1"}', "“seed” must be"),
        (THIS + b'"buildings": 300}', "“seed” must be"),
    ],
)
def test_what_describes_no_city_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = write(tmp_path, content)
    for use in (FORMAT.header, lambda path, asked: list(FORMAT.read(path, asked))):  # type: ignore[arg-type]
        with pytest.raises(RefusedError, match=said):
            use(path, Asked())


def test_its_coordinates_are_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, describe(400, 3))
    for asked in (Asked(swap_axes=True), Asked(crs="EPSG:28992")):
        with pytest.raises(RefusedError, match="leave out --crs and --swap-axes"):
            FORMAT.header(path, asked)


def test_only_its_own_type_is_recognised() -> None:
    assert FORMAT.recognises(describe(300, 0))
    assert not FORMAT.recognises(b'{"type": "CityJSON", "about": {"type": "GeneratedCity"}}')
