"""The laws of the house, each a test that fails when the house is not kept."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from spatial.analysis import analyses
from spatial.format import formats
from twin.door import doors
from twin.layer import layers

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("spatial", "twin", "tiles")
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
SCRIPTS = Path(sys.executable).parent

WITHOUT_MIRROR = {
    "twin/backup/databases.py": "tests/journeys/test_backup.py backs up, breaks and restores a whole twin",
    "twin/management/commands/backup.py": "tests/journeys/test_backup.py runs it",
    "twin/management/commands/restore.py": "tests/journeys/test_backup.py runs it",
    "twin/apps.py": "names the app",
    "tiles/apps.py": "names the app",
    "twin/wsgi.py": "three lines that every request runs",
    "twin/asgi.py": "tests/journeys/test_streams.py listens to it and ends it",
    "twin/urls.py": "every route is asked in tests/contracts/test_routes.py",
    "twin/api/urls.py": "every route is asked in tests/contracts/test_routes.py",
    "twin/settings.py": "nothing runs without it",
    "twin/admin.py": "two titles",
    "spatial/analysis.py": "an idea: tests/contracts/test_analyses.py holds every entry to it",
    "spatial/format.py": "an idea: tests/contracts/test_formats.py holds every entry to it",
    "spatial/records.py": "an idea: frozen data without behaviour",
    "spatial/findings.py": "an idea: frozen data without behaviour",
    "spatial/citation.py": "an idea: frozen data without behaviour",
    "spatial/tables.py": "an idea: frozen data without behaviour",
    "spatial/errors.py": "an idea: three empty classes",
    "twin/card/card.py": "an idea: frozen data without behaviour",
    "twin/models/audit.py": "columns: tests/twin/access/test_chain.py seals them all",
    "twin/models/change.py": "columns: tests/twin/test_marks.py fills and reads them all",
    "twin/models/export.py": "columns: tests/twin/api/test_spooling.py fills and reads them all",
    "twin/models/kept.py": "columns: tests/twin/runner/test_keeping.py fills and reads them all",
    "twin/models/report.py": "columns: tests/twin/reporting fills and reads them all",
    "twin/models/run.py": "columns: tests/twin/runner/test_jobs.py fills and reads them all",
    "twin/models/city.py": "columns: tests/twin/models/test_version.py holds every kind to its record",
    "twin/models/hazard.py": "columns: tests/twin/models/test_version.py holds every kind to its record",
    "twin/models/provenance.py": "columns: tests/twin/ingest fills and reads them all",
    "twin/models/overview.py": "columns: tests/twin/overview fills and reads them all",
    "twin/models/publication.py": "columns: tests/twin/publication/test_publishing.py fills them all",
    "twin/models/published.py": "columns: tests/twin/test_published.py reads them all",
    "twin/publication/words.py": "its SQL is run by tests/twin/publication/test_counting.py",
    "twin/models/zone.py": "columns: tests/twin/publication/test_drawing.py fills and reads them",
    "twin/models/token.py": "columns: tests/twin/access/test_tokens.py fills and reads them all",
    "twin/models/sign_on.py": "columns: tests/twin/access/test_sign_on.py fills and reads them all",
    "twin/models/stock.py": "columns: tests/twin/test_stock.py and tests/twin/stock fill and read them all",
    "twin/models/revision.py": "columns: tests/twin/test_changes.py fills and reads them all",
    "twin/runner/tables.py": "data: tests/twin/runner/test_statements.py asks for every column",
    "twin/door.py": "an idea: tests/contracts/test_routes.py holds every entry to it",
}
ENTRIES = (
    "spatial/formats/",
    "spatial/analyses/",
    "twin/layers/",
    "twin/export/forms/",
    "twin/api/doors/",
    "tiles/doors/",
)


def sources(*rooms: str) -> list[Path]:
    """Our own Python files."""
    found = [path for room in rooms for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]
    return sorted(path for path in found if "node_modules" not in path.parts)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A tool of the environment, run at the root."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_floors_hold() -> None:
    done = run(str(SCRIPTS / "lint-imports"), "--no-cache")
    assert done.returncode == 0, done.stdout


def test_the_linter_is_content() -> None:
    done = run(str(SCRIPTS / "ruff"), "check", "--no-cache", ".")
    assert done.returncode == 0, done.stdout


def test_the_files_are_formatted() -> None:
    done = run(str(SCRIPTS / "ruff"), "format", "--no-cache", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_the_types_hold() -> None:
    done = run(str(SCRIPTS / "mypy"), *ROOMS)
    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_every_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_file_is_longer_than_a_sitting() -> None:
    scripts = [*ROOT.glob("tiles/web/src/**/*.ts"), *ROOT.glob("tiles/web/src/**/*.css")]
    files = [*sources(*ROOMS, "tests", "fixtures"), ROOT / "manage.py", *scripts]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert {name: length for name, length in long.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sources(*ROOMS, "tests")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources(*ROOMS, "tests")
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_no_docstring_names_a_file_or_module_that_is_gone() -> None:
    path_named = re.compile(r"\b(?:spatial|twin|tiles|tests|fixtures)/[\w/.-]*\w")
    module_named = re.compile(r"\b(?:spatial|twin|tiles)(?:\.[a-z_]+)+\b")
    gone = []
    for path in sources(*ROOMS, "tests"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                continue
            text = ast.get_docstring(node) or ""
            gone += [name for name in path_named.findall(text) if not (ROOT / name).exists()]
            gone += [name for name in module_named.findall(text) if not stands(name)]
    assert gone == []


def stands(name: str) -> bool:
    """Whether a dotted name is a module of ours or something defined in one."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:size])
        file = place.with_suffix(".py") if not place.is_dir() else place / "__init__.py"
        if file.exists():
            return size == len(parts) or re.search(rf"\b{parts[size]}\b", file.read_text()) is not None
    return False


