"""Challenges: raised against an assessment or a decision, read, replied to, ended."""

from flask import Response, url_for
from sqlalchemy.orm import joinedload

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.review_policies import (
    check_answer_challenge,
    check_challenge_assessment,
    check_challenge_review,
    check_end_challenge,
)
from gcp_tool.assessments.presenters.challenges import ChallengeView, list_parts, present_challenges
from gcp_tool.assessments.queries.challenges import WHOLE_CHALLENGE, list_agencies
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.domain.errors import EditConflict
from gcp_tool.domain.vocabulary import ChallengeOutcome
from gcp_tool.extensions import db
from gcp_tool.models import Assessment, Challenge, Review
from gcp_tool.reviews.blueprint import blueprint
from gcp_tool.reviews.forms.challenges import (
    ChallengeForm,
    EndForm,
    ReplyForm,
    assessment_challenge_form,
    given_of,
    review_challenge_form,
)
from gcp_tool.reviews.queries import WHOLE_REVIEW
from gcp_tool.reviews.services.challenging import (
    answer_challenge,
    challenge_assessment,
    challenge_review,
    end_challenge,
)
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

_OF_ASSESSMENT = (joinedload(Assessment.family), joinedload(Assessment.instrument_version))


@blueprint.get("/assessments/<key>/challenge")
@requires(Permission.CHALLENGE_RAISE)
@records_viewing
def ask_of_assessment(key: str) -> Page:
    """Ask what in an assessment is challenged, and why."""
    found = _get_assessment(key)
    viewed(Event.ASSESSMENT_VIEWED, family_id=found.family_id, subject=("assessment", found.id))
    return _of_assessment_page(found, _assessment_form(found))


@blueprint.post("/assessments/<key>/challenge")
@requires(Permission.CHALLENGE_RAISE)
@writes
def raise_of_assessment(key: str) -> Page | Response:
    """Challenge an assessment."""
    found = _get_assessment(key)
    form = _assessment_form(found)
    if not form.validate():
        return _of_assessment_page(found, form)
    made = challenge_assessment(db.session, assessment=found, given=given_of(form), by=current_actor())
    return go_to(url_for("reviews.challenge", key=made.key))


@blueprint.get("/reviews/<key>/challenge")
@requires(Permission.CHALLENGE_RAISE)
@records_viewing
def ask_of_review(key: str) -> Page:
    """Ask what in a review is challenged, and why."""
    found = _get_review(key)
    viewed(Event.REVIEW_VIEWED, family_id=found.family_id, subject=("review", found.id))
    return _of_review_page(found, review_challenge_form())


@blueprint.post("/reviews/<key>/challenge")
@requires(Permission.CHALLENGE_RAISE)
@writes
def raise_of_review(key: str) -> Page | Response:
    """Challenge a review."""
    found, form = _get_review(key), review_challenge_form()
    if not form.validate():
        return _of_review_page(found, form)
    made = challenge_review(db.session, review=found, given=given_of(form), by=current_actor())
    return go_to(url_for("reviews.challenge", key=made.key))


@blueprint.get("/challenges/<key>")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def challenge(key: str) -> Page:
    """A challenge with its reply and how it ended."""
    found = _get_challenge(key)
    _see(found)
    return page("reviews/challenge.html", challenge=_present(found), back=_back(found))


@blueprint.get("/challenges/<key>/reply")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@records_viewing
def ask_reply(key: str) -> Page:
    """Ask for the reply to a challenge."""
    found = _get_challenge(key)
    check_answer_challenge(current_actor(), found)
    _see(found)
    return _reply_page(found, ReplyForm(data={"version": found.version}))


@blueprint.post("/challenges/<key>/reply")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@writes
def reply(key: str) -> Page | Response:
    """Reply to a challenge."""
    found, form = _get_challenge(key), ReplyForm()
    check_answer_challenge(current_actor(), found)
    if not form.validate():
        return _reply_page(found, form)
    try:
        answer_challenge(
            db.session,
            challenge=found,
            reply=form.reply.data,
            expected=form.version.data or 0,
            by=current_actor(),
        )
    except EditConflict as conflict:
        form.with_conflict(conflict.theirs)
        return _reply_page(found, form)
    return go_to(url_for("reviews.challenge", key=key))


@blueprint.get("/challenges/<key>/end")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def ask_end(key: str) -> Page:
    """Ask how a challenge ended."""
    found = _get_challenge(key)
    check_end_challenge(current_actor(), found)
    _see(found)
    return _end_page(found, EndForm(data={"version": found.version}))


@blueprint.post("/challenges/<key>/end")
@requires(Permission.ASSESSMENT_READ)
@writes
def end(key: str) -> Page | Response:
    """Say how a challenge ended."""
    found, form = _get_challenge(key), EndForm()
    check_end_challenge(current_actor(), found)
    if not form.validate():
        return _end_page(found, form)
    try:
        end_challenge(
            db.session,
            challenge=found,
            outcome=ChallengeOutcome(form.outcome.data or ""),
            words=form.words.data,
            expected=form.version.data or 0,
            by=current_actor(),
        )
    except EditConflict as conflict:
        form.with_conflict(conflict.theirs)
        return _end_page(found, form)
    return go_to(url_for("reviews.challenge", key=key))


def _get_assessment(key: str) -> Assessment:
    actor = current_actor()
    found = scope.get_assessment(db.session, actor, key, *_OF_ASSESSMENT)
    check_challenge_assessment(actor, found)
    return found


def _get_review(key: str) -> Review:
    actor = current_actor()
    found = scope.get_review(db.session, actor, key, *WHOLE_REVIEW)
    check_challenge_review(actor, found)
    return found


def _get_challenge(key: str) -> Challenge:
    return scope.get_challenge(db.session, current_actor(), key, *WHOLE_CHALLENGE)


def _see(found: Challenge) -> None:
    viewed(Event.CHALLENGE_VIEWED, family_id=found.family_id, subject=("challenge", found.id))


def _present(found: Challenge) -> ChallengeView:
    agencies = list_agencies(db.session, {found.agency_id})
    (view,) = present_challenges([found], current_actor(), agencies)
    return view


def _back(found: Challenge) -> str:
    """Where what is challenged is read."""
    if found.review is not None:
        return url_for("reviews.show", key=found.review.key)
    return url_for("assessments.show", key=found.assessment.key if found.assessment else "")


def _assessment_form(found: Assessment) -> ChallengeForm:
    return assessment_challenge_form(list_parts(found.instrument_version.instrument))


def _of_assessment_page(found: Assessment, form: ChallengeForm) -> Page:
    return form_page(
        "reviews/raise.html", form=form, back=url_for("assessments.show", key=found.key), of_review=False
    )


def _of_review_page(found: Review, form: ChallengeForm) -> Page:
    return form_page(
        "reviews/raise.html", form=form, back=url_for("reviews.show", key=found.key), of_review=True
    )


def _reply_page(found: Challenge, form: ReplyForm) -> Page:
    return form_page("reviews/reply.html", form=form, challenge=_present(found))


def _end_page(found: Challenge, form: EndForm) -> Page:
    return form_page("reviews/end.html", form=form, challenge=_present(found))
