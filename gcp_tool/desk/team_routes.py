"""The pages about one worker: the supervision pack, the handover list, and families given to somebody else."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from flask import Response, request, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.desk.blueprint import blueprint
from gcp_tool.desk.caseload.cases import Case
from gcp_tool.desk.forms import HandOverForm, SinceForm, hand_over_form
from gcp_tool.desk.queries.people import Person, get_worker
from gcp_tool.desk.supervision.document import build_pack
from gcp_tool.desk.supervision.handover import present_handover
from gcp_tool.desk.supervision.matter import Matter, cases_of, load_matter
from gcp_tool.documents.pdf import check_pdf_can_be_made, write_pdf
from gcp_tool.domain.dates import EARLIEST_YEAR
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.families.queries.holding import list_workers
from gcp_tool.families.services.allocation import NOBODY, Move, reallocate
from gcp_tool.web.downloads import FileKind, document_markup, send_file_made
from gcp_tool.web.pages import CONFLICT, Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

_USUAL_GAP = timedelta(days=28)
_MEANWHILE = (
    "Another manager gave one of these families to somebody else meanwhile. Nothing was moved: look at the list again,"
    " and send it once more."
)


@blueprint.get("/workers/<key>/supervision")
@requires(Permission.FAMILY_ALLOCATE)
@records_viewing
def supervision(key: str) -> Page:
    """Everything for the supervision of one worker, and the day since which changes are told."""
    return _pack_page(key, None)


@blueprint.post("/workers/<key>/supervision")
@requires(Permission.FAMILY_ALLOCATE)
@records_viewing
@writes
def supervise_since(key: str) -> Page | Response:
    """Tell what changed since another day."""
    form = SinceForm()
    if not form.check(clock.today()) or form.since_on.data is None:
        return _pack_page(key, form)
    since = form.since_on.data.isoformat()
    return go_to(url_for("desk.supervision", key=key, since=since))


@blueprint.get("/workers/<key>/supervision/pdf")
@requires(Permission.FAMILY_ALLOCATE)
@records_viewing
def supervision_pdf(key: str) -> Response:
    """The pack as a PDF: made, then put on record, then sent."""
    check_pdf_can_be_made()
    matter = _matter(key)
    db.end_read()
    made = write_pdf(build_pack(matter, made_by=_by()))
    viewed(Event.PACK_MADE, subject=("user", matter.worker.id), details=_counts(matter))
    return send_file_made(made, kind=FileKind.PDF, name="supervision-pack", made_on=matter.today)


@blueprint.get("/workers/<key>/handover")
@requires(Permission.FAMILY_ALLOCATE)
@records_viewing
def handover(key: str) -> Page:
    """What is open about a worker's families, for whoever takes them over."""
    matter = _matter(key)
    viewed(Event.FAMILY_LISTED, subject=("user", matter.worker.id), details=_counts(matter))
    return page("desk/handover.html", matter=matter, lists=present_handover(matter))


@blueprint.get("/workers/<key>/hand-over")
@requires(Permission.FAMILY_ALLOCATE)
@records_viewing
def hand_over(key: str) -> Page:
    """Ask which families go to whom."""
    actor, today = current_actor(), clock.today()
    worker = get_worker(db.session, actor, key)
    cases = cases_of(db.session, actor, worker, today=today)
    return _hand_over_page(worker, cases, _hand_over_form(worker, cases, today))


@blueprint.post("/workers/<key>/hand-over")
@requires(Permission.FAMILY_ALLOCATE)
@records_viewing
@writes
def save_hand_over(key: str) -> Page | Response:
    """Give families to somebody else: all that were chosen, or none."""
    actor, today = current_actor(), clock.today()
    worker = get_worker(db.session, actor, key)
    cases = cases_of(db.session, actor, worker, today=today)
    form = _hand_over_form(worker, cases, today)
    if not form.validate() or form.from_on.data is None:
        return _hand_over_page(worker, cases, form)
    try:
        reallocate(db.session, moves=_moves(form, cases), on=form.from_on.data, by=actor)
    except Invalid as error:
        form.add_problems(error)
        return _hand_over_page(worker, cases, form)
    except EditConflict:
        form.form_errors.append(_MEANWHILE)
        return _hand_over_page(worker, cases, form, status=CONFLICT)
    return go_to(url_for("desk.caseload", worker=form.worker.data))


def _pack_page(key: str, form: SinceForm | None) -> Page:
    matter = _matter(key)
    viewed(Event.FAMILY_LISTED, subject=("user", matter.worker.id), details=_counts(matter))
    return form_page(
        "desk/supervision.html",
        form=form or SinceForm(data={"since_on": matter.since}),
        matter=matter,
        document=document_markup(build_pack(matter, made_by=_by())),
    )


def _matter(key: str) -> Matter:
    actor, today = current_actor(), clock.today()
    worker = get_worker(db.session, actor, key)
    return load_matter(db.session, actor, worker, since=_since(today), today=today)


def _since(today: date) -> date:
    """The day that the address names; four weeks ago when it names none that is past."""
    with suppress(ValueError):
        asked = date.fromisoformat(request.args.get("since", ""))
        if asked.year >= EARLIEST_YEAR and asked <= today:
            return asked
    return today - _USUAL_GAP


def _counts(matter: Matter) -> Mapping[str, int]:
    return {"families": len(matter.families), "work": len(matter.work)}


def _by() -> str:
    actor = current_actor()
    return f"{actor.name}, {actor.agency_name}"


def _hand_over_form(worker: Person, cases: Sequence[Case], today: date) -> HandOverForm:
    teams = {case.row.team_id for case in cases}
    return hand_over_form(cases, list_workers(db.session, teams), worker, today)


def _moves(form: HandOverForm, cases: Sequence[Case]) -> Sequence[Move]:
    """The families chosen, each loaded for the actor, and whom they go to."""
    teams = {case.row.team_id for case in cases}
    to = next(one for one in list_workers(db.session, teams) if one.key == form.worker.data)
    return [
        Move(scope.get_family(db.session, current_actor(), key), to, form.shown.get(key, NOBODY))
        for key in form.families.data
    ]


def _hand_over_page(
    worker: Person, cases: Sequence[Case], form: HandOverForm, *, status: int | None = None
) -> Page:
    viewed(Event.FAMILY_LISTED, subject=("user", worker.id), details={"count": len(cases)})
    made = form_page("desk/hand_over.html", form=form, worker=worker, has_families=bool(cases))
    return made if status is None else replace(made, status=status)
