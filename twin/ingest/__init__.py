"""Bringing files into the twin: recognised, checked, merged in one transaction, with their provenance."""

from twin.ingest.carrying import Report
from twin.ingest.loading import Order, bring, load
from twin.ingest.recover import recover

__all__ = ["Order", "Report", "bring", "load", "recover"]
