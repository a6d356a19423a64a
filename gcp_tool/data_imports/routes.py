"""The pages of imports: a spreadsheet uploaded, its columns matched, what it would bring shown, and only then made."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, g, url_for

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.transactions import transaction
from gcp_tool.data_imports import mapping, mappings, presenters, queries
from gcp_tool.data_imports.blueprint import blueprint
from gcp_tool.data_imports.forms import (
    CREATE,
    MOST_COLUMNS,
    ConfirmForm,
    UndoForm,
    UploadForm,
    columns_form,
    upload_form,
)
from gcp_tool.data_imports.held import (
    Reading,
    choose_headings,
    get_held,
    hold_file,
    let_go,
    read_as_chosen,
    read_held,
)
from gcp_tool.data_imports.problems import CannotRead
from gcp_tool.data_imports.reading import read_data
from gcp_tool.data_imports.services import AlreadyImported, NotImported, Prepared, import_scores, prepare
from gcp_tool.data_imports.undoing import undo_import
from gcp_tool.domain.errors import Invalid, NotFound, NotPossible
from gcp_tool.extensions import db
from gcp_tool.models import HeldFile
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

Given = ParamSpec("Given")
NAME = "Your file"


@blueprint.get("")
@requires(Permission.SCORES_IMPORT)
def index() -> Page:
    """The imports that one made."""
    made = queries.list_imports(db.session, of=current_actor())
    return page("data_imports/index.html", imports=[presenters.present_import(one) for one in made])


@blueprint.get("/new")
@requires(Permission.SCORES_IMPORT)
def new() -> Page:
    """Ask for a spreadsheet."""
    return form_page("data_imports/new.html", form=upload_form(mappings.list_mappings(db.session)))


@blueprint.post("/new")
@requires(Permission.SCORES_IMPORT)
def keep_file() -> Page | Response:
    """Look at a spreadsheet, keep it for a while, and go on to its columns or to what it would bring.

    It is read before the write begins; sent twice it is kept once.
    """
    actor = current_actor()
    saved = {one.key: one for one in mappings.list_mappings(db.session)}
    form = upload_form(list(saved.values()))
    if not form.validate():
        return form_page("data_imports/new.html", form=form)
    content = form.file.read()
    chosen = saved.get(form.mapping.data or "")
    headings = mappings.headings_in(chosen) if chosen else None
    try:
        found = mapping.headings_of(read_data(NAME, content))
    except CannotRead as error:
        form.add_problems(Invalid({"file": str(error).removesuffix(".")}))
        return form_page("data_imports/new.html", form=form)
    key = _hold(form, content, headings, actor)
    is_clear = headings is not None or mapping.is_ours(found)
    return go_to(url_for("imports.preview" if is_clear else "imports.columns", key=key))


def _hold(form: UploadForm, content: bytes, headings: mapping.Headings | None, actor: Actor) -> str:
    db.end_read()
    reading = Reading(CREATE in form.missing.data, headings)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction(db.engines) as session:
        held = hold_file(session, content=content, sha256=sha256, reading=reading, by=actor)
        return held.key


@blueprint.get("/files/<key>/columns")
@requires(Permission.SCORES_IMPORT)
def columns(key: str) -> Page:
    """Ask what each column of the file is."""
    headings = _headings(get_held(db.session, key, of=current_actor()))
    return _columns_page(key, columns_form(headings, mapping.guess(headings)))


@blueprint.post("/files/<key>/columns")
@requires(Permission.SCORES_IMPORT)
@writes
def save_columns(key: str) -> Page | Response:
    """Keep what each column is, under a name where one was given."""
    actor = current_actor()
    held = get_held(db.session, key, of=actor)
    headings = _headings(held)
    form = columns_form(headings, mapping.guess(headings))
    if not form.check():
        return _columns_page(key, form)
    try:
        if form.save_as.data:
            mappings.save_mapping(db.session, name=form.save_as.data, headings=form.matched, by=actor)
    except Invalid as error:
        form.add_problems(Invalid({"save_as": " ".join(error.problems.values())}))
        return _columns_page(key, form)
    choose_headings(db.session, held, form.matched)
    return go_to(url_for("imports.preview", key=key))


def _headings(held: HeldFile) -> list[str]:
    headings = list(dict.fromkeys(mapping.headings_of(read_held(held))))
    if len(headings) > MOST_COLUMNS:
        raise NotPossible(f"The file has more than {MOST_COLUMNS} columns. Delete those that are not needed.")
    return headings


def _columns_page(key: str, form: Any) -> Page:
    return form_page("data_imports/columns.html", form=form, key=key)


def _prepares(view: Callable[Given, Any]) -> Callable[Given, Any]:
    """Read and check the held file before the write begins: that may take long, and nobody is to wait for it."""

    @wraps(view)
    def wrapper(*args: Given.args, **kwargs: Given.kwargs) -> Any:
        g.prepared = _prepare(str(kwargs["key"]))
        return view(*args, **kwargs)

    return wrapper


def _prepare(key: str) -> Prepared | None:
    """What a held file would bring; None when it is held no longer, as after it was imported."""
    actor = current_actor()
    try:
        held = get_held(db.session, key, of=actor)
    except NotFound:
        return None
    try:
        return prepare(db.session, file=read_as_chosen(held), choices=Reading.of(held).choices(actor))
    except (CannotRead, AlreadyImported) as error:
        raise NotPossible(str(error)) from error


@blueprint.get("/files/<key>")
@requires(Permission.SCORES_IMPORT)
@_prepares
def preview(key: str) -> Page:
    """What the file would bring, or what is wrong with it. Nothing is written."""
    return _preview_page(key, ConfirmForm())


@blueprint.post("/files/<key>")
@requires(Permission.SCORES_IMPORT)
@_prepares
@writes
def bring_in(key: str) -> Page | Response:
    """Import what was shown."""
    actor = current_actor()
    held = get_held(db.session, key, of=actor)
    prepared: Prepared = g.prepared
    form = ConfirmForm()
    if not form.validate() or form.sha256.data != prepared.file.sha256 or prepared.problems:
        if prepared.problems:
            form.form_errors.append("Something must be corrected first, so nothing was imported")
        elif form.sha256.data != prepared.file.sha256:
            form.form_errors.append("This is another file than the one that was shown. Look at it again")
        return _preview_page(key, form)
    try:
        upload = import_scores(db.session, prepared=prepared, by=actor)
    except (NotImported, AlreadyImported) as error:
        form.form_errors.append(str(error).removesuffix("."))
        return _preview_page(key, form)
    let_go(db.session, held)
    return go_to(url_for("imports.show", key=upload.key))


def _preview_page(key: str, form: ConfirmForm) -> Page:
    prepared: Prepared | None = g.prepared
    if prepared is None:
        raise NotFound("There is no such file any more. Upload it again.")
    shown = presenters.present_preview(db.session, prepared)
    form.sha256.data = shown.sha256
    return form_page("data_imports/preview.html", form=form, preview=shown, key=key)


@blueprint.get("/<key>")
@requires(Permission.SCORES_IMPORT)
def show(key: str) -> Page:
    """One import, and what can be done about it."""
    made = queries.get_import(db.session, key, of=current_actor())
    empty = queries.list_empty_families(db.session, made.upload) if made.upload.undone_at else ()
    return page("data_imports/show.html", one=presenters.present_import(made), empty=empty)


@blueprint.get("/<key>/undo")
@requires(Permission.SCORES_IMPORT)
def undo(key: str) -> Page:
    """Ask why an import is undone, or say what stands in the way."""
    return _undo_page(key, UndoForm())


@blueprint.post("/<key>/undo")
@requires(Permission.SCORES_IMPORT)
@writes
def save_undoing(key: str) -> Page | Response:
    """Undo an import: its assessments are recorded in error."""
    actor = current_actor()
    made = queries.get_import(db.session, key, of=actor)
    form = UndoForm()
    if form.validate():
        undo_import(db.session, upload=made.upload, reason=form.reason.data, by=actor)
        return go_to(url_for("imports.show", key=key))
    return _undo_page(key, form)


def _undo_page(key: str, form: UndoForm) -> Page:
    made = queries.get_import(db.session, key, of=current_actor())
    if made.upload.undone_at is not None:
        raise NotPossible("This import was undone before.")
    one = presenters.present_import(made)
    in_the_way = queries.list_in_the_way(db.session, made.upload)
    if in_the_way:
        return page("data_imports/cannot_undo.html", one=one, in_the_way=in_the_way)
    return form_page("data_imports/undo.html", form=form, one=one)
