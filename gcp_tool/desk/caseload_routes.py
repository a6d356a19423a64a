"""The caseload: a page, and the same rows as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, request

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.desk.blueprint import blueprint
from gcp_tool.desk.caseload import asking, content
from gcp_tool.desk.caseload.cases import Case, load_cases
from gcp_tool.desk.caseload.choosing import Asked, choose, page_of
from gcp_tool.desk.caseload.export import build_export
from gcp_tool.desk.caseload.marking import days_of, marks_of
from gcp_tool.desk.caseload.showing import show_cases
from gcp_tool.documents.csv_rows import write_csv
from gcp_tool.documents.workbooks import write_workbook
from gcp_tool.domain.errors import NotFound
from gcp_tool.extensions import db
from gcp_tool.web.downloads import FileKind, send_file_made
from gcp_tool.web.pages import Page, page

_KINDS = {"xlsx": FileKind.WORKBOOK, "csv": FileKind.CSV}


@dataclass(frozen=True, slots=True)
class _Chosen:
    actor: Actor
    today: date
    asked: Asked
    cases: Sequence[Case]
    chosen: Sequence[Case]


@blueprint.get("/caseload")
@requires(Permission.FAMILY_READ)
@records_viewing
def caseload() -> Page:
    """The families of a person or of the teams they manage, in the order in which they need somebody."""
    found = _choose()
    rows = page_of(found.chosen, found.asked.number)
    views = show_cases(db.session, rows.rows, today=found.today)
    details = {"count": len(views), "page": rows.number, "caseload": True}
    viewed(Event.FAMILY_LISTED, details=details)
    return page(
        "desk/caseload.html",
        rows=rows,
        cases=[(view, marks_of(view), days_of(view)) for view in views],
        asked=found.asked,
        filters=asking.filters_of(found.asked, found.cases),
        said=asking.said_of(found.asked, found.cases),
        sorts=content.SORT_WORDS,
        of=sum(case.row.closed_on is None for case in found.cases),
        manages=bool(found.actor.managed_team_ids),
        prompt=content.PROMPT,
    )


@blueprint.get("/caseload/<kind>")
@requires(Permission.FAMILY_READ)
@records_viewing
def caseload_file(kind: str) -> Response:
    """Every row that is asked for as a file: made, then put on record, then sent."""
    if kind not in _KINDS:
        raise NotFound("There is no such file.")
    found = _choose()
    views = show_cases(db.session, found.chosen, today=found.today)
    db.end_read()
    document = build_export(
        views,
        asked=asking.said_of(found.asked, found.cases),
        made_on=found.today,
        made_by=f"{found.actor.name}, {found.actor.agency_name}",
    )
    made = write_workbook(document) if kind == "xlsx" else write_csv(document.tables[0])
    viewed(Event.CASELOAD_EXPORTED, details={"count": len(views), "made_as": kind})
    return send_file_made(made, kind=_KINDS[kind], name="caseload", made_on=found.today)


def _choose() -> _Chosen:
    actor, today = current_actor(), clock.today()
    cases = load_cases(db.session, actor, today=today)
    asked = asking.known(asking.asked_of(request.args), cases)
    return _Chosen(actor, today, asked, cases, choose(cases, asked, today))
