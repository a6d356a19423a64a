"""Notes that the words of a tool do not fit: written by who grades, answered by who owns the tools."""

from flask import Response, request, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.core.pagination import page_number
from gcp_tool.domain.errors import EditConflict
from gcp_tool.extensions import db
from gcp_tool.instruments import queries, services
from gcp_tool.instruments.blueprint import blueprint
from gcp_tool.instruments.forms import AnswerForm, NoteForm
from gcp_tool.instruments.presenters.notes import age_choices, present_note
from gcp_tool.models import InstrumentVersion, WordingNote
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes


@blueprint.get("/<key>/items/<code>/note")
@requires(Permission.NOTE_WRITE)
def note(key: str, code: str) -> Page:
    """Ask what does not fit in the words of an item. `?ages=5-10` chooses the age beforehand."""
    version = queries.get_version(db.session, key)
    item = version.instrument.item(code)
    shown = {"ages": request.args.get("ages")}
    return _note_page(version, code, NoteForm(data=shown).with_ages(age_choices(item)))


@blueprint.post("/<key>/items/<code>/note")
@requires(Permission.NOTE_WRITE)
@writes
def save_note(key: str, code: str) -> Page | Response:
    """Keep what does not fit, for the owner of the tool."""
    version = queries.get_version(db.session, key)
    form = NoteForm().with_ages(age_choices(version.instrument.item(code)))
    if not form.validate():
        return _note_page(version, code, form)
    written = services.write_note(
        db.session, version=version, code=code, band=form.band, words=form.words.data, by=current_actor()
    )
    return go_to(url_for("instruments.show_note", key=written.key))


@blueprint.get("/notes")
@requires(Permission.TOOL_READ)
def notes() -> Page:
    """The notes one may read: one's own, or all of them for who answers."""
    actor = current_actor()
    rows = queries.list_notes(db.session, actor, page_number(request.args.get("page")))
    return page(
        "instruments/notes.html",
        rows=rows,
        notes=[present_note(row) for row in rows.rows],
        may_answer=actor.may(Permission.NOTE_ANSWER),
    )


@blueprint.get("/notes/<key>")
@requires(Permission.TOOL_READ)
def show_note(key: str) -> Page:
    """One note with its answer."""
    actor = current_actor()
    row = queries.get_note(db.session, actor, key)
    may_answer = actor.may(Permission.NOTE_ANSWER)
    return page("instruments/note.html", note=present_note(row), may_answer=may_answer)


@blueprint.get("/notes/<key>/answer")
@requires(Permission.NOTE_ANSWER)
def answer(key: str) -> Page:
    """Ask for the answer to a note, or for a better one."""
    row = queries.get_note(db.session, current_actor(), key)
    return _answer_page(row, AnswerForm(answer=row.answer, version=row.version))


@blueprint.post("/notes/<key>/answer")
@requires(Permission.NOTE_ANSWER)
@writes
def save_answer(key: str) -> Page | Response:
    """Keep the answer to a note."""
    actor = current_actor()
    row = queries.get_note(db.session, actor, key)
    form = AnswerForm()
    if not form.validate():
        return _answer_page(row, form)
    try:
        services.answer_note(
            db.session, note=row, answer=form.answer.data, expected=form.version.data or 0, by=actor
        )
    except EditConflict as conflict:
        form.with_conflict(conflict.theirs)
        return _answer_page(row, form)
    return go_to(url_for("instruments.show_note", key=key))


def _note_page(version: InstrumentVersion, code: str, form: NoteForm) -> Page:
    item = version.instrument.item(code)
    return form_page("instruments/write_note.html", form=form, version=version, item=item)


def _answer_page(row: WordingNote, form: AnswerForm) -> Page:
    return form_page("instruments/answer.html", form=form, note=present_note(row))
