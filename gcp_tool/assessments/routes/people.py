"""Whom a draft is about, and what it looks at."""

from collections.abc import Mapping

from flask import Response, request, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.start import PeopleForm, ScopeForm
from gcp_tool.assessments.presenters.choosing import Choosing, present_choosing
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.people import present_changes
from gcp_tool.assessments.queries.members import list_current_members, list_ended_members
from gcp_tool.assessments.queries.neighbours import Neighbour
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import own_record, show_first_version
from gcp_tool.assessments.services.pairs import Pairing
from gcp_tool.assessments.services.people import change_people
from gcp_tool.assessments.services.scoping import change_scope, possible_areas
from gcp_tool.assessments.services.start import AlreadyOpen
from gcp_tool.assessments.suggesting import suggest_areas
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.web.forms import option
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/people")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def people(key: str) -> Page:
    """Ask whom the assessment is about, and say what has changed around them."""
    record = show_first_version(key)
    choosing = _choosing(record)
    data = {"cares": [value for value, one in choosing.pairings.items() if one.ids in record.pairs]}
    form = PeopleForm(data=data | {"version": record.assessment.version})
    return _people_page(record, choosing.with_cares(form))


@blueprint.post("/assessments/<key>/people")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_people(key: str) -> Page | Response:
    """Put a care in, take one out that has no answers, bring ages up to date."""
    record = own_record(key)
    choosing = _choosing(record)
    form = choosing.with_cares(PeopleForm())
    if not form.validate():
        return _people_page(record, form)
    try:
        change_people(
            db.session,
            record=record,
            cares=choosing.chosen(form.cares.data),
            base_version=form.version.data or 0,
            by=current_actor(),
        )
    except AlreadyOpen as error:
        form.add_problems(error)
        return _people_page(record, form, error.open_ones)
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as error:
        form.with_conflict(error.theirs)
    else:
        return go_to(url_for("assessments.show", key=key))
    return _people_page(record, form)


def _choosing(record: Record) -> Choosing:
    """The children and carers of the family now, and those of the assessment who have left."""
    members = list_current_members(db.session, record.assessment.family_id)
    choosing = present_choosing(members, [], [], clock.today())
    everybody = [*list_ended_members(db.session, record.assessment.family_id), *members]
    last = {member.person_id: member for member in everybody}
    gone = [
        Pairing(last[child_id], last[carer_id])
        for child_id, carer_id in sorted(record.pairs)
        if child_id in last and carer_id in last
    ]
    there = {pairing.ids for pairing in choosing.pairings.values()}
    return choosing.also([pairing for pairing in gone if pairing.ids not in there])


def _people_page(record: Record, form: PeopleForm, open_ones: tuple[Neighbour, ...] = ()) -> Page:
    family_id = record.assessment.family_id
    changes = present_changes(
        record,
        list_current_members(db.session, family_id),
        list_ended_members(db.session, family_id),
    )
    return form_page(
        "assessments/people.html",
        form=form,
        overview=present_overview(record),
        changes=changes,
        open_ones=open_ones,
    )


@blueprint.get("/assessments/<key>/scope")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def scope(key: str) -> Page:
    """Ask which areas are looked at; those that call for it are chosen beforehand, with the reason."""
    record = show_first_version(key)
    suggested = suggest_areas(db.session, record)
    chosen = list(record.assessment.scope) or list(suggested)
    form = ScopeForm(data={"areas": chosen, "version": record.assessment.version})
    return _scope_page(record, form, suggested)


@blueprint.post("/assessments/<key>/scope")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_scope(key: str) -> Page | Response:
    """Look at the chosen areas, or at everything."""
    record = own_record(key)
    form = _with_areas(record, ScopeForm(), {})
    wants_everything = request.form.get("go") == "everything"
    if wants_everything:
        form.areas.validators = ()
    if not form.validate():
        return _scope_page(record, form, suggest_areas(db.session, record))
    try:
        change_scope(
            db.session,
            record=record,
            areas=() if wants_everything else form.areas.data,
            base_version=form.version.data or 0,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as error:
        form.with_conflict(error.theirs)
    else:
        return go_to(url_for("assessments.show", key=key))
    return _scope_page(record, form, suggest_areas(db.session, record))


def _with_areas(record: Record, form: ScopeForm, reasons: Mapping[str, str]) -> ScopeForm:
    form.areas.choices = [
        option(code, record.instrument.area(code).title, hint=_hint(record, code, reasons))
        for code in possible_areas(record)
    ]
    return form


def _hint(record: Record, code: str, reasons: Mapping[str, str]) -> str:
    domain = record.instrument.domain_of(code).title
    return f"{domain}. Suggested: {reasons[code]}" if code in reasons else domain


def _scope_page(record: Record, form: ScopeForm, reasons: Mapping[str, str]) -> Page:
    return form_page(
        "assessments/scope.html",
        form=_with_areas(record, form, reasons),
        overview=present_overview(record),
        has_suggestions=bool(reasons),
    )
