"""A city's own system is used as the settings have it, and its parameters are told nowhere."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from spatial.crs import agree, declare, local, move, parse, remark
from spatial.errors import RefusedError
from spatial.format import Asked, Header

PLACE = (120.159, 30.267)
HOME = (515_300.094, 3_349_722.302)
# Invented: a grid of its own over the ellipsoid of Krasovsky, with a datum shift.
PROJ = (
    "+proj=tmerc +lat_0=30 +lon_0=120.15 +k=1.00001 +x_0=80000 +y_0=50000 +ellps=krass "
    "+towgs84=-12.345,98.765,43.21,0.5,-0.25,1.125,-3.75 +units=m +type=crs"
)
PIPELINE = (
    "+proj=pipeline +step +proj=affine +xoff=500000 +yoff=3300000 +step +inv +proj=tmerc +lat_0=0 +lon_0=120 "
    "+x_0=500000 +ellps=GRS80 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
SECRETS = ("12.345", "98.765", "43.21", "0.25", "80000", "50000", "120.15 ", "3300000")


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Nothing is installed when a test is done."""
    yield
    local.install("")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file with the invented system, installed."""
    path = tmp_path / "own.txt"
    path.write_text(f"{PROJ}\n")
    local.install(str(path))
    return path


def find_home() -> np.ndarray:
    """Where the place lies in the invented system, by PROJ itself."""
    from pyproj import Transformer

    return np.column_stack(Transformer.from_crs(4326, PROJ, always_xy=True).transform(*np.array([PLACE]).T))


def test_a_system_with_its_datum_shift_is_left_for_cgcs2000(own: Path) -> None:
    there = find_home()
    assert np.hypot(*(there[0] - (80_866, 79_620))) < 1000
    assert move(there, parse("local"), 4549)[0] == pytest.approx(HOME, abs=0.005)


def test_it_is_known_by_its_name_alone(own: Path) -> None:
    found = declare(Header(crs=None), Asked(crs="local", heights="5737"))
    assert (found.code, found.horizontal) == ("local+5737", 4490)
    assert found.name.startswith("the city's own system")
    assert (found.unit, found.geographic, found.is_metric) == (1.0, False, True)
    assert parse("local+5737").vertical == 5737
    [issue] = remark(found, None)
    told = f"{found} {issue}"
    assert not any(secret in told for secret in SECRETS)


def test_data_in_it_is_agreed_on_or_refused_without_its_parameters(own: Path) -> None:
    [[x, y]] = find_home().tolist()
    header = Header(crs=None, extent=(x, y, x + 100, y + 100))
    assert agree(header, Asked(crs="local"), 4549, None).way == "local"
    away = Header(crs=None, extent=(x + 1e6, y, x + 1e6 + 100, y + 100))
    with pytest.raises(RefusedError, match="lies outside the city") as refusal:
        agree(away, Asked(crs="local"), 4549, None)
    assert not any(secret in str(refusal.value) for secret in SECRETS)


def test_a_pipeline_to_degrees_will_do(tmp_path: Path) -> None:
    path = tmp_path / "pipeline.txt"
    path.write_text(PIPELINE)
    local.install(str(path))
    there = np.array([[HOME[0] - 500_000, HOME[1] - 3_300_000]])
    assert move(there, parse("local"), 4549)[0] == pytest.approx(HOME, abs=0.001)


def test_a_function_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_system.py").write_text("def leave(x, y):\n    return x / 1e5 + 120, y / 1e5 + 30\n")
    monkeypatch.syspath_prepend(tmp_path)
    local.install("own_system:leave")
    assert move(np.array([[15_900.0, 26_700.0]]), parse("local"), 4490)[0] == pytest.approx(PLACE)
    assert importlib.util.find_spec("own_system")


def test_wkt_over_cgcs2000_needs_no_shift(tmp_path: Path) -> None:
    from pyproj import CRS

    path = tmp_path / "own.wkt"
    path.write_text(CRS.from_epsg(4549).to_wkt().replace("500000", "15300").replace('"EPSG",4549', '"X",1'))
    local.install(str(path))
    there = np.array([[HOME[0] - 500_000 + 15_300, HOME[1]]])
    assert move(there, parse("local"), 4549)[0] == pytest.approx(HOME, abs=0.001)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("secret 12.345", "neither WKT nor a PROJ string"),
        ("", "neither WKT nor a PROJ string"),
        ("+proj=tmerc +lon_0=120.15 +x_0=80000 +ellps=krass +type=crs", r"add \+towgs84"),
        ("+proj=pipeline +step +proj=affine +xoff=80000", "does not lead to degrees"),
    ],
)
def test_what_is_no_system_is_refused_without_its_parameters(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "own.txt"
    path.write_text(content)
    local.install(str(path))
    with pytest.raises(RefusedError, match=said) as refusal:
        move(np.array([[1000.0, 2000.0]]), parse("local"), 4549)
    assert "TWIN_LOCAL_CRS" in str(refusal.value)
    assert not any(secret in str(refusal.value) for secret in SECRETS)


def test_what_is_not_there_or_fails_is_refused_by_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "failing.py").write_text("def leave(x, y):\n    raise ValueError('dx is 12.345')\n")
    monkeypatch.syspath_prepend(tmp_path)
    for named, said in (
        ("", "knows no system of its own"),
        (str(tmp_path / "absent.txt"), "No such file"),
        ("no_such_module:leave", "cannot be imported"),
        ("failing:absent", "cannot be imported"),
        ("failing:leave", "fails with ValueError"),
    ):
        local.install(named)
        with pytest.raises(RefusedError, match=said) as refusal:
            move(np.array([[1.0, 2.0]]), parse("local"), 4549)
        assert "12.345" not in str(refusal.value)
