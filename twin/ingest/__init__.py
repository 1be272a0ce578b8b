"""Bringing files into the twin: recognised, checked, merged in one transaction, with their provenance."""

from twin.ingest.loading import Order, Report, load
from twin.ingest.recover import recover

__all__ = ["Order", "Report", "load", "recover"]
