"""apt brings packages and starts nothing: tried with an apt that only writes down what it is asked."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.twin.setup.conftest import ROOT
from twin.setup import apt

FAKES = {
    "apt-get": (
        'echo "apt-get $*" >> "$TOLD"; echo "session $(cut -d " " -f 6 /proc/$$/stat)" >> "$TOLD"\n'
        '[ -x "$POLICY" ] && "$POLICY"; echo "policy $?" >> "$TOLD"\n'
        '[ -f "$NO_CLUSTER" ] && cat "$NO_CLUSTER" >> "$TOLD"\n'
        'echo "E: nothing to be had"; case "$*" in *" install "*) exit "$(cat "$CODE")";; esac'
    ),
    "apt-cache": 'cat "$OFFERED"',
    "dpkg": 'echo "dpkg $*" >> "$TOLD"; "$POLICY"; echo "policy $?" >> "$TOLD"; cat "$NO_CLUSTER" >> "$TOLD"',
    "update-rc.d": 'echo "update-rc.d $*" >> "$TOLD"',
}


class Machine:
    """A machine with its own policy, its own apt and nobody's services."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the programs before the real ones and the files where they do no harm."""
        self.told, self.code, self.offered = folder / "told", folder / "code", folder / "offered"
        self.policy, self.no_cluster = folder / "policy-rc.d", folder / "createcluster.d/cim-twin.conf"
        self.told.touch()
        self.no_cluster.parent.mkdir()
        self.code.write_text("0")
        self.offered.write_text("postgresql-97-postgis-3 - x\npostgresql-98-postgis-3 - x\n")
        programs = folder / "bin"
        programs.mkdir()
        for name, script in FAKES.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
        for name in ("told", "code", "offered", "policy", "no_cluster"):
            monkeypatch.setenv(name.upper(), str(getattr(self, name)))
        monkeypatch.setattr(apt, "POLICY", self.policy)
        monkeypatch.setattr(apt, "FORMER_POLICY", folder / "policy-rc.d.former")
        monkeypatch.setattr(apt, "NO_CLUSTER", self.no_cluster)
        monkeypatch.setattr(apt, "LOCK", folder / "apt.lock")
        monkeypatch.setattr(apt, "find_program", lambda name: None)

    def words(self) -> list[str]:
        """What the programs were asked, and what they saw meanwhile."""
        return self.told.read_text().splitlines()

    def installed(self) -> list[str]:
        """What each installation named."""
        return [line.split("--no-install-recommends ")[1] for line in self.words() if " install " in line]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Such a machine."""
    return Machine(tmp_path, monkeypatch)


def test_nothing_may_start_while_packages_come_and_all_is_as_before_then(machine: Machine) -> None:
    apt.install(["nginx"])
    assert machine.installed() == ["nginx"]
    assert "policy 101" in machine.words(), "a maintainer script would have started the service"
    assert not machine.policy.exists()
    assert machine.words()[-1] == "update-rc.d nginx disable"


def test_the_systems_cluster_is_not_made(machine: Machine) -> None:
    apt.add(["postgis"])
    common, server = [index for index, line in enumerate(machine.words()) if " install " in line]
    assert machine.installed() == ["postgresql-common", "postgresql-98 postgresql-98-postgis-3"]
    forbidden = machine.words().index("create_main_cluster = false")
    assert common < server < forbidden, "told before the server's package comes, not before its folder is"
    assert not machine.no_cluster.exists()


def test_a_machines_own_policy_comes_back(machine: Machine) -> None:
    machine.policy.write_text("#!/bin/sh\nexit 104\n")
    machine.policy.chmod(0o755)
    apt.add(["nginx"])
    assert "policy 101" in machine.words()
    assert machine.policy.read_text() == "#!/bin/sh\nexit 104\n"


def test_what_a_killed_installation_left_is_set_up_as_quietly_and_undone(machine: Machine) -> None:
    machine.policy.write_text(f"#!/bin/sh\n{apt.MADE_BY}{apt.NEW_NGINX}exit 101\n")
    apt.FORMER_POLICY.write_text("the machine's own")
    machine.no_cluster.write_text("create_main_cluster = false\n")
    assert apt.was_cut_short()
    apt.recover()
    words = machine.words()
    assert words[:2] == ["dpkg --configure -a", "policy 101"], "what was unpacked would have started"
    assert "create_main_cluster = false" in words, "the system's cluster would have been made"
    assert words[-1] == "update-rc.d nginx disable"
    assert machine.policy.read_text() == "the machine's own"
    assert not apt.FORMER_POLICY.exists() and not machine.no_cluster.exists()
    assert not apt.was_cut_short()


def test_an_nginx_that_was_there_before_keeps_its_site(machine: Machine) -> None:
    machine.policy.write_text(f"#!/bin/sh\n{apt.MADE_BY}exit 101\n")
    apt.recover()
    assert not any("nginx" in line for line in machine.words())


def test_two_installations_wait_for_each_other(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    other = apt.locks.take(apt.LOCK)
    assert other
    freed = threading.Timer(0.3, os.close, [other])
    freed.start()
    apt.install(["nginx"])
    freed.join()
    assert capsys.readouterr().out == "Waiting for another clone's installation of packages …\n"
    assert machine.installed() == ["nginx"]


def test_apt_does_not_hear_the_terminal(machine: Machine) -> None:
    apt.add(["nginx"])
    [session] = [line for line in machine.words() if line.startswith("session ")]
    assert session != f"session {os.getsid(0)}"


def test_a_closing_terminal_does_not_end_dpkg_halfway() -> None:
    code = (
        "import os, signal; from twin.setup import apt; apt.ignore_terminal(); "
        "os.kill(0, signal.SIGHUP); os.kill(0, signal.SIGINT); print('goes on', flush=True); "
        "os.kill(os.getpid(), signal.SIGTERM)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, check=False, start_new_session=True
    )
    assert (done.stdout, done.returncode) == (b"goes on\n", -signal.SIGTERM)


def test_a_policy_that_is_not_ours_is_left(machine: Machine) -> None:
    machine.policy.write_text("#!/bin/sh\nexit 101\n")
    assert not apt.was_cut_short()
    apt.recover()
    assert machine.policy.read_text() == "#!/bin/sh\nexit 101\n"


def test_a_failure_is_tried_again_with_fresh_lists_then_told(machine: Machine) -> None:
    machine.code.write_text("100")
    with pytest.raises(apt.AptError, match=r"`apt-get install .* nginx` failed:\nE: nothing to be had"):
        apt.install(["nginx"])
    asked = [line.split()[-1] for line in machine.words() if line.startswith("apt-get ")]
    assert asked[-3:] == ["nginx", "update", "nginx"]
    assert not machine.policy.exists()


def test_the_newest_postgresql_with_postgis_is_taken(machine: Machine) -> None:
    machine.offered.write_text("".join(f"postgresql-{n}-postgis-3 - x\n" for n in (13, 98, 97, 9)))
    assert apt.postgres_version() == 98


def test_a_distribution_that_is_too_old_is_told(machine: Machine) -> None:
    machine.offered.write_text("postgresql-13-postgis-3 - x\n")
    with pytest.raises(apt.AptError, match="no PostGIS 3 for PostgreSQL 15 or newer"):
        apt.postgres_version()
