"""What was chosen for a twin is found again by every later command, and the environment overrules it."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.twin.setup.conftest import ROOT
from twin.setup.instance import Instance, SetUpError, find_data_dir, read_json, write_json


def test_what_is_written_is_read_again(clone: Path) -> None:
    chosen = replace(Instance.read(clone), host="::1", port=8055, crs=28992, heights=None, demo="astana")
    assert not chosen.recorded
    chosen.write()
    assert Instance.read(clone) == replace(chosen, recorded=True)


def test_the_environment_has_the_last_word(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(Instance.read(clone), crs=4549, heights=5737).write()
    monkeypatch.setenv("TWIN_CRS", "epsg:28992")
    monkeypatch.setenv("TWIN_HEIGHTS", "none")
    monkeypatch.setenv("DATABASE_URL", "postgresql:///elsewhere")
    found = Instance.read(clone)
    assert (found.crs, found.heights, found.external) == (28992, None, True)


def test_a_data_directory_of_the_environment_is_another_twin(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = replace(Instance.read(clone), port=8055)
    first.write()
    monkeypatch.setenv("TWIN_DATA_DIR", str(tmp_path / "second"))
    second = Instance.read(clone)
    assert second.data_dir == tmp_path / "second"
    assert second.port == 8000 and not second.recorded
    assert second.run_dir != first.run_dir


def test_a_code_that_is_none_is_refused_with_an_example(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWIN_CRS", "Pulkovo")
    with pytest.raises(SetUpError, match="TWIN_CRS is “Pulkovo”; write an EPSG code such as 4549"):
        Instance.read(clone)


def test_a_data_directory_elsewhere_is_found_through_the_clone(clone: Path, tmp_path: Path) -> None:
    elsewhere = Instance.read(clone, tmp_path / "far")
    elsewhere.write()
    elsewhere.name_in_clone()
    assert find_data_dir(clone) == tmp_path / "far"
    assert Instance.read(clone) == replace(elsewhere, recorded=True)


def test_a_copied_clone_does_not_write_into_the_twin_of_the_first(clone: Path, tmp_path: Path) -> None:
    elsewhere = Instance.read(clone, tmp_path / "far")
    elsewhere.write()
    elsewhere.name_in_clone()
    copy = tmp_path / "copy"
    shutil.copytree(clone / ".var", copy / ".var")
    assert Instance.read(copy).data_dir == copy / ".var"


def test_a_moved_clone_takes_its_twin_along_with_sockets_of_its_own(clone: Path) -> None:
    before = replace(Instance.read(clone), port=8055)
    before.write()
    moved = clone.rename(clone.with_name("moved"))
    after = Instance.read(moved)
    assert (after.data_dir, after.port) == (moved / ".var", 8055)
    assert after.run_dir != before.run_dir


def test_sockets_fit_into_the_kernels_107_characters(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-rather-long-name-of-a-folder"] * 8)
    found = Instance.read(deep)
    longest = max(len(f"{found.socket_dir}/.s.PGSQL.65535.lock"), len(f"{found.run_dir}/http/stream.sock"))
    assert longest <= 107 < len(str(deep))


def test_two_clones_share_no_sockets(tmp_path: Path) -> None:
    assert Instance.read(tmp_path / "a").run_dir != Instance.read(tmp_path / "b").run_dir


def test_the_secret_key_is_made_once_for_its_owner_alone(instance: Instance) -> None:
    code = (
        "import sys; from pathlib import Path; from twin.setup.instance import Instance; "
        "print(Instance.read(Path(sys.argv[1])).secret('secret_key'))"
    )
    command = [sys.executable, "-S", "-c", code, str(instance.root)]
    crowd = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(4)]
    keys = {one.communicate()[0].decode().strip() for one in crowd}
    assert keys == {instance.secret("secret_key")} and len(keys.pop()) > 50
    path = instance.data_dir / "secret_key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [left.name for left in path.parent.glob("secret_key*")] == ["secret_key"]


def test_a_key_made_by_another_process_meanwhile_is_taken(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def come_first(fresh: Path, path: Path) -> None:
        path.write_text("theirs")
        raise FileExistsError

    monkeypatch.setattr("os.link", come_first)
    assert instance.secret("secret_key") == "theirs"
    assert [left.name for left in instance.data_dir.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:81"),
        ("0.0.0.0", "http://127.0.0.1:81"),
        ("::", "http://[::1]:81"),
        ("city.example", "http://city.example:81"),
    ],
)
def test_the_url_is_one_a_browser_of_this_machine_can_open(instance: Instance, host: str, url: str) -> None:
    assert replace(instance, host=host, port=81).url == url


@pytest.mark.parametrize("text", ["{", "[1]", '"text"'])
def test_a_spoilt_record_is_named_and_how_to_go_on(tmp_path: Path, text: str) -> None:
    path = tmp_path / "instance.json"
    path.write_text(text)
    with pytest.raises(SetUpError, match=r"instance\.json is not readable .* run `manage\.py up` again"):
        read_json(path)


def test_a_record_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    write_json(path, {"a": 1})
    write_json(path, {"b": Path("x")})
    assert read_json(path) == {"b": "x"}
    assert [left.name for left in tmp_path.iterdir()] == ["record.json"]
