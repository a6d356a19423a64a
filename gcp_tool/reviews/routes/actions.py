"""Actions: one more is given after a review, and one is done."""

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.review_policies import check_end_action, check_record_review
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.domain.reviewing import ActionGiven, find_action_problems
from gcp_tool.extensions import db
from gcp_tool.families.queries.holding import is_in_sight, list_workers
from gcp_tool.history.presenters.actions import present_actions
from gcp_tool.models import Action, Review
from gcp_tool.reviews import queries
from gcp_tool.reviews.blueprint import blueprint
from gcp_tool.reviews.forms.reviewing import DoneForm, NewActionForm, done_form, new_action_form
from gcp_tool.reviews.queries import WHOLE_ACTION, WHOLE_REVIEW
from gcp_tool.reviews.services.actions import ActionToGive, end_action, give_actions
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes

_NAMES = {"what": "what", "who": "owner", "due_on": "due_on"}


@blueprint.get("/reviews/<key>/actions/add")
@requires(Permission.REVIEW_RECORD)
@records_viewing
def add_action(key: str) -> Page:
    """Ask what more is to be done."""
    found = _get_review(key)
    viewed(Event.REVIEW_VIEWED, family_id=found.family_id, subject=("review", found.id))
    return _add_page(found, _form(found))


@blueprint.post("/reviews/<key>/actions/add")
@requires(Permission.REVIEW_RECORD)
@writes
def save_action(key: str) -> Page | Response:
    """Give somebody something more to do."""
    found = _get_review(key)
    form = _form(found)
    if not form.validate() or not _is_whole(form) or form.due_on.data is None:
        return _add_page(found, form)
    owner = queries.find_action_owner(db.session, form.owner.data) if form.owner.data else None
    given = ActionToGive(form.what.data, owner, form.words.data, form.due_on.data)
    give_actions(db.session, review=found, given=[given], by=current_actor())
    return go_to(url_for("reviews.show", key=key))


@blueprint.get("/actions/<key>/done")
@requires(Permission.FAMILY_READ)
@records_viewing
def ask_done(key: str) -> Page:
    """Ask what came of an action."""
    found = _get_action(key)
    viewed(Event.FAMILY_VIEWED, family_id=found.family_id, subject=("action", found.id))
    return _done_page(found, done_form(found.version, clock.today()))


@blueprint.post("/actions/<key>/done")
@requires(Permission.FAMILY_READ)
@writes
def done(key: str) -> Page | Response:
    """Say that an action is done, and what came of it."""
    found, form = _get_action(key), DoneForm()
    if not form.validate() or form.done_on.data is None:
        return _done_page(found, form)
    try:
        end_action(
            db.session,
            action=found,
            done_on=form.done_on.data,
            came=form.came.data,
            expected=form.version.data or 0,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as conflict:
        form.with_conflict(conflict.theirs)
    else:
        return go_to(_after(found))
    return _done_page(found, form)


def _is_whole(form: NewActionForm) -> bool:
    """Say at its field what is missing."""
    given = ActionGiven(form.what.data, form.owner.data or form.words.data, form.due_on.data)
    problems = find_action_problems(given, clock.today()) or (
        {"what": "Enter what is to be done"} if given.is_empty else {}
    )
    form.add_problems(Invalid({_NAMES[name]: words for name, words in problems.items()}))
    return not problems


def _get_review(key: str) -> Review:
    actor = current_actor()
    found = scope.get_review(db.session, actor, key, *WHOLE_REVIEW)
    check_record_review(actor, found.family)
    return found


def _get_action(key: str) -> Action:
    actor = current_actor()
    found = scope.get_action(db.session, actor, key, *WHOLE_ACTION)
    check_end_action(actor, found)
    return found


def _after(found: Action) -> str:
    """The review it came from; home for somebody who may not open the family."""
    if found.review is not None and is_in_sight(db.session, current_actor(), found.family):
        return url_for("reviews.show", key=found.review.key)
    return url_for("desk.home")


def _form(found: Review) -> NewActionForm:
    return new_action_form(list_workers(db.session, [found.family.team_id]))


def _add_page(found: Review, form: NewActionForm) -> Page:
    return form_page("reviews/add_action.html", form=form, review=found)


def _done_page(found: Action, form: DoneForm) -> Page:
    (card,) = present_actions([found], current_actor(), clock.today())
    return form_page("reviews/done.html", form=form, card=card, back=_after(found))
