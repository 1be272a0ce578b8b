"""Bringing files into the twin: recognised, checked, merged in one transaction, with their provenance."""

from twin.ingest.carrying import Report
from twin.ingest.loading import Order, bring, load
from twin.ingest.recover import recover
from twin.ingest.undoing import Undone, unload

__all__ = ["Order", "Report", "Undone", "bring", "load", "recover", "unload"]
