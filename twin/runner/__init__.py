"""Analyses run on the twin's tables: gathered through the gate, protected, and kept as runs."""

from twin.runner.jobs import await_run, defer, dismiss, execute, find, renew, runs
from twin.runner.running import Asker, run

__all__ = ["Asker", "await_run", "defer", "dismiss", "execute", "find", "renew", "run", "runs"]
