"""One step in the life of a revision: locked, moved on, kept, and sealed into the log.

Which steps there are is in `domain.workflow`; who may take them is in access.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.targets import settle_targets
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record as record_event
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotPossible
from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.domain.workflow import RevisionEvent, next_state
from gcp_tool.models import Revision, StatusChange
from gcp_tool.standing.readings import refresh_readings


def lock_revision(session: Session, revision_id: int) -> RevisionState:
    """Lock a revision until the end of the transaction; the state it is in is returned."""
    return session.scalars(select(Revision.state).where(Revision.id == revision_id).with_for_update()).one()


def check_stands(record: Record) -> None:
    """Raise NotPossible when the assessment was recorded in error: nothing more happens to it."""
    if record.assessment.recorded_in_error_at is not None:
        raise NotPossible("This assessment was recorded in error, so nothing more can be done with it.")


def check_no_amendment(record: Record) -> None:
    """Raise NotPossible for an amendment: whom a signed-off assessment is about, what it looked at and when, stays."""
    if record.revision.number > 1:
        raise NotPossible(
            "An amendment keeps whom it is about, the purpose, the period and what is looked at. If one of them is"
            " wrong, stop the amendment and ask a manager to record the assessment as made in error."
        )


def move(
    session: Session,
    revision: Revision,
    event: RevisionEvent,
    *,
    by: Actor,
    words: str = "",
    **stamps: object,
) -> StatusChange:
    """Move a revision on, if it may go there from where it is; the step that is kept is returned.

    Raises:
        NotPossible: it cannot happen in the state that the revision is in.
    """
    from_state = lock_revision(session, revision.id)
    to_state = next_state(from_state, event)
    now = clock.now()
    session.execute(
        update(Revision)
        .where(Revision.id == revision.id)
        .values(state=to_state, version=Revision.version + 1, changed_at=now, changed_by_id=by.id, **stamps)
        .execution_options(synchronize_session=False)
    )
    step = keep_step(session, revision.id, event.value, from_state, to_state, by=by, words=words)
    session.refresh(revision)
    return step


def keep_step(
    session: Session,
    revision_id: int,
    event: str,
    from_state: RevisionState | None,
    to_state: RevisionState,
    *,
    by: Actor,
    words: str,
) -> StatusChange:
    """Keep what happened to a revision, by whom and with which words."""
    step = StatusChange(
        revision_id=revision_id,
        event=event,
        from_state=from_state,
        to_state=to_state,
        by_id=by.id,
        at=clock.now(),
        words=words,
    )
    session.add(step)
    session.flush()
    return step


def finish(session: Session, record: Record, event: Event, by: Actor, **details: object) -> None:
    """Bring the readings and the outcomes of targets up to date, and put the step on record."""
    session.flush()
    refresh_readings(session, record.assessment)
    settle_targets(session, family_id=record.assessment.family_id, by=by)
    subject = ("revision", record.revision.id)
    record_event(
        session, event, by=by, family_id=record.assessment.family_id, subject=subject, details=details
    )
