"""What the private cluster's files and first statements say: who may connect, how memory is shared out."""

import os
import pwd
from pathlib import Path

ACCESS = """\
# Written by `manage.py up` at every start. Only this machine's accounts named in pg_ident.conf, by socket.
local all all peer map=twin
"""

EXTENSIONS = ("postgis", "pg_trgm", "unaccent", "btree_gist")

MAKE_ROLE = """\
SELECT 'CREATE ROLE twin LOGIN CREATEDB'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'twin') \\gexec
"""
MAKE_DATABASE = """\
SELECT 'CREATE DATABASE twin OWNER twin'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'twin') \\gexec
"""
FIRST_STATEMENTS = {
    "template1": "SET client_min_messages = warning;\n"
    + "".join(f"CREATE EXTENSION IF NOT EXISTS {name};\n" for name in EXTENSIONS),
    "postgres": MAKE_ROLE + MAKE_DATABASE,
}


def write(home: Path, data: Path, socket_dir: Path, port: int, user: pwd.struct_passwd) -> None:
    """Write who may connect and the settings, and have postgresql.conf read them."""
    put(data / "pg_hba.conf", ACCESS, user)
    put(data / "pg_ident.conf", identities(user.pw_name), user)
    put(home / "twin.conf", settings(home, socket_dir, port, memory()), user)
    main, line = data / "postgresql.conf", "include '../twin.conf'\n"
    if line not in main.read_text():
        put(main, main.read_text() + line, user)


def identities(server_user: str) -> str:
    """pg_ident.conf: the server's account is superuser and twin, root is twin, nobody else is anybody."""
    rows = [(server_user, "postgres"), (server_user, "twin")]
    rows += [("root", "twin")] if server_user != "root" else []
    return "".join(f'twin "{account}" {role}\n' for account, role in rows)


def settings(home: Path, socket_dir: Path, port: int, total: int) -> str:
    """PostgreSQL's settings for a machine with `total` MB of memory that other programs use too."""
    chosen = {
        "listen_addresses": "''",
        "unix_socket_directories": f"'{socket_dir}'",
        "port": port,
        "shared_buffers": f"{min(2048, max(128, total // 8))}MB",
        "effective_cache_size": f"{max(256, total // 2)}MB",
        "work_mem": f"{min(64, max(8, total // 256))}MB",
        "maintenance_work_mem": f"{min(512, max(64, total // 16))}MB",
        "max_connections": 100,
        "max_wal_size": "2GB",
        "wal_compression": "lz4",
        "synchronous_commit": "on",
        "random_page_cost": 1.1,
        "jit": "off",
        "max_parallel_workers_per_gather": 0,
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "logging_collector": "on",
        "log_directory": f"'{home}/log'",
        "log_filename": "'postgresql-%a.log'",
        "log_truncate_on_rotation": "on",
        "log_rotation_size": 0,
        "cluster_name": "'cim-twin'",
    }
    return "".join(f"{name} = {value}\n" for name, value in chosen.items())


def memory() -> int:
    """The machine's memory in MB, or less where a container is given less (cgroup v2)."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    text = limit.read_text().strip() if limit.exists() else "max"
    return min(total, int(text)) // 2**20 if text.isdecimal() else total // 2**20


def put(path: Path, text: str, user: pwd.struct_passwd) -> None:
    """Replace a file in one step, owned by the server's user, readable by nobody else."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text)
    fresh.chmod(0o600)
    if user.pw_uid != os.geteuid():
        os.chown(fresh, user.pw_uid, user.pw_gid)
    fresh.replace(path)
