"""An assessment as a list of parts while it is open, and as a profile to read after that; and the check before it."""

from collections.abc import Sequence

from flask import Response, url_for

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import (
    can_add_beside,
    can_hand_on,
    can_record_in_error,
    can_sign_off,
    can_write_assessment,
)
from gcp_tool.access.review_policies import can_challenge_assessment
from gcp_tool.accounts.signers import load_signers
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.life import SubmitForm
from gcp_tool.assessments.presenters.after import (
    CommentView,
    present_beside,
    present_comments,
    present_revisions,
    present_stories,
)
from gcp_tool.assessments.presenters.challenges import ChallengeView, present_challenges
from gcp_tool.assessments.presenters.missing import present_missing
from gcp_tool.assessments.presenters.overview import present_overview, present_steps
from gcp_tool.assessments.presenters.reading import present_cares
from gcp_tool.assessments.presenters.said import present_said
from gcp_tool.assessments.presenters.tasks import present_task_list
from gcp_tool.assessments.presenters.unfinished import LeftOverView, present_left_over
from gcp_tool.assessments.presenters.voices import present_carer_views
from gcp_tool.assessments.queries import revisions
from gcp_tool.assessments.queries.autosaving import list_left_over
from gcp_tool.assessments.queries.challenges import list_agencies, list_challenges
from gcp_tool.assessments.queries.first_choices import load_first_choices
from gcp_tool.assessments.queries.records import record_of
from gcp_tool.assessments.queries.sheets import list_carer_grades
from gcp_tool.assessments.queries.targets import count_targets
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.contributed import contributed_to
from gcp_tool.assessments.routes.notices import notices_of
from gcp_tool.assessments.routes.opening import own_record, show_open_record, show_record
from gcp_tool.assessments.services.checking import list_missing
from gcp_tool.assessments.services.life import submit as submit_assessment
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.core import clock
from gcp_tool.core.formatting import join_words
from gcp_tool.domain.vocabulary import Origin, RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import Assessment, Challenge, Revision
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def show(key: str) -> Page:
    """The parts still to do, for its lead while it is open; the profile that holds for everybody else."""
    actor = current_actor()
    record = show_record(key)
    overview = present_overview(record)
    if overview.is_open and can_write_assessment(actor, record.assessment):
        return page(
            "assessments/tasks.html",
            overview=overview,
            tasks=present_task_list(record, targets=count_targets(db.session, record.assessment.id)),
            notices=notices_of(record),
            comments=_comments(record),
            signers=_signers(record.assessment, actor),
            can_hand_on=record.revision.number == 1,
            left_over=_left_over(record, actor),
        )
    return _shown(actor, record)


def _left_over(record: Record, actor: Actor) -> Sequence[LeftOverView]:
    """What the actor typed and the assessment could not take."""
    return present_left_over(record, list_left_over(db.session, record.assessment.id, actor.id))


def _comments(record: Record) -> Sequence[CommentView]:
    if record.revision.state is not RevisionState.RETURNED:
        return ()
    return present_comments(record, revisions.list_item_comments(db.session, record.revision.id))


def _signers(assessment: Assessment, actor: Actor) -> str:
    """Who will sign, by name; empty when nobody can."""
    teams = {assessment.lead_team_id, assessment.family.team_id} - {None}
    signers = load_signers(db.session, actor.signing, [one for one in teams if one], today=clock.today())
    names = signers.names(
        lead_id=assessment.lead_user_id,
        agency_id=assessment.lead_agency_id,
        lead_team_id=assessment.lead_team_id,
        holding_team_id=assessment.family.team_id,
    )
    return join_words(names, "or") if names else ""


def _challenges(actor: Actor, assessment: Assessment) -> Sequence[ChallengeView]:
    found = list_challenges(db.session, Challenge.assessment_id == assessment.id)
    return present_challenges(found, actor, list_agencies(db.session, {one.agency_id for one in found}))


def _shown(actor: Actor, record: Record) -> Page:
    """What holds: while an amendment is made, what is signed off, and a word about the other."""
    tellings = revisions.list_revisions(db.session, record.assessment)
    holding = revisions.holding(tellings)
    current = record.revision
    shown = record if holding is None or holding.id == current.id else _in(record, holding)
    return _reading_page(actor, shown, tellings, current)


