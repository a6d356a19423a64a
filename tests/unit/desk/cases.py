"""Cases to try rules on, without a database."""

from datetime import date
from typing import Any

from gcp_tool.desk.caseload.cases import Case
from gcp_tool.desk.queries.caseload import CaseRow

TODAY = date(2026, 11, 22)


def row_of(**changes: Any) -> CaseRow:
    """An open family with a worker, nothing due and nothing known."""
    values: dict[str, Any] = {
        "id": 1, "key": "family", "label": "Harrow family", "ref": "F-1", "restricted": False,
        "opened_on": date(2025, 1, 6), "closed_on": None, "team_id": 3, "team_key": "north", "team": "North team",
        "lead_id": 9, "worker_id": 7, "worker_key": "priya", "worker": "Priya Nair", "is_here": True,
        "decided_on": None, "check_due_on": None, "summary": None, "worst_now": None, "latest_on": None,
        "reading_due_on": None, "review_due_on": None, "plan_kind": None, "plan_since_on": None, "is_current": True,
    }  # fmt: skip
    return CaseRow(**(values | changes))


def case_of(*, open_too_long: Any = None, **changes: Any) -> Case:
    """The same as a case, with what is open about it."""
    return Case(row_of(**changes), open_too_long or {})


def worst(*, serious: bool, value: int = 3) -> dict[str, Any]:
    """What is stored as the worst of now."""
    return {
        "child": 5, "carer": 6, "domain": "physical", "title": "Physical care", "level": value, "value": value,
        "label": "", "on": "2026-10-01", "concern": True, "serious": serious, "more": 0,
    }  # fmt: skip
