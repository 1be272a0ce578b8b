"""What a person may choose for a twin on the command line, and how that meets what was chosen before."""

import os
import subprocess
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from pwd import struct_passwd

from twin.setup import demo, proxy
from twin.setup.cluster import run_as, server_user
from twin.setup.instance import PROJECT, Instance, SetUpError, hash_of_path, read_code, read_code_or_none


def add_options(parser: ArgumentParser) -> None:
    """The options of `up`; each is kept for the next time."""
    parser.add_argument("--port", type=int, help="port of the web server (8000)")
    parser.add_argument("--host", help="address it listens at, 0.0.0.0 for all (127.0.0.1)")
    parser.add_argument("--data-dir", type=Path, help="where the database, tiles and logs lie (.var)")
    demos = [*demo.CRS, "none"]
    parser.add_argument("--demo", choices=demos, help="demo city (astana unless --crs is given)")
    parser.add_argument("--crs", help="EPSG code of the metric CRS everything is stored in (4549)")
    parser.add_argument("--heights", help="EPSG code of the height datum, or none (5737)")


def settle(root: Path, options: Namespace) -> Instance:
    """The twin as recorded, changed by the options; its data directory is settled, nothing is written yet."""
    instance = Instance.read(root, options.data_dir and options.data_dir.expanduser().resolve())
    if not instance.recorded and instance.data_dir == root / ".var":
        instance = instance.at(place_data(root))
    if instance.recorded and instance.external and not os.environ.get("DATABASE_URL"):
        raise SetUpError(
            "This twin's database is at DATABASE_URL, which is not set now: set it again, "
            f"or delete {instance.data_dir}/instance.json to start with a private one."
        )
    instance = choose_city(instance, options)
    return replace(
        instance,
        external=bool(os.environ.get("DATABASE_URL")),
        port=options.port or instance.port,
        host=options.host or instance.host,
    )


def choose_city(instance: Instance, options: Namespace) -> Instance:
    """Demo, CRS and heights: the option, else what is recorded, else what fits the demo."""
    crs = read_code("--crs", options.crs) if options.crs else None
    name = options.demo or (instance.demo or "none" if instance.recorded else None)
    name = name or ("none" if crs or os.environ.get("TWIN_CRS") else "astana")
    if name in demo.CRS:
        if (crs or (instance.crs if instance.recorded else None)) not in (None, demo.CRS[name]):
            raise SetUpError(
                f"The demo city {name} needs EPSG:{demo.CRS[name]}, the twin has EPSG:{crs or instance.crs}: "
                "choose `--demo none`, or give the demo a twin of its own with --data-dir and --port."
            )
        instance = replace(instance, demo=name, crs=demo.CRS[name], heights=demo.HEIGHTS[name])
    else:
        instance = replace(instance, demo=None, crs=crs or instance.crs)
        if crs and crs != 4549 and not options.heights and not instance.recorded:
            instance = replace(instance, heights=None)
    if options.heights is not None:
        instance = replace(instance, heights=read_code_or_none("--heights", options.heights))
    return instance


def place_data(root: Path) -> Path:
    """`.var` of the clone, or a folder in /var/lib where PostgreSQL's or nginx's account cannot reach it."""
    here = root / ".var"
    if os.geteuid() != 0:
        return here
    here.mkdir(exist_ok=True)
    accounts = [proxy.worker()]
    if not os.environ.get("DATABASE_URL"):
        accounts.append(server_user(here / "cluster"))
    if all(reaches(account, here) for account in accounts if account):
        return here
    return Path("/var/lib") / f"{PROJECT}-{hash_of_path(root)}"


def reaches(account: struct_passwd, folder: Path) -> bool:
    """Whether an account may go into a folder."""
    command = ["test", "-x", str(folder)]
    return bool(subprocess.run(command, cwd="/", **run_as(account)).returncode == 0)
