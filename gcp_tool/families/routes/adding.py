"""Adding a person to a family: a new one, or one who is recorded already and was found by the look-up."""

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_edit_family
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.core.formatting import join_words
from gcp_tool.domain.errors import Invalid
from gcp_tool.extensions import db
from gcp_tool.families.blueprint import blueprint
from gcp_tool.families.content import DIFFERENT, HOME
from gcp_tool.families.forms.people import AddPersonForm
from gcp_tool.families.presenters.matches import person_choices, present_matches
from gcp_tool.families.queries.duplicates import Duplicates, PersonMatch, find_duplicate_people
from gcp_tool.families.queries.people import list_households
from gcp_tool.families.routes.looked_up import say_looked_up
from gcp_tool.families.services import people
from gcp_tool.models import Family, Person
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/<key>/people/add")
@requires(Permission.FAMILY_EDIT)
@records_viewing
def add_person(key: str) -> Page:
    """Ask about the person to add."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    check_edit_family(actor, family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "add person"})
    return _page(family, _form(family), Duplicates())


@blueprint.post("/<key>/people/add")
@requires(Permission.FAMILY_EDIT)
@records_viewing
@writes
def save_new_person(key: str) -> Page | Response:
    """Add the person, unless they may be known and nobody has looked yet."""
    family = scope.get_family(db.session, current_actor(), key)
    form, found = _form(family), Duplicates()
    if not form.validate():
        return _page(family, form, found)
    try:
        found = _look_up(family, form)
        if not _is_settled(form, found):
            return _page(family, form, found)
        person = _save(family, form, found)
    except Invalid as error:
        form.add_problems(error)
        return _page(family, form, found)
    return go_to(url_for("families.person", key=key, person_key=person.key))


def _form(family: Family) -> AddPersonForm:
    homes = list_households(db.session, family) or [HOME]
    form = AddPersonForm(household=homes[0] if len(homes) == 1 else "")
    form.household.description = (
        f"So far: {join_words(homes)}. People who live together have the same name here"
    )
    return form


def _look_up(family: Family, form: AddPersonForm) -> Duplicates:
    details = form.details()
    people.check_joining(details, role=form.role)
    found = find_duplicate_people(db.session, current_actor(), details.identity)
    say_looked_up(found, family.id)
    form.same_as.choices = person_choices(found, family, clock.today())
    return found


def _is_settled(form: AddPersonForm, found: Duplicates) -> bool:
    """Whether there is nothing to look at, or the person has looked at just this, or chosen who it is."""
    has_seen = form.looked_at.data == found.fingerprint
    form.looked_at.data = found.fingerprint
    if not found.are_shown or _chosen(form, found) or (has_seen and form.same_as.data == DIFFERENT):
        return True
    form.same_as.data = None
    form.same_as.errors = ["Look at who is known already, then say whether it is the same person"]
    return False


def _chosen(form: AddPersonForm, found: Duplicates) -> PersonMatch | None:
    return next((match for match in found.people if match.person.key == form.same_as.data), None)


def _save(family: Family, form: AddPersonForm, found: Duplicates) -> Person:
    joining = people.Joining(form.role, form.household.data, form.started_on.data)
    match = _chosen(form, found)
    if match is None:
        return people.add_person(
            db.session, family=family, details=form.details(), joining=joining, by=current_actor()
        )
    people.add_known_person(
        db.session, family=family, person=match.person, joining=joining, by=current_actor()
    )
    return match.person


def _page(family: Family, form: AddPersonForm, found: Duplicates) -> Page:
    matches = present_matches(found, clock.today())
    return form_page("families/add_person.html", form=form, family=family, matches=matches)
