"""The people of a family: one person's page, somebody added, changed, gone."""

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import can_edit_family, check_edit_family
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, NotPossible
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.extensions import db
from gcp_tool.families.blueprint import blueprint
from gcp_tool.families.content import NO, YES
from gcp_tool.families.forms.fields import BORN, DUE
from gcp_tool.families.forms.people import ChangeAdultForm, ChangeChildForm, LeaveForm
from gcp_tool.families.numbers import nhs_number_words
from gcp_tool.families.presenters.people import present_person
from gcp_tool.families.queries.people import get_member, list_memberships
from gcp_tool.families.services import people
from gcp_tool.families.services.details import NOT_KNOWN
from gcp_tool.models import Family, FamilyMember, Person
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

ChangeForm = ChangeChildForm | ChangeAdultForm


@blueprint.get("/<key>/people/<person_key>")
@requires(Permission.FAMILY_READ)
@records_viewing
def person(key: str, person_key: str) -> Page:
    """What is recorded about a person, and the families they are or were in."""
    actor = current_actor()
    family, member = _get(key, person_key)
    viewed(Event.PERSON_VIEWED, family_id=family.id, person_id=member.person_id)
    shown = present_person(member, list_memberships(db.session, actor, member.person), clock.today())
    return page("families/person.html", family=family, person=shown, may_edit=can_edit_family(actor, family))


@blueprint.get("/<key>/people/<person_key>/edit")
@requires(Permission.FAMILY_EDIT)
@records_viewing
def edit_person(key: str, person_key: str) -> Page:
    """Show what is recorded about a person, to be changed."""
    family, member = _get(key, person_key)
    check_edit_family(current_actor(), family)
    viewed(Event.PERSON_VIEWED, family_id=family.id, person_id=member.person_id)
    return _edit_page(family, member, _form_of(member.role)(**_as_shown(member.person)))


@blueprint.post("/<key>/people/<person_key>/edit")
@requires(Permission.FAMILY_EDIT)
@records_viewing
@writes
def save_person(key: str, person_key: str) -> Page | Response:
    """Change what is recorded about a person."""
    family, member = _get(key, person_key)
    form = _form_of(member.role)()
    if not form.validate():
        return _edit_page(family, member, form)
    try:
        people.change_person(
            db.session,
            family=family,
            member=member,
            details=form.details(),
            expected=form.version.data or 0,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as conflict:
        viewed(Event.PERSON_VIEWED, family_id=family.id, person_id=member.person_id)
        form.with_conflict(conflict.theirs)
    if form.errors or form.conflict:
        return _edit_page(family, member, form)
    return go_to(url_for("families.person", key=key, person_key=person_key))


@blueprint.get("/<key>/people/<person_key>/leave")
@requires(Permission.FAMILY_EDIT)
@records_viewing
def end_membership(key: str, person_key: str) -> Page:
    """Ask since when a person is no longer in the family."""
    family, member = _get(key, person_key)
    check_edit_family(current_actor(), family)
    _check_is_in(member)
    viewed(Event.PERSON_VIEWED, family_id=family.id, person_id=member.person_id)
    return _leave_page(family, member, LeaveForm(ended_on=clock.today()))


@blueprint.post("/<key>/people/<person_key>/leave")
@requires(Permission.FAMILY_EDIT)
@writes
def save_leaving(key: str, person_key: str) -> Page | Response:
    """Record since when a person is no longer in the family. Nothing is deleted."""
    family, member = _get(key, person_key)
    form = LeaveForm()
    if not form.validate() or form.ended_on.data is None:
        return _leave_page(family, member, form)
    try:
        people.end_membership(
            db.session, family=family, member=member, ended_on=form.ended_on.data, by=current_actor()
        )
    except Invalid as error:
        form.add_problems(error)
        return _leave_page(family, member, form)
    return go_to(url_for("history.show", key=key))


def _get(key: str, person_key: str) -> tuple[Family, FamilyMember]:
    family = scope.get_family(db.session, current_actor(), key)
    return family, get_member(db.session, family, person_key)


def _check_is_in(member: FamilyMember) -> None:
    if member.ended_on is not None:
        raise NotPossible("This person is not in the family any more.")


def _form_of(role: MemberRole) -> type[ChangeForm]:
    return ChangeChildForm if role is MemberRole.CHILD else ChangeAdultForm


def _as_shown(person: Person) -> dict[str, object]:
    interpreter = {True: YES, False: NO, None: NOT_KNOWN}[person.interpreter]
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "born": DUE if person.expected_birth_on else BORN,
        "birth_on": person.birth_on,
        "expected_birth_on": person.expected_birth_on,
        "nhs_number": nhs_number_words(person.nhs_number or ""),
        "upn": person.upn,
        "la_child_id": person.la_child_id,
        "language": person.language,
        "interpreter": interpreter,
        "needs": person.needs,
        "safe_contact": person.safe_contact,
        "version": person.version,
    }


def _edit_page(family: Family, member: FamilyMember, form: ChangeForm) -> Page:
    return form_page("families/edit_person.html", form=form, family=family, person=member.person)


def _leave_page(family: Family, member: FamilyMember, form: LeaveForm) -> Page:
    return form_page("families/leave.html", form=form, family=family, person=member.person)
