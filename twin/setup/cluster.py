"""The private PostGIS cluster: made once, started by who needs it first, stopped by who leaves last."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twin.setup import cluster_files, locks, processes
from twin.setup.instance import Instance, SetUpError
from twin.setup.programs import Postgres, installed_postgres


@dataclass
class Cluster:
    """One cluster under a twin's data directory; `user` is the system's account its server runs as."""

    home: Path
    socket_dir: Path
    port: int
    user: pwd.struct_passwd
    holding: int | None = None

    @classmethod
    def of(cls, instance: Instance) -> "Cluster":
        """The cluster of a twin, made or not."""
        home = instance.data_dir / "cluster"
        return cls(home, Path(instance.socket_dir), instance.db_port, server_user(home))

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "data"

    def hold(self) -> None:
        """Have the cluster run until `release`; several commands may hold it at once."""
        self.prepare_home()
        self.holding = locks.take(self.home / "users.lock", shared=True)
        self.restart()

    def restart(self) -> None:
        """Have the server run again, by one command at a time."""
        with locks.alone(self.home / "start.lock"):
            self.ensure()

    def release(self) -> None:
        """Let go of the cluster; the last to do so stops it."""
        if self.holding is not None and locks.is_last(self.holding):
            self.stop()
        if self.holding is not None:
            os.close(self.holding)
            self.holding = None

    def ensure(self) -> None:
        """A running server with the role, the extensions and the database, whatever was there before."""
        server = self.server()
        if not (self.data / "PG_VERSION").exists():
            self.make(server)
        if not self.is_running():
            self.start(server)
        for database, statements in cluster_files.FIRST_STATEMENTS.items():
            self.run(server.programs / "psql", *self.address("postgres"), "-d", database, feed=statements)

    def server(self) -> Postgres:
        """The installed server that fits the cluster: a cluster keeps the version that made it."""
        found = installed_postgres()
        mark = self.data / "PG_VERSION"
        version = int(mark.read_text()) if mark.exists() else None
        fitting = [server for server in found if version in (None, server.version)]
        if not fitting:
            raise SetUpError(
                f"The cluster in {self.data} was made by PostgreSQL {version}, which is not installed: "
                f"install postgresql-{version} and postgresql-{version}-postgis-3, or move {self.home} away."
            )
        return fitting[0]

    def prepare_home(self) -> None:
        """The folder of the cluster, closed to all but its server's user."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.own(self.home)

    def own(self, path: Path) -> None:
        """Give a folder to the server's user alone."""
        path.chmod(0o700)
        if path.stat().st_uid != self.user.pw_uid:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def make(self, server: Postgres) -> None:
        """Make the cluster beside its place and move it there whole, so that a killed making leaves none."""
        making = self.home / "making"
        if making.exists():
            shutil.rmtree(making)
        options = (
            "--auth=peer",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
        )
        self.run(server.programs / "initdb", *options, "--no-instructions", "-D", making)
        making.replace(self.data)

    def start(self, server: Postgres) -> None:
        """Start the server, after clearing what a killed one or a reboot has left."""
        self.clear_leftovers()
        open_socket_dir(self.socket_dir, self.user)
        cluster_files.write(self.home, self.data, self.socket_dir, self.port, self.user)
        log = self.home / "start.log"
        options = ("start", "-w", "-s", "-t", "120", "-D", self.data, "-l", log)
        try:
            self.run(server.programs / "pg_ctl", *options)
        except SetUpError as error:
            said = "\n".join(log.read_text(errors="replace").splitlines()[-12:]) if log.exists() else ""
            raise SetUpError(f"PostgreSQL did not start:\n{said}\n{error}") from error

    def clear_leftovers(self) -> None:
        """End a server that listens elsewhere and orphaned backends; drop stale pid and socket files.

        PostgreSQL keeps such files if their number is alive, be it another process's or one not yet reaped.
        """
        self.stop()
        deadline = time.monotonic() + 3
        while (orphans := processes.of_cluster(self.data)) and time.monotonic() < deadline:
            time.sleep(0.1)
        processes.stop(orphans, patience=5, by=signal.SIGQUIT)
        socket = f".s.PGSQL.{self.port}"
        for path in (
            self.data / "postmaster.pid",
            self.socket_dir / f"{socket}.lock",
            self.socket_dir / socket,
        ):
            path.unlink(missing_ok=True)

    def postmaster(self) -> int | None:
        """The server's first process, if it runs."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        return pid if processes.works_in(pid, self.data) and processes.start_of(pid) else None

    def is_running(self) -> bool:
        """Whether the server runs and listens where the twin looks for it."""
        socket = self.socket_dir / f".s.PGSQL.{self.port}"
        return self.postmaster() is not None and socket.exists()

    def stop(self) -> None:
        """Stop the server: clients are cut off, what is committed is kept."""
        pid = self.postmaster()
        if pid is not None:
            processes.stop([pid], patience=60, by=signal.SIGINT)
        close_run_dir(self.socket_dir.parent)

    def address(self, role: str) -> list[str]:
        """psql's options for a quiet, strict connection as `role`."""
        return [
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.socket_dir),
            "-p",
            str(self.port),
            "-U",
            role,
        ]

    def run(self, *command: str | Path, feed: str = "") -> str:
        """Run one of PostgreSQL's programs as the server's user; its words become the error."""
        environment = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
        done = subprocess.run(
            [str(part) for part in command],
            input=feed,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=self.home,
            env=environment | {"HOME": self.user.pw_dir, "LC_ALL": "C.UTF-8"},
            start_new_session=True,
            **run_as(self.user),
        )
        if done.returncode:
            raise SetUpError(f"`{Path(command[0]).name}` failed: {(done.stderr or done.stdout).strip()}")
        return str(done.stdout)


def run_as(user: pwd.struct_passwd) -> dict[str, Any]:
    """subprocess options to run as `user`; none if that is who runs already."""
    if user.pw_uid == os.geteuid():
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def server_user(home: Path) -> pwd.struct_passwd:
    """Who runs the server: PostgreSQL refuses root, so root has the cluster's owner or `postgres` do it."""
    owner = home.stat().st_uid if home.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise SetUpError(f"{home} belongs to another account; run the command with sudo, as at first.")
        return pwd.getpwuid(os.geteuid())
    if owner:
        return pwd.getpwuid(owner)
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise SetUpError("There is no account `postgres`; install postgresql first.") from None


def open_socket_dir(folder: Path, user: pwd.struct_passwd) -> None:
    """The folder of the server's socket, made anew after a reboot, for its user alone."""
    open_run_dir(folder.parent, user.pw_uid)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != user.pw_uid:
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)


def open_run_dir(folder: Path, owner: int | None = None) -> None:
    """The folder of all sockets of a twin; refused if a stranger has put something there."""
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.lstat().st_uid not in (os.geteuid(), owner):
        raise SetUpError(f"{folder} belongs to another account; remove it, then run `manage.py up` again.")
    folder.chmod(0o711)


def close_run_dir(folder: Path) -> None:
    """Take away the folders of sockets; one in which somebody still listens stays."""
    for path in (folder / "pg", folder / "http", folder):
        with suppress(OSError):
            path.rmdir()
