"""Analyses run on the twin's tables: gathered through the gate, protected, and kept as runs."""

from twin.runner.jobs import defer, dismiss, execute, find, runs
from twin.runner.running import Asker, run

__all__ = ["Asker", "defer", "dismiss", "execute", "find", "run", "runs"]
