"""The report for a conference or a court, and the summary for a case system: asked for, shown, made into files."""

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.queries.revisions import list_beside
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.documents.content import Document
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.extensions import db
from gcp_tool.history.blueprint import blueprint
from gcp_tool.history.drawings import NARROW, ON_PAPER, Columns
from gcp_tool.history.report.asked import ReportAsked, get_report, keep_report, reason_words
from gcp_tool.history.report.brief import build_brief, plain_text
from gcp_tool.history.report.building import build_report
from gcp_tool.history.report.choices import Extent, FileCode
from gcp_tool.history.report.files import code_of, columns_for, draw_figures, send_document
from gcp_tool.history.report.forms import ReportForm, report_form
from gcp_tool.history.report.matter import Wanted, gather
from gcp_tool.history.report.pictures import ALL_AT_ONCE, IN_LARGE_PRINT, figures_of
from gcp_tool.models import Family
from gcp_tool.standing.families import current_standing
from gcp_tool.standing.queries import list_members
from gcp_tool.web.downloads import document_markup
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes


@blueprint.get("/families/<key>/report")
@requires(Permission.REPORT_MAKE)
@records_viewing
def ask_report(key: str) -> Page:
    """Ask what a report is to hold, for whom it is, and why it is made."""
    family = scope.get_family(db.session, current_actor(), key)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "report"})
    return form_page("history/report/ask.html", form=_form(family), family=family)


@blueprint.post("/families/<key>/report")
@requires(Permission.REPORT_MAKE)
@records_viewing
@writes
def keep_asked_report(key: str) -> Page | Response:
    """Keep what was asked for, with the reason on record, and go to the report."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    form = _form(family)
    if form.check(clock.today()):
        kept = keep_report(db.session, asked=form.asked(family.key), family=family, by=actor)
        return go_to(url_for("history.report", key=kept))
    return form_page("history/report/ask.html", form=form, family=family)


@blueprint.get("/reports/<key>")
@requires(Permission.REPORT_MAKE)
@records_viewing
def report(key: str) -> Page:
    """The report as it will be, with the files it can be made into."""
    asked = get_report(db.session, key, of=current_actor())
    document = _report(asked, "page", ON_PAPER)
    return page(
        "history/report/shown.html",
        document=document_markup(document),
        report_key=key,
        family_key=asked.family,
        files=FileCode,
    )


@blueprint.get("/reports/<key>/<code>")
@requires(Permission.REPORT_MAKE)
@records_viewing
def report_file(key: str, code: str) -> Response:
    """The report as a file."""
    kind = code_of(code, *FileCode)
    asked = get_report(db.session, key, of=current_actor())
    document = _report(asked, kind.value, columns_for(kind))
    return send_document(document, kind, name="care-report")


@blueprint.get("/families/<key>/summary")
@requires(Permission.REPORT_MAKE)
@records_viewing
def summary(key: str) -> Page:
    """The summary as plain text to copy into a case system."""
    family = scope.get_family(db.session, current_actor(), key)
    document = _brief(family, "text")
    return page("history/report/summary.html", family=family, text=plain_text(document))


@blueprint.get("/families/<key>/summary/<code>")
@requires(Permission.REPORT_MAKE)
@records_viewing
def summary_file(key: str, code: str) -> Response:
    """The summary as a PDF of a page."""
    kind = code_of(code, FileCode.PDF)
    family = scope.get_family(db.session, current_actor(), key)
    document = _brief(family, kind.value)
    db.end_read()
    return send_document(document, kind, name="care-summary")


def _form(family: Family) -> ReportForm:
    members = [member for member in list_members(db.session, [family.id]) if member.role is MemberRole.CHILD]
    # who left and came back is there once, as they are now
    children = {member.person_id: member for member in members}
    standing = current_standing(db.session, [family.id])[family.id]
    return report_form(
        list(children.values()), has_plan=standing.plan_since_on is not None, today=clock.today()
    )


def _report(asked: ReportAsked, made_as: str, columns: Columns) -> Document:
    """The report, and that it was made on record; the reading has ended when it is done."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, asked.family)
    wanted = Wanted(asked.children, asked.period, asked.since_on, asked.until_on, asked.awaiting)
    matter = gather(db.session, actor, family, wanted=wanted, today=clock.today())
    beside = {key: list_beside(db.session, record.assessment) for key, record in matter.records.items()}
    each = IN_LARGE_PRINT if columns == NARROW else ALL_AT_ONCE
    with_ended = asked.extent is Extent.WITH_ANNEX
    drawn = draw_figures(figures_of(matter, each=each, with_ended=with_ended), columns)
    details = {
        "made_as": made_as,
        "period": asked.period.value,
        "names": asked.names.value,
        "readers": asked.readers.value,
        "awaiting": asked.awaiting,
        "extent": asked.extent.value,
        "as_at": asked.until_on.isoformat() if asked.until_on else None,
        "children": len(asked.children),
    }
    viewed(Event.REPORT_MADE, family_id=family.id, words=reason_words(asked), details=details)
    return build_report(matter, asked=asked, drawn=drawn, beside=beside, made_by=_by(actor), each=each)


def _brief(family: Family, made_as: str) -> Document:
    actor = current_actor()
    matter = gather(db.session, actor, family, wanted=Wanted(awaiting=True), today=clock.today())
    details = {"made_as": made_as, "what": "summary"}
    viewed(Event.REPORT_MADE, family_id=family.id, details=details)
    return build_brief(matter, made_by=_by(actor))


def _by(actor: Actor) -> str:
    return f"{actor.name}, {actor.agency_name}"
