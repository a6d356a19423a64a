"""Cases made ready to be shown: what only shown rows need is read for them alone."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.desk.caseload.cases import Case, Detail, load_details
from gcp_tool.desk.caseload.presenters import CaseView, present_case
from gcp_tool.desk.queries.caseload import find_given_names
from gcp_tool.families.queries.lists import list_children

_NO_DETAIL = Detail()


def show_cases(session: Session, cases: Sequence[Case], *, today: date) -> Sequence[CaseView]:
    """The cases in words, in their order."""
    if not cases:
        return ()
    details = load_details(session, cases)
    children = list_children(session, [case.row.id for case in cases])
    worst = {case.row.worst_now["child"] for case in cases if case.row.worst_now}
    names = find_given_names(session, worst)
    return [
        present_case(case, details.get(case.row.id, _NO_DETAIL), children[case.row.id], names, today=today)
        for case in cases
    ]
