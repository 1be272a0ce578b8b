"""The doctor says of each thing whether it is well, and where it is not, what to do."""

import os
import socket
from argparse import Namespace
from collections import namedtuple
from pathlib import Path

import pytest

from twin.setup import doctor as module
from twin.setup import locks, node, proxy
from twin.setup.doctor import Finding, doctor, examine
from twin.setup.instance import Instance, write_json
from twin.setup.programs import NGINX, Need


def findings(instance: Instance) -> dict[str, Finding]:
    """Every finding by its subject."""
    instance.write()
    return {finding.subject: finding for finding in examine(instance.root)}


def test_a_twin_never_brought_up_is_told_to_be(
    instance: Instance, capsys: pytest.CaptureFixture[str]
) -> None:
    found = findings(instance)
    todo = {subject for subject, finding in found.items() if finding.remedy}
    assert {"Database", "Web map", "nginx's settings"} <= todo
    assert "Locked packages" not in todo and "Port" not in todo
    assert all("manage.py up" in found[subject].remedy for subject in ("Database", "Web map"))
    assert doctor(instance.root, Namespace()) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in said if "Database" in line] == [["TO", "DO", "Database"]]
    assert sum("-> run `python3 manage.py up`" in line for line in said) >= 2


def test_where_all_is_well_nothing_is_to_do(
    instance: Instance, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "examine", lambda root: iter([Finding("Disk", "90 GB free")]))
    assert doctor(instance.root, Namespace()) == 0
    assert capsys.readouterr().out == f"{'ok':<7}{'Disk':<33}90 GB free\n"


def test_packages_that_are_not_the_locks_are_noticed(instance: Instance) -> None:
    (instance.root / "requirements.lock").write_text("other\n")
    assert findings(instance)["Locked packages"].remedy


def test_what_the_machine_lacks_comes_with_its_commands() -> None:
    found = module.look_for(Need("nginx", lambda: False, ("nginx",)))
    assert found.seen == "missing" and "apt-get install -y nginx" in found.remedy
    assert module.look_for(Need("nginx", lambda: True, ("nginx",))) == Finding("nginx", "there")


def test_a_port_of_another_program_is_noticed(instance: Instance) -> None:
    assert findings(instance)["Port"] == Finding("Port", f"{instance.port} is free")
    with socket.create_server(("127.0.0.1", instance.port)):
        taken = findings(instance)["Port"]
        assert taken.seen == "taken by another program" and "--port" in taken.remedy
        lock = locks.take(instance.data_dir / "up.lock")
        assert findings(instance)["Port"] == Finding("Port", f"the twin answers at {instance.url}/")
    assert "does not answer" in findings(instance)["Port"].seen
    os.close(lock or 0)


def test_a_full_disk_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage(9e9, 8e9, 1e9))
    full = module.examine_disk(tmp_path / "not" / "there")
    assert full.seen == f"1 GB free at {tmp_path}" and "--data-dir" in full.remedy
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage(9e9, 1e9, 8e9))
    assert not module.examine_disk(tmp_path).remedy


def test_a_web_map_of_older_sources_is_noticed(instance: Instance) -> None:
    source = instance.root / "tiles/web"
    (instance.data_dir / "web").mkdir()
    (instance.data_dir / "web/map.js").touch()
    (instance.data_dir / "web-build").mkdir()
    stamp = {"sources": node.digest(source, node.files(source))}
    write_json(instance.data_dir / "web-build" / node.STAMP, stamp)
    assert not findings(instance)["Web map"].remedy
    (source / "main.ts").write_text("changed")
    assert findings(instance)["Web map"].remedy


@pytest.mark.skipif(not NGINX.is_met(), reason="nginx is not installed")
def test_nginxs_own_word_on_its_settings_is_passed_on(instance: Instance) -> None:
    proxy.write(instance)
    assert findings(instance)["nginx's settings"] == Finding("nginx's settings", "valid")
    with (proxy.home(instance) / "nginx.conf").open("a") as settings:
        settings.write("no_such_word on;\n")
    broken = findings(instance)["nginx's settings"]
    assert "no_such_word" in broken.seen and broken.remedy
