"""All of the samples come in: each into a twin of its own frame, or published; none is forgotten."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.conftest import OtherTwin
from tests.journeys.samples import ELSEWHERE, HOMES, Home

Make = Callable[[int, int | None], OtherTwin]


def home_of(name: str) -> object:
    """A row of the table; the frame of the tests' own city is tried always, the others with --full."""
    return pytest.param(HOMES[name], id=name, marks=[] if name == "world" else [pytest.mark.full])


@pytest.mark.parametrize("home", [home_of(name) for name in HOMES])
def test_what_belongs_to_a_city_comes_into_its_twin(
    home: Home, sample: Callable[[str], Path], other_twin: Make
) -> None:
    twin = other_twin(home.crs, home.heights)
    for one in home.loads:
        paths = [file for name in one.paths for file in listed(sample(name))]
        told = twin.do("load", *map(str, paths), *one.options)
        for words in one.told:
            assert words in told, told
        assert "error" not in told.split("findings:")[-1] if "findings:" in told else True


def listed(path: Path) -> list[Path]:
    """The file, or the files of a folder that are data of their own."""
    if path.is_file() or any(path.glob("*.mvt")):
        return [path]
    return sorted(file for file in path.iterdir() if file.is_file() and not reason_for(file))


def reason_for(file: Path) -> str | None:
    """Why a file is not loaded, if it is not."""
    name = file.relative_to(settings.TWIN_SAMPLES).as_posix()
    reasons = (why for key, why in ELSEWHERE.items() if name.startswith(key) or name.endswith(key))
    return next(reasons, None)


def test_no_sample_is_forgotten(sample: Callable[[str], Path]) -> None:
    root = sample("README.md").parent
    named = [root / path for home in HOMES.values() for one in home.loads for path in one.paths]
    parts = (".shx", ".dbf", ".prj")
    forgotten = [
        str(file.relative_to(root))
        for file in root.rglob("*")
        if file.is_file()
        and not reason_for(file)
        and not any(path == file or path in file.parents for path in named)
        and file.suffix not in parts
    ]
    assert forgotten == []
