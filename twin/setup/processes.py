"""Which processes belong to this twin, recognised by facts that no other clone's process can share."""

import contextlib
import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

MARKER = "TWIN_INSTANCE"
PROC = Path("/proc")


def start_of(pid: int) -> int | None:
    """Clock ticks from boot to the start of a process; None for one that is gone or a zombie."""
    fields = stat_fields(pid)
    return None if not fields or fields[0] == "Z" else int(fields[19])


def stat_fields(pid: int) -> list[str]:
    """`/proc/PID/stat` after the command's name, which may itself hold spaces and brackets (proc(5))."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def describe(pid: int) -> dict[str, str | int | None]:
    """What to record of a process so that its number, given to another one later, is not mistaken for it."""
    return {"pid": pid, "start": start_of(pid), "boot": boot()}


def is_same(recorded: dict[str, str | int | None]) -> bool:
    """Whether the process once described still runs."""
    pid = recorded.get("pid")
    return (
        isinstance(pid, int)
        and recorded.get("boot") == boot()
        and recorded.get("start") is not None
        and recorded["start"] == start_of(pid)
    )


def boot() -> str:
    """The kernel's id of this boot."""
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def pids() -> Iterator[int]:
    """Every process, except this one and those it descends from."""
    own = set(lineage(os.getpid()))
    return (int(path.name) for path in PROC.iterdir() if path.name.isdecimal() and int(path.name) not in own)


def lineage(pid: int) -> Iterator[int]:
    """A process and its ancestors."""
    while pid > 0:
        yield pid
        fields = stat_fields(pid)
        pid = int(fields[1]) if fields else 0


def left_behind(data_dir: Path) -> list[int]:
    """Processes of the twin in `data_dir`, other than PostgreSQL, whoever started them."""
    return [pid for pid in pids() if start_of(pid) and (is_marked(pid, data_dir) or serves(pid, data_dir))]


def of_session(leader: int, data_dir: Path) -> list[int]:
    """What a process of the twin, started as the leader of a session, has left of it."""
    return [pid for pid in left_behind(data_dir) if stat_fields(pid)[3:4] == [str(leader)]]


def is_marked(pid: int, data_dir: Path) -> bool:
    """Whether a process was started with this twin's mark in its environment."""
    try:
        environment = (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return f"{MARKER}={data_dir}".encode() in environment


def serves(pid: int, data_dir: Path) -> bool:
    """Whether a process is this twin's nginx, which overwrites its environment but holds its log open."""
    try:
        if command_of(pid) != "nginx":
            return False
        return any(
            link_of(path).startswith(f"{data_dir}/nginx/") for path in (PROC / str(pid) / "fd").iterdir()
        )
    except OSError:
        return False


def of_cluster(pgdata: Path) -> list[int]:
    """PostgreSQL's processes over one data directory: each has it as its working directory."""
    return [pid for pid in pids() if start_of(pid) and works_in(pid, pgdata)]


def works_in(pid: int, pgdata: Path) -> bool:
    """Whether a process is PostgreSQL's, at work in `pgdata`, even one deleted under it."""
    try:
        return command_of(pid) == "postgres" and link_of(PROC / str(pid) / "cwd") == str(pgdata)
    except OSError:
        return False


def arguments_of(pid: int) -> list[str]:
    """The words a process was started with; none of one that is gone."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def command_of(pid: int) -> str:
    """The name of the program a process runs."""
    return (PROC / str(pid) / "comm").read_text().strip()


def link_of(path: Path) -> str:
    """Where one of the kernel's links to an open file or folder leads."""
    return str(path.readlink()).removesuffix(" (deleted)")


def stop(pids: Iterable[int], patience: float = 8.0, by: signal.Signals = signal.SIGTERM) -> None:
    """Ask processes to end, and end those that have not after `patience` seconds."""
    alive = {pid: start_of(pid) for pid in pids}
    send(alive, by)
    deadline = time.monotonic() + patience
    while alive and time.monotonic() < deadline:
        time.sleep(0.05)
        alive = still(alive)
    send(alive, signal.SIGKILL)
    while alive := still(alive):
        time.sleep(0.05)


def still(alive: dict[int, int | None]) -> dict[int, int | None]:
    """Those of the processes that run yet."""
    return {pid: start for pid, start in alive.items() if start is not None and start_of(pid) == start}


def send(pids: Iterable[int], number: signal.Signals) -> None:
    """Signal processes, of which some may have ended."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
