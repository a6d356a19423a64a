"""Asking a professional to add to an assessment, and what comes of it: begun, finished, declined, taken back.

Nobody writes over anybody: a contributor's answers are rows of their own, and no reading is made of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.contribution_policies import (
    check_ask,
    check_contribute,
    check_decline,
    check_finish,
    check_withdraw,
)
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.queries.inviting import Askable, list_people_to_ask
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.autosave import Reading, Saved, Write, save_typed
from gcp_tool.assessments.services.steps import lock_revision
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record as record_event
from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import AnswerKind, ContributionState, NoticeKind, Part
from gcp_tool.models import Participant
from gcp_tool.notices.giving import give_notice
from gcp_tool.standing.completions import refresh_completion


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked: for which domains, in which words, by when."""

    domains: Collection[str]
    words: str
    due_on: date


def domains_to_ask(record: Record) -> list[str]:
    """The domains in which anything is looked at, in the order of the tool."""
    return list(dict.fromkeys(domain.id for domain, _ in record.all_areas()))


def ask(session: Session, *, record: Record, whom: Askable, asked: Asked, by: Actor) -> Participant:
    """Ask a professional for their own grades and evidence in some domains. They are told on their desk.

    Raises:
        NotAllowed: only the lead asks, while the assessment is worked on.
        NotPossible: it was submitted meanwhile.
        Invalid: this person cannot be asked, no domain in scope was chosen, or the day has passed.
    """
    check_ask(by, record.assessment)
    lock_open_revision(session, record)
    possible = domains_to_ask(record)
    domains = [code for code in possible if code in asked.domains]
    if not domains:
        raise Invalid({"domains": "Choose which parts you ask them for"})
    if asked.due_on < clock.today():
        raise Invalid({"due_on": "The day by which you need it must be today or in the future"})
    if whom not in list_people_to_ask(session, record.assessment, by, whom.agency_id):
        raise Invalid({"person": "Choose somebody who has not been asked already"})
    part = Participant(
        assessment_id=record.assessment.id,
        part=Part.CONTRIBUTOR,
        user_id=whom.user_id,
        agency_id=whom.agency_id,
        domains=domains,
        state=ContributionState.INVITED,
        key=new_key(),
        asked=asked.words.strip(),
        due_on=asked.due_on,
        invited_by_id=by.id,
    )
    session.add(part)
    session.flush()
    _tell(session, part, record.assessment.family_id, Event.CONTRIBUTION_ASKED, by=by, to=whom.user_id)
    return part


def withdraw(session: Session, *, record: Record, part: Participant, reason: str, by: Actor) -> None:
    """Take an invitation back, and say why. What was added stays in the record of the assessment.

    Raises:
        NotAllowed: only the lead does, until what was added was submitted.
        Invalid: no reason was given.
    """
    lock_revision(session, record.revision.id)
    session.refresh(record.revision, ["state"])
    session.refresh(part, ["state"])
    check_withdraw(by, part)
    if not reason.strip():
        raise Invalid({"reason": "Enter why you take this invitation back"})
    part.state, part.reason = ContributionState.WITHDRAWN, reason.strip()
    _tell(
        session, part, record.assessment.family_id, Event.CONTRIBUTION_WITHDRAWN, by=by, to=part.user_id or 0
    )


def begin(session: Session, *, part: OwnPart, by: Actor) -> None:
    """Lock the assessment for a contributor who writes; the first time, that is their yes.

    Raises:
        NotAllowed: it was submitted or closed, or they said no, or the invitation was taken back.
    """
    _lock(session, part)
    check_contribute(by, part.contribution)
    _say_yes(session, part, by)


def save_typed_part(session: Session, *, part: OwnPart, write: Write, reading: Reading, by: Actor) -> Saved:
    """Save one answer of a contributor as it was typed; the first one that counts is their yes, a note begun is not.

    Raises:
        CannotTake, EditConflict, Invalid: as for the lead's.
    """
    saved = save_typed(session, record=part, write=write, reading=reading, by=by)
    if saved.version and write.kind is AnswerKind.ITEM and not saved.problems:
        _say_yes(session, part, by)
    return saved


def _say_yes(session: Session, part: OwnPart, by: Actor) -> None:
    if part.contribution.state == ContributionState.INVITED:
        part.contribution.state = ContributionState.ACTIVE
        _note(session, part.contribution, part.assessment.family_id, Event.CONTRIBUTION_STARTED, by)
        refresh_completion(session, part.assessment)


def finish(session: Session, *, part: OwnPart, by: Actor) -> None:
    """Say that one's part is finished. It can still be changed until the lead submits; the lead is told.

    Raises:
        NotAllowed: nothing was added yet, it was finished before, or it cannot be written any more.
    """
    _lock(session, part)
    check_finish(by, part.contribution)
    part.contribution.state = ContributionState.DONE
    _answer(session, part, Event.CONTRIBUTION_FINISHED, by)


def decline(session: Session, *, part: OwnPart, reason: str, by: Actor) -> None:
    """Say no, and why; the lead is told.

    Raises:
        NotAllowed: something was added already, or it cannot be written any more.
        Invalid: no reason was given.
    """
    _lock(session, part)
    check_decline(by, part.contribution)
    if not reason.strip():
        raise Invalid({"reason": "Enter why you cannot add to this"})
    part.contribution.state, part.contribution.reason = ContributionState.DECLINED, reason.strip()
    _answer(session, part, Event.CONTRIBUTION_DECLINED, by)


def _lock(session: Session, part: OwnPart) -> None:
    """Lock the revision, and read again what others may have changed before that."""
    lock_revision(session, part.revision.id)
    session.refresh(part.revision, ["state"])
    session.refresh(part.assessment, ["lead_user_id", "recorded_in_error_at"])
    session.refresh(part.contribution, ["state"])


def _answer(session: Session, part: OwnPart, event: Event, by: Actor) -> None:
    lead = part.assessment.lead_user_id
    _tell(session, part.contribution, part.assessment.family_id, event, by=by, to=lead)


_NOTICES = {
    Event.CONTRIBUTION_ASKED: NoticeKind.INVITED,
    Event.CONTRIBUTION_WITHDRAWN: NoticeKind.INVITATION_WITHDRAWN,
    Event.CONTRIBUTION_FINISHED: NoticeKind.INVITATION_ANSWERED,
    Event.CONTRIBUTION_DECLINED: NoticeKind.INVITATION_ANSWERED,
}


def _tell(session: Session, part: Participant, family_id: int, event: Event, *, by: Actor, to: int) -> None:
    _note(session, part, family_id, event, by)
    give_notice(
        session,
        to=to,
        kind=_NOTICES[event],
        family_id=family_id,
        assessment_id=part.assessment_id,
        by=by,
    )


def _note(session: Session, part: Participant, family_id: int, event: Event, by: Actor) -> None:
    session.flush()
    record_event(session, event, by=by, family_id=family_id, subject=("participant", part.id))
