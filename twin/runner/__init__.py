"""Analyses run on the twin's tables: gathered through the gate, protected, and kept as runs."""

from twin.runner.jobs import Asker, defer, dismiss, execute, find, runs
from twin.runner.running import NotForYouError, run

__all__ = ["Asker", "NotForYouError", "defer", "dismiss", "execute", "find", "run", "runs"]
