"""The processes a command starts: marked as this twin's, ended with the command, logged."""

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from twin.setup import processes
from twin.setup.instance import Instance, SetUpError

LOG_LIMIT = 5_000_000


class Stopped(BaseException):
    """The person, or `down`, has asked for the end."""


def raise_on_signals() -> None:
    """Turn SIGINT, SIGTERM and a closed terminal into `Stopped`; a nohup stays respected."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, raise_stopped)


def raise_stopped(number: int, frame: object) -> None:
    """Unwind to the command's end, once."""
    ignore_signals()
    raise Stopped(signal.Signals(number).name)


def ignore_signals() -> None:
    """Let nothing interrupt the tidying."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def interruptions_held() -> Iterator[None]:
    """Obey the signals of the end only after what is inside."""
    heard: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    former = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        if former[number] != signal.SIG_IGN:
            signal.signal(number, lambda number, frame: heard.append(number))
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        if heard:
            signal.raise_signal(heard[0])


@dataclass
class Children:
    """Starts processes for one twin and ends them all; safe to use from several threads."""

    instance: Instance
    running: set[subprocess.Popen[bytes]] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    closed: bool = False

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment every child gets."""
        own = {
            processes.MARKER: str(self.instance.data_dir),
            "TWIN_DATA_DIR": str(self.instance.data_dir),
            "TWIN_CRS": str(self.instance.crs),
            "TWIN_HEIGHTS": str(self.instance.heights or "none"),
            "DJANGO_SETTINGS_MODULE": "twin.settings",
            "PYTHONUNBUFFERED": "1",
        }
        return {**os.environ, **own, **(more or {})}

    def start(
        self,
        command: Sequence[str],
        log: str | None,
        more: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> "subprocess.Popen[bytes]":
        """Start a process that the kernel ends should this one be killed; `log` None lets it speak here."""
        with self.lock:
            self.check()
            out = None if log is None else self.log_path(log).open("ab")
            try:
                child = subprocess.Popen(
                    [*mortal(), *command],
                    cwd=cwd or self.instance.root,
                    env=self.environment(more),
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out and subprocess.STDOUT,
                    start_new_session=True,
                )
            finally:
                if out:
                    out.close()
            self.running.add(child)
        return child

    def run(
        self,
        command: Sequence[str],
        log: str | None,
        more: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start a process, wait for its end, and refuse with the end of its log if it fails."""
        child = self.start(command, log, more, cwd)
        code = child.wait()
        self.forget(child)
        self.check()
        if code:
            words = "" if log is None else f":\n{self.tail(log)}\n(all of it: {self.log_path(log)})"
            raise SetUpError(f"`{' '.join(command)}` ended with code {code}{words}")

    def bury(self, child: "subprocess.Popen[bytes]") -> None:
        """End what a dead child has left: workers whose master was killed keep its port or socket."""
        processes.stop(processes.of_session(child.pid, self.instance.data_dir), patience=3.0)
        self.forget(child)

    def forget(self, child: "subprocess.Popen[bytes]") -> None:
        """A child has ended."""
        with self.lock:
            self.running.discard(child)

    def check(self) -> None:
        """Go no further once the end has been asked for."""
        if self.closed:
            raise Stopped

    def log_path(self, name: str) -> Path:
        """The log file of that name; one grown too long is put aside."""
        path = self.instance.data_dir / "log" / f"{name}.log"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        return path

    def tail(self, name: str, lines: int = 15) -> str:
        """The last lines of a log."""
        return "\n".join(self.log_path(name).read_text(errors="replace").splitlines()[-lines:])

    def stop(self, patience: float = 10.0) -> None:
        """End every child and what it started."""
        with self.lock:
            self.closed = True
            left = list(self.running)
        for child in left:
            signal_group(child, signal.SIGTERM)
        for child in left:
            try:
                child.wait(patience)
            except subprocess.TimeoutExpired:
                signal_group(child, signal.SIGKILL)
                child.wait()
        processes.stop(processes.left_behind(self.instance.data_dir), patience=2.0)


def mortal() -> list[str]:
    """What a command begins with for the kernel to end it with the one that starts it."""
    return ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []


def signal_group(child: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    """Signal a child and its own children, as long as it has not been waited for."""
    if child.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, number)
