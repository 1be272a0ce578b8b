"""`manage.py test`: the environment of `up` and the whole suite in it, beside a running twin or alone."""

import os
import subprocess
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from twin.setup import children, environment, locks, node, packages, workers
from twin.setup.choices import place_data
from twin.setup.cluster import Cluster
from twin.setup.instance import Instance, SetUpError
from twin.setup.programs import BROWSER, DATABASE, NGINX, OGRINFO, VENV
from twin.setup.telling import phase, say


def test(root: Path, options: Namespace) -> int:
    """Prepare, run pytest, put away what was started; pytest's exit code."""
    children.raise_on_signals()
    try:
        instance = prepare(root)
        with locks.alone(instance.data_dir / "test.lock", "Waiting for another test run of this clone …"):
            return run(instance, options)
    except children.Stopped:
        return 130


def prepare(root: Path) -> Instance:
    """The machine's packages and `.venv` with what tests need, and the twin beside which they run."""
    external = bool(os.environ.get("DATABASE_URL"))
    with locks.alone(root / ".var" / "set-up.lock", "Waiting for another set-up of this clone …"):
        packages.provide(root, (VENV, NGINX) if external else (VENV, DATABASE, NGINX))
        try:
            packages.provide(root, (BROWSER, OGRINFO))
        except SetUpError as error:
            say(f"Tests with a browser or ogrinfo are skipped: {error}")
        environment.provide(root, "test")
        instance = Instance.read(root)
        if (
            not instance.recorded
            and instance.data_dir == root / ".var"
            and not os.environ.get("TWIN_DATA_DIR")
        ):
            instance = instance.at(place_data(root))
            instance.name_in_clone()
    instance.data_dir.mkdir(parents=True, exist_ok=True)
    return instance


def run(instance: Instance, options: Namespace) -> int:
    """Run pytest in a data directory of its own over the twin's cluster, in a database of its own."""
    trial = replace(
        instance, data_dir=instance.data_dir / "test", crs=4549, heights=5737, demo=None, recorded=True
    )
    own = children.Children(trial)
    cluster = None if instance.external else Cluster.of(instance)
    try:
        if cluster:
            with phase("PostgreSQL started"):
                cluster.hold()
        with phase("Web map built from tiles/web"):
            node.build_map(own, instance.data_dir)
        number = options.processes or workers.count(trial.root, options.pytest)
        for one in (trial, *workers.trials(trial, number)):
            one.write()
            link_web(one.data_dir / "web", instance.data_dir / "web")
        return run_pytest(own, number, options)
    finally:
        children.ignore_signals()
        own.stop()
        if cluster:
            cluster.release()


def link_web(link: Path, web: Path) -> None:
    """Let the tests see the built web map."""
    if not link.is_symlink():
        link.symlink_to(web)


def run_pytest(own: children.Children, number: int, options: Namespace) -> int:
    """pytest itself in so many processes, speaking on this terminal."""
    full = {"TWIN_FULL": "1"} if options.full else {}
    spread = workers.spread(workers.trials(own.instance, number))
    command = [str(environment.python(own.instance.root)), "-m", "pytest", *spread, *options.pytest]
    process = own.start(command, None, full)
    try:
        return process.wait()
    except subprocess.TimeoutExpired:
        return 1
