"""nginx in front of the twin: its private configuration and the command that runs it, for `up`."""

import grp
import os
import pwd
from collections.abc import Iterable
from pathlib import Path

from twin.setup import limits, refusals
from twin.setup.instance import Instance, SetUpError, bracket
from twin.setup.programs import find_program

TEMPLATE = Path(__file__).with_name("nginx.conf")
SERVERS = 2
"""HTTP servers of one process each."""

SMALL = r"~^\|\|/tiles/[^/]+/(1[5-9]|2[0-9])/"
UNKEPT = SMALL + r"[^|]*\|(?!(v=[0-9]{1,20})?$)"
"""Small tiles asked for without cookies and token, and those of them that nobody keeps, by path and query."""

WORKERS = ("www-data", "nginx", "http", "nobody")


def home(instance: Instance) -> Path:
    """The folder of nginx's configuration, logs, pid and temporary files."""
    return instance.data_dir / "nginx"


def socket_dir(instance: Instance) -> Path:
    """The folder of what listens for nginx alone."""
    return Path(instance.run_dir) / "http"


def http_sockets(instance: Instance) -> list[Path]:
    """Where the HTTP servers listen: each at its own, so that nginx shares out the work, not chance."""
    return [socket_dir(instance) / f"app{number}.sock" for number in range(1, SERVERS + 1)]


def doorstep(socket: Path) -> Path:
    """Where the process that has its HTTP server at `socket` has its doorstep."""
    return socket.with_name(f"{socket.stem}-doorstep.sock")


def stream_socket(instance: Instance) -> Path:
    """Where the stream server listens."""
    return socket_dir(instance) / "stream.sock"


def status_socket(instance: Instance) -> Path:
    """Where nginx tells of itself, to this twin alone."""
    return socket_dir(instance) / "nginx.sock"


def worker() -> pwd.struct_passwd | None:
    """The account of nginx's workers when root starts it; None when they are who started it."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next((known[name] for name in WORKERS if name in known), None)


def render(instance: Instance) -> str:
    """nginx.conf for this twin: all it names lies in the data directory or is a socket of the twin's."""
    account = worker()
    group = grp.getgrgid(account.pw_gid).gr_name if account else ""
    values = {
        "@USER@": f"user {account.pw_name} {group};" if account else "",
        "@HOME@": str(home(instance)),
        "@STATIC@": str(instance.data_dir / "static"),
        "@DATA@": str(instance.data_dir),
        "@LISTEN@": f"{bracket(instance.host)}:{instance.port}",
        "@STREAM@": str(stream_socket(instance)),
        "@STATUS@": str(status_socket(instance)),
    }
    text = TEMPLATE.read_text()
    for name, value in values.items():
        if any(sign in value.removesuffix(";") for sign in ";{}\"'\n$"):
            raise SetUpError(f"nginx cannot be told of “{value}”; choose a plainer --data-dir or --host.")
        text = text.replace(name, value)
    apps = http_sockets(instance)
    parts = {
        "@SERVERS@": list_servers(apps),
        "@DOORSTEPS@": list_servers(map(doorstep, apps)),
        "@UNKEPT@": UNKEPT if (os.environ.get("TWIN_TILE_CACHE") or "some").strip("0") else SMALL,
    }
    for name, value in {**parts, **limits.write(), **refusals.write()}.items():
        text = text.replace(name, value)
    return text


def list_servers(sockets: Iterable[Path]) -> str:
    """Servers of nginx's, none of which is passed over because it was away a moment ago."""
    return "\n        ".join(f"server unix:{path} max_fails=0;" for path in sockets)


def write(instance: Instance) -> None:
    """Write the configuration and open the folder of the servers' sockets to nginx's workers."""
    folder = home(instance)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nginx.conf").write_text(render(instance))
    sockets, account = socket_dir(instance), worker()
    sockets.mkdir(mode=0o750, parents=True, exist_ok=True)
    if account:
        os.chown(sockets, os.geteuid(), account.pw_gid)
    sockets.chmod(0o750)


def command(instance: Instance, *more: str) -> list[str]:
    """How to run nginx as the twin's own, in the foreground."""
    folder = home(instance)
    program = find_program("nginx")
    if program is None:
        raise SetUpError("nginx is not installed; run `python3 manage.py doctor`.")
    return [
        str(program),
        "-p",
        str(folder),
        "-e",
        str(folder / "error.log"),
        "-c",
        str(folder / "nginx.conf"),
        *more,
    ]