def test_importing_the_catalogues_loads_nothing_heavy() -> None:
    heavy = ["pandas", "geopandas", "scipy", "duckdb", "ifcopenshell"]
    code = (
        "import sys; from spatial.analysis import analyses; from spatial.format import formats; "
        "from twin.layer import layers; list(analyses); "
        f"list(formats); list(layers); print([name for name in {heavy} if name in sys.modules])"
    )
    assert run(sys.executable, "-c", code).stdout.strip() == "[]"


def test_a_process_that_serves_loads_no_tables() -> None:
    code = "import sys, django; django.setup(); print({'pandas', 'geopandas'} & {*sys.modules})"
    served = {**os.environ, "TWIN_POOL": "1", "DJANGO_SETTINGS_MODULE": "twin.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=served, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_every_source_file_has_its_mirror_test() -> None:
    missing = []
    for path in sources(*ROOMS):
        name = str(path.relative_to(ROOT))
        mirror = ROOT / "tests" / path.relative_to(ROOT).with_name(f"test_{path.name}")
        if path.name == "__init__.py" or name in WITHOUT_MIRROR or name.startswith(ENTRIES):
            continue
        if not mirror.exists():
            missing.append(name)
    assert missing == []


def test_no_exemption_outlives_its_file() -> None:
    assert [name for name in WITHOUT_MIRROR if not (ROOT / name).exists()] == []


def test_every_entry_is_named_as_its_file() -> None:
    named = {"spatial/formats": formats, "spatial/analyses": analyses, "twin/layers": layers}
    for folder, catalogue in named.items():
        files = {path.stem.replace("_", "-") for path in (ROOT / folder).glob("[a-z]*.py")}
        assert {entry.id for entry in catalogue} == files
    assert len({door.id for door in doors}) == len(list(doors))


def test_every_format_has_a_fixture_of_known_origin() -> None:
    for format in formats:
        folder = ROOT / "fixtures" / format.id.replace("-", "_")
        assert (folder / "ORIGIN.md").exists(), folder
        assert len(list(folder.iterdir())) > 1, f"{folder} holds no fixture"


def test_every_fixture_folder_tells_its_origin() -> None:
    folders = [path for path in (ROOT / "fixtures").iterdir() if path.is_dir()]
    assert [path.name for path in folders if not (path / "ORIGIN.md").exists()] == []


README_COMMANDS = sorted(set(re.findall(r"manage\.py ([a-z]+)", (ROOT / "README.md").read_text())))


@pytest.mark.parametrize("command", README_COMMANDS)
def test_a_command_the_readme_names_runs_and_knows_the_options_named(command: str) -> None:
    done = run(sys.executable, "manage.py", command, "--help")
    assert done.returncode == 0, done.stderr
    text = (ROOT / "README.md").read_text()
    options = set(re.findall(r"--[a-z-]+", " ".join(re.findall(rf"manage\.py {command}\b([^#\n]*)", text))))
    assert {option for option in options if option not in done.stdout} == set()


def test_the_readme_is_short_and_begins_with_two_commands() -> None:
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) < 200
    assert {"up", "test", "load"} <= set(README_COMMANDS)


def test_the_top_level_holds_only_what_the_plan_names() -> None:
    listed = run("git", "ls-tree", "--name-only", "HEAD").stdout.split()
    plan = {"manage.py", "pyproject.toml", "README.md", "twin", "spatial", "tiles", "tests", "fixtures"}
    assert {name for name in listed if not name.startswith(".")} - plan <= {"requirements.lock"}


def test_every_dependency_is_pinned_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lock = (ROOT / "requirements.lock").read_text()
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = [re.split(r"[\[=<>~! ]", line)[0] for line in wanted]
    assert [name for name in names if not re.search(rf"^{name}(\[.*\])?==", lock, re.M)] == []


def test_the_web_map_comes_from_its_registry_by_a_lock() -> None:
    lock = json.loads((ROOT / "tiles/web/package-lock.json").read_text())
    outside = [
        name
        for name, package in lock["packages"].items()
        if name and not package.get("integrity") and not package.get("link")
    ]
    assert outside == []
    assert not (ROOT / "tiles/web/vendor").exists()