def _in(record: Record, revision: Revision) -> Record:
    return record_of(db.session, record.assessment, revision)


def _reading_page(actor: Actor, record: Record, tellings: Sequence[Revision], current: Revision) -> Page:
    assessment, shown = record.assessment, record.revision
    stands = assessment.recorded_in_error_at is None
    is_current = shown.id == current.id
    waits = stands and current.state is RevisionState.SUBMITTED
    return page(
        "assessments/show.html",
        overview=present_overview(record),
        cares=present_cares(record, load_first_choices(db.session, record)),
        said=present_said(record),
        carers=present_carer_views(record, list_carer_grades(db.session, record.revision.id)),
        contributed=contributed_to(record),
        beside=present_beside(revisions.list_beside(db.session, assessment)),
        challenges=_challenges(actor, assessment),
        can_challenge=can_challenge_assessment(actor, assessment),
        tellings=present_revisions(tellings, shown.id),
        number=shown.number,
        steps=present_steps(revisions.list_steps(db.session, assessment)),
        is_earlier=shown.state is RevisionState.SUPERSEDED,
        amendment="" if is_current or shown.state is not RevisionState.SIGNED_OFF else current.why,
        signers=_signers(assessment, actor) if waits else "",
        can_sign_off=waits and can_sign_off(actor, assessment),
        can_add=can_add_beside(actor, assessment),
        can_amend=is_current
        and shown.state is RevisionState.SIGNED_OFF
        and assessment.origin is not Origin.IMPORTED
        and can_write_assessment(actor, assessment),
        can_hand_on=can_hand_on(actor, assessment) and _can_change_hands(current),
        can_record_in_error=can_record_in_error(actor, assessment),
        licence=record.instrument.licence,
        left_over=_left_over(record, actor),
    )


def _can_change_hands(current: Revision) -> bool:
    return current.number == 1 and current.state in (RevisionState.DRAFT, RevisionState.RETURNED)


@blueprint.get("/assessments/<key>/revisions/<int:number>")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def revision(key: str, number: int) -> Page:
    """The assessment as one of its versions says it, replaced or not."""
    record = show_record(key)
    current = record.revision
    chosen = revisions.get_revision(db.session, record.assessment, number)
    tellings = revisions.list_revisions(db.session, record.assessment)
    return _reading_page(current_actor(), _in(record, chosen), tellings, current)


@blueprint.get("/assessments/<key>/revisions/<int:number>/answers")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def answers(key: str, number: int) -> Page:
    """Every answer of a version with all that was typed before it, by whom and when."""
    record = show_record(key)
    chosen = revisions.get_revision(db.session, record.assessment, number)
    told = _in(record, chosen)
    typed = revisions.list_typed_answers(db.session, chosen.id)
    earlier = revisions.list_earlier_answers(db.session, chosen.id)
    people = [row.by_id for row in typed]
    people += [row.by_id for rows in earlier.values() for row in rows]
    names = revisions.find_names(db.session, {one for one in people if one is not None})
    return page(
        "assessments/answers.html",
        overview=present_overview(told),
        number=number,
        stories=present_stories(told, typed, earlier, names),
    )


@blueprint.get("/assessments/<key>/check")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def check(key: str) -> Page:
    """Everything that was typed, to be looked over, and what is missing with links."""
    record = show_open_record(key)
    return _check_page(record, SubmitForm())


@blueprint.post("/assessments/<key>/submit")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def submit(key: str) -> Page | Response:
    """Hand the assessment in for sign-off."""
    record = own_record(key)
    form = SubmitForm()
    if not form.validate():
        return _check_page(record, form)
    submit_assessment(db.session, record=record, by=current_actor())
    return go_to(url_for("assessments.show", key=key))


def _check_page(record: Record, form: SubmitForm) -> Page:
    return form_page(
        "assessments/check.html",
        form=form,
        overview=present_overview(record),
        cares=present_cares(record, {}),
        contributed=contributed_to(record),
        said=present_said(record),
        missing=present_missing(record, list_missing(db.session, record)),
        signers=_signers(record.assessment, current_actor()),
    )
