"""The latest grades of a case as marks, put together from marks that were made before."""

from gcp_tool.desk.caseload.presenters import CaseView
from gcp_tool.web.grade_marks import grade_mark, grade_marks


def marks_of(view: CaseView) -> str:
    """Shape and number of each domain, worst child first."""
    return grade_marks([grade_mark(one.title, one.value, one.kind) for one in view.grades], "Latest grades")
