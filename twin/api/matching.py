"""`numberMatched`: how many features a question finds, counted where that is cheap, else estimated."""

import json
from typing import Any

from django.db.models import QuerySet

CHEAP = 10_000.0
"""The planner's cost up to which rows are counted, some tens of milliseconds (its unit is one page read)."""

EXACT, ESTIMATE = "exact", "estimate"


def count(rows: QuerySet[Any]) -> dict[str, Any]:
    """All of them, counted."""
    return {"numberMatched": rows.count(), "numberMatchedIs": EXACT}


def count_cheaply(rows: QuerySet[Any]) -> dict[str, Any]:
    """The same, or the planner's estimate where counting would take long."""
    told = rows.order_by().values("id").explain(format="json")
    if not told:  # a condition that no row can meet is not asked of the database
        return {"numberMatched": 0, "numberMatchedIs": EXACT}
    plan = json.loads(told)[0]["Plan"]
    if plan["Total Cost"] <= CHEAP:
        return count(rows)
    return {"numberMatched": int(plan["Plan Rows"]), "numberMatchedIs": ESTIMATE}
