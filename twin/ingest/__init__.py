"""Bringing files into the twin: recognised, checked, merged in one transaction, with their provenance."""

from twin.ingest.load import Report, load
from twin.ingest.recover import recover

__all__ = ["Report", "load", "recover"]
