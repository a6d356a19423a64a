"""What cannot wait: the local words on what to do, and who was told. It holds nothing up."""

from flask import Response, current_app, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.start import ImmediateForm
from gcp_tool.assessments.presenters.act_now import present_act_now
from gcp_tool.assessments.presenters.autosaving import of_told_now
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.told import save_immediate
from gcp_tool.assessments.words import IMMEDIATE
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict, NotFound
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind
from gcp_tool.extensions import db
from gcp_tool.models import Answer
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/act-now")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def immediate(key: str) -> Page:
    """What cannot wait, what to do, and who has been told."""
    record = show_open_record(key)
    told = _told(record)
    data = {name: str(told.raw.get(name, "")) if told else "" for name in ("who", "when", "words")}
    return _page(record, ImmediateForm(data=data | {"version": told.version if told else 0}))


@blueprint.post("/assessments/<key>/act-now")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_told_now(key: str) -> Page | Response:
    """Write down who was told, and when."""
    record = own_record(key)
    form = ImmediateForm()
    if not form.validate():
        return _page(record, form)
    try:
        save_immediate(
            db.session,
            record=record,
            who=form.who.data,
            when=form.when.data,
            words=form.words.data,
            base_version=form.version.data or 0,
            once=form.once.data,
            by=current_actor(),
        )
    except EditConflict as error:
        form.with_conflict(error.theirs)
        return _page(record, form)
    return go_to(url_for("assessments.show", key=key))


def _told(record: Record) -> Answer | None:
    """What is on record of it, finished or not."""
    place = (AnswerKind.TOLD, IMMEDIATE)
    begun = (one for one in record.unfinished if (one.kind, one.code) == place)
    return record.said(AnswerKind.TOLD, record.profile(ProfileKind.WHOLE), IMMEDIATE) or next(begun, None)


def _page(record: Record, form: ImmediateForm) -> Page:
    act_now = present_act_now(record)
    if act_now is None:
        raise NotFound("Nothing in this assessment cannot wait.")
    settings = current_app.extensions["gcp_settings"]
    return form_page(
        "assessments/act_now.html",
        form=form,
        overview=present_overview(record),
        autosave=of_told_now(record, form),
        act_now=act_now,
        duty_line=settings.duty_line,
        local_words=settings.act_now_words,
    )
