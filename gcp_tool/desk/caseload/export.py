"""The caseload as a document of one table, from the same views as the page."""

from collections.abc import Sequence
from datetime import date

from gcp_tool.core.formatting import counted
from gcp_tool.desk.caseload import content
from gcp_tool.desk.caseload.presenters import CaseView
from gcp_tool.documents.content import Column, Document, Row, Table, Words

_COLUMNS = tuple(
    Column(heading)
    for heading in (
        "Family", "Reference", "Children", "Worker", "Team", "Plan", "On a plan since", "Latest grades", "Summary",
        "Worst now", "Last reading", "Next reading", "Next reading due by", "Six-month review",
        "Six-month review due by", "Check after support", "Open too long",
    )
)  # fmt: skip


def build_export(views: Sequence[CaseView], *, asked: str, made_on: date, made_by: str) -> Document:
    """Every row that was asked for, on whatever page it stands. `asked` says in words what that was."""
    words = f"{counted(len(views), 'family', 'families')}. {asked}"
    return Document(
        title=content.TITLE,
        marking=content.MARKING,
        made_on=made_on,
        made_by=made_by,
        parts=(Words((words, content.PROMPT)), Table(content.TITLE, _COLUMNS, tuple(map(_row, views)))),
    )


def _row(view: CaseView) -> Row:
    return (
        " ".join([view.label, *(f"({tag.lower()})" for tag in view.tags)]),
        view.ref,
        view.children,
        view.worker,
        view.team,
        view.plan,
        view.plan_since,
        view.latest,
        view.summary,
        view.worst,
        view.last_reading,
        view.reading.words,
        view.reading.on,
        view.review.words,
        view.review.on,
        view.check.words if view.check else None,
        "; ".join(view.open),
    )
