"""The sheet for one carer: asked for, shown, made into files, and whether they have it or why not."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.after import Given, add_sharing
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.documents.content import Document
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import SharedWhat
from gcp_tool.extensions import db
from gcp_tool.history.blueprint import blueprint
from gcp_tool.history.report.asked import SheetAsked, get_sheet, keep_sheet
from gcp_tool.history.report.choices import FileCode
from gcp_tool.history.report.files import code_of, send_document
from gcp_tool.history.report.forms import YES, GivenForm, SheetForm, sheet_form
from gcp_tool.history.report.sheet import build_sheet
from gcp_tool.history.report.sheet_matter import carers_of, gather_sheet, get_carer, get_counting_record
from gcp_tool.models import Person
from gcp_tool.web.downloads import document_markup
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/sheet")
@requires(Permission.REPORT_MAKE)
@records_viewing
def ask_sheet(key: str) -> Page:
    """Ask whose sheet is to be made."""
    record = get_counting_record(db.session, current_actor(), key)
    return _ask(record, sheet_form(carers_of(record)))


@blueprint.post("/assessments/<key>/sheet")
@requires(Permission.REPORT_MAKE)
@records_viewing
@writes
def keep_asked_sheet(key: str) -> Page | Response:
    """Keep whose sheet was asked for, with the reason where one is needed, and go to it."""
    actor = current_actor()
    record = get_counting_record(db.session, actor, key)
    form = sheet_form(carers_of(record))
    if not form.check(carers_of(record)):
        return _ask(record, form)
    carer = get_carer(record, form.carer.data or "")
    asked = SheetAsked(key, carer.key, form.reason.data)
    kept = keep_sheet(
        db.session, asked=asked, family_id=record.assessment.family_id, carer_id=carer.id, by=actor
    )
    return go_to(url_for("history.sheet", key=kept))


@blueprint.get("/sheets/<key>")
@requires(Permission.REPORT_MAKE)
@records_viewing
def sheet(key: str) -> Page:
    """The sheet as it will be, with the files it can be made into."""
    return _show(key, GivenForm())


@blueprint.post("/sheets/<key>")
@requires(Permission.REPORT_MAKE)
@records_viewing
@writes
def save_sheet_given(key: str) -> Page | Response:
    """Put on record that the carer has the sheet, or why not."""
    record, carer, asked = _asked(key)
    form = GivenForm()
    if form.validate() and form.on_date.data is not None:
        is_given = form.given.data == YES
        given = Given(
            person=carer,
            recipient="",
            what=SharedWhat.SHEET,
            given=is_given,
            reason=asked.reason if is_given else form.reason.data,
            on_date=form.on_date.data,
        )
        try:
            add_sharing(db.session, record=record, given=given, by=current_actor())
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("assessments.show", key=asked.assessment))
    return _show(key, form)


@blueprint.get("/sheets/<key>/<code>")
@requires(Permission.REPORT_MAKE)
@records_viewing
def sheet_file(key: str, code: str) -> Response:
    """The sheet as a PDF, in large print if asked."""
    kind = code_of(code, FileCode.PDF, FileCode.LARGE_PRINT)
    record, carer, asked = _asked(key)
    document = _sheet(record, carer, asked, kind.value)
    db.end_read()
    return send_document(document, kind, name="sheet-for-a-carer")


def _ask(record: Record, form: SheetForm) -> Page:
    viewed(
        Event.ASSESSMENT_VIEWED,
        family_id=record.assessment.family_id,
        subject=("assessment", record.assessment.id),
        details={"page": "sheet"},
    )
    carers = carers_of(record)
    return form_page(
        "history/report/ask_sheet.html",
        form=form,
        carers=carers,
        assessment_key=record.assessment.key,
        safe_contact=[(carer.name, carer.safe_contact) for carer in carers if carer.safe_contact.strip()],
    )


def _show(key: str, form: GivenForm) -> Page:
    record, carer, asked = _asked(key)
    document = _sheet(record, carer, asked, "page")
    return form_page(
        "history/report/sheet.html",
        form=form,
        document=document_markup(document),
        sheet_key=key,
        assessment_key=asked.assessment,
        files=FileCode,
    )


def _asked(key: str) -> tuple[Record, Person, SheetAsked]:
    actor = current_actor()
    asked = get_sheet(db.session, key, of=actor)
    record = get_counting_record(db.session, actor, asked.assessment)
    return record, get_carer(record, asked.carer), asked


def _sheet(record: Record, carer: Person, asked: SheetAsked, made_as: str) -> Document:
    """The sheet, and that it was made on record."""
    actor = current_actor()
    matter = gather_sheet(db.session, record, carer, today=clock.today())
    viewed(
        Event.SHEET_MADE,
        family_id=record.assessment.family_id,
        person_id=carer.id,
        subject=("assessment", record.assessment.id),
        words=asked.reason,
        details={"made_as": made_as},
    )
    return build_sheet(matter, made_by=f"{actor.name}, {actor.agency_name}")
