"""The cells of a case that name nobody, each drawn once: drawing markup takes longer than finding it."""

from functools import lru_cache

from gcp_tool.desk.caseload.presenters import CaseView, Grade
from gcp_tool.web.drawn_once import drawn_cell
from gcp_tool.web.grade_marks import grade_mark, grade_marks

_CELLS = "desk/caseload_cells.html"


def marks_of(view: CaseView) -> str:
    """Shape and number of each domain, worst child first."""
    return _marks(view.grades)


@lru_cache(maxsize=1024)
def _marks(grades: tuple[Grade, ...]) -> str:
    return grade_marks([grade_mark(*grade) for grade in grades], "Latest grades")


def days_of(view: CaseView) -> str:
    """When the family was read last, and what is due by when."""
    return drawn_cell(_CELLS, "days", view.last_reading, view.reading, view.review, view.check)
