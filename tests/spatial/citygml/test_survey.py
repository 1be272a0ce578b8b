"""A survey tells where a file really lies, whatever its envelope says."""

from pathlib import Path

import numpy as np
import pytest

from spatial.citygml.survey import Box, survey
from spatial.errors import RefusedError
from spatial.format import Asked
from tests.citygml import SYSTEM, building, document, envelope, write


def test_a_survey_tells_system_extent_heights_and_number(tmp_path: Path) -> None:
    head = f"<gml:description>of 2024</gml:description><gml:name>A town</gml:name>{envelope(corner='1 2 3')}"
    header = survey(write(tmp_path, building(), building(id="c"), head=head), Asked())
    assert header.crs == SYSTEM
    assert header.extent == (518_000, 3_349_000, 518_010, 3_349_010)
    assert (header.has_heights, header.version, header.title, header.total) == (True, "2.0", "A town", 2)
    assert header.notes == {"z": [5.0, 5.0], "description": "of 2024"}


def test_axes_are_exchanged_when_asked(tmp_path: Path) -> None:
    header = survey(write(tmp_path, building()), Asked(swap_axes=True))
    assert header.extent == (3_349_000, 518_000, 3_349_010, 518_010)


def test_a_geometry_that_names_its_own_system_is_laid_by_it(tmp_path: Path) -> None:
    own = building().replace("<gml:MultiSurface>", '<gml:MultiSurface srsName="EPSG:4549">')
    header = survey(write(tmp_path, own), Asked())
    assert header.extent == (3_349_000, 518_000, 3_349_010, 518_010)


@pytest.mark.parametrize("wrong", ["518000 x", "5e12", "nan"])
def test_points_that_are_none_or_nowhere_are_left_out(tmp_path: Path, wrong: str) -> None:
    header = survey(write(tmp_path, building(), building(id="c").replace("518000", wrong)), Asked())
    assert header.extent is not None
    assert header.extent[2:] == (518_010, 3_349_010)


def test_local_coordinates_of_models_and_corners_of_envelopes_do_not_count(tmp_path: Path) -> None:
    model = building(id="m").replace("bldg:lod1MultiSurface", "core:relativeGMLGeometry")
    header = survey(write(tmp_path, model), Asked())
    assert (header.extent, header.has_heights, header.notes) == (None, False, {})
    beside = survey(write(tmp_path, model.replace("518000", "9"), building()), Asked())
    assert beside.extent == (518_000, 3_349_000, 518_010, 3_349_010)


def test_coordinates_of_gml_2_are_surveyed(tmp_path: Path) -> None:
    older = building().replace("gml:posList", "gml:coordinates").replace(" 518", ",518").replace(" 5", ",5")
    header = survey(write(tmp_path, older), Asked())
    assert header.extent == (518_000, 3_349_000, 518_010, 3_349_010)


def test_flat_data_has_no_heights(tmp_path: Path) -> None:
    flat = building().replace(" 5 ", " ").replace(" 5<", "<")
    path = write(tmp_path, flat, head=envelope("EPSG:4549", "0 0"))
    header = survey(path, Asked(swap_axes=True))
    assert (header.has_heights, header.extent) == (False, (518_000, 3_349_000, 518_010, 3_349_010))


def test_a_file_that_breaks_off_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.gml"
    path.write_text(document(building())[:-60])
    with pytest.raises(RefusedError, match="it was cut"):
        survey(path, Asked())


def test_a_box_without_points_has_no_corners() -> None:
    box = Box()
    box.grow(np.full((2, 3), np.nan))
    assert box.corners == (None, None)
