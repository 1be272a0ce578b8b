"""Struck down in the middle of its work, a twin stands after the next `up` as before it or as after it."""

import json
import os
import random
import socket
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from tests.journeys.crowds import ask
from tests.journeys.machine import Command, Machine, await_that, kill
from tests.journeys.operations import BOXES, OPERATIONS, edition, is_writing
from tests.journeys.planner import NAME, Planner
from tests.journeys.remains import leftovers, standing

VICTIMS = ("command", "worker", "postgres", "everything")
CHANCE = random.Random(7)
STRIKES = [
    (operation, victim, round(CHANCE.random(), 2))
    for operation in OPERATIONS
    for victim in VICTIMS
    for _ in range(3)
]
OFTEN = {STRIKES[3 * (index * len(VICTIMS) + index % len(VICTIMS))] for index in range(len(OPERATIONS))}
NUMBERS = count(1)
HOLD = (
    "import time; from django.db import connection, transaction\n"
    "with transaction.atomic():\n"
    "    connection.cursor().execute('LOCK twin_workplace')\n"
    "    print('held', flush=True); time.sleep(600)"
)
LATEST = "SELECT status, who FROM twin_load ORDER BY id DESC LIMIT 1"


def strike(machine: Machine, victim: str, command: Command) -> None:
    """Kill what is to be killed; a command that lost only its database ends by itself, in a sentence."""
    if victim == "postgres":
        kill([machine.postmaster()])
        command.end()
        assert "Traceback" not in command.said
        return
    if victim == "worker":
        kill(machine.pids("procrastinate"))
    if victim == "everything":
        work = machine.pids("manage.py", "granian", "nginx", "pg_restore", "pg_dump")
        kill([*work, machine.postmaster()])
    command.kill()
    if victim == "everything":
        assert machine.up is not None
        machine.up.wait(30)


@pytest.mark.parametrize(
    ("operation", "victim", "moment"),
    [pytest.param(*one, marks=() if one in OFTEN else pytest.mark.full) for one in STRIKES],
)
def test_what_is_cut_off_was_never_begun_or_is_done(
    machine: Machine, operation: str, victim: str, moment: float, tmp_path: Path
) -> None:
    work = OPERATIONS[operation]
    words = work.prepare(machine, tmp_path, next(NUMBERS))
    before = standing(machine)
    # A restore ends the worker's sessions, and `up` starts it anew after a pause.
    await_that(lambda: machine.pids("procrastinate"))
    command = machine.begin(*words)
    await_that(lambda: work.under_way(machine) or command.process.poll() is not None)
    time.sleep(moment * work.span)
    strike(machine, victim, command)
    machine.stop()
    machine.start()
    after = standing(machine)
    assert list(leftovers(machine, tmp_path)) == []
    if work.booked:
        [[status]] = machine.ask("SELECT status FROM twin_load ORDER BY id DESC LIMIT 1")
        assert status == ("failed" if after == before else "done")
    again = machine.begin(*words)
    assert again.end() == 0 or "undone" in again.said, again.said
    assert after in (before, standing(machine))
    assert list(leftovers(machine, tmp_path)) == []


@pytest.mark.parametrize("ending", ["with up", pytest.param("alone", marks=pytest.mark.full)])
def test_a_file_whose_worker_is_killed_is_loaded_once(machine: Machine, tmp_path: Path, ending: str) -> None:
    sender, number = Planner(machine), next(NUMBERS)
    sender.send(edition(machine, tmp_path, number))
    await_that(lambda: is_writing(machine))
    kill(machine.pids("procrastinate"))
    if ending == "with up":
        machine.stop()
        machine.start()
    await_that(lambda: machine.ask(LATEST) == [("done", NAME)], patience=150)
    assert machine.ask("SELECT status FROM twin_load ORDER BY id DESC OFFSET 1 LIMIT 1") == [("failed",)]
    await_that(lambda: list(leftovers(machine, tmp_path)) == [])
    edited = f"SELECT count(*) FROM twin_building WHERE attributes ->> 'edition' = '{number}'"
    assert machine.ask(edited) == [(BOXES,)]


@pytest.mark.parametrize("ending", ["with up", pytest.param("alone", marks=pytest.mark.full)])
def test_an_analysis_whose_worker_is_killed_is_run_once(machine: Machine, ending: str) -> None:
    await_that(lambda: machine.pids("procrastinate"))
    # The worker waits for the table as long as it is locked, and is killed while it does.
    held = machine.begin("shell", "--command", HOLD, log="held.log")
    await_that(lambda: "held" in held.said)
    code = (
        "from spatial.analysis import analyses; from twin.access import NOBODY; "
        "from twin.runner import Asker, defer; print(defer(analyses['homes-jobs'], {}, Asker('', NOBODY)).id)"
    )
    id = machine.do("shell", "--command", code).split()[-1]
    stands = f"SELECT status FROM twin_run WHERE id = '{id}'"
    await_that(lambda: machine.ask(stands) == [("running",)])
    kill(machine.pids("procrastinate"))
    held.kill()
    assert machine.ask(stands) == [("running",)]
    if ending == "with up":
        machine.stop()
        machine.start()
    await_that(lambda: machine.ask(stands) == [("successful",)], patience=150)
    assert machine.ask(f"SELECT count(*), count(outcome) FROM twin_run WHERE id = '{id}'") == [(1, 1)]


def test_the_statement_of_a_killed_command_ends_with_it(machine: Machine) -> None:
    sleeping = "SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"
    code = "from django.db import connection; connection.cursor().execute('SELECT pg_sleep(60)')"
    command = machine.begin("shell", "--command", code)
    await_that(lambda: machine.ask(sleeping))
    command.kill()
    await_that(lambda: not machine.ask(sleeping), patience=5)


@pytest.mark.parametrize("name", ["app1.sock", "app2.sock"])
def test_where_one_http_server_is_killed_the_other_answers(machine: Machine, name: str) -> None:
    await_that(lambda: listens(machine, "app1.sock") and listens(machine, "app2.sock"))
    kill(machine.pids(name))
    await_that(lambda: not listens(machine, name))
    assert {ask(machine.port, "/health").status for _ in range(20)} == {200}
    await_that(lambda: listens(machine, name))


def listens(machine: Machine, name: str) -> bool:
    """Whether an HTTP server takes connections at its socket."""
    known = json.loads((machine.data / "instance.json").read_text())
    with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.connect(f"{known['run_dir']}/http/{name}")
        return True
    return False


def test_the_tests_own_database_is_not_the_one_that_is_killed(machine: Machine, db: None) -> None:
    assert str(machine.folder) not in str(connection.settings_dict["HOST"])
    assert machine.postmaster() != os.getpid()
