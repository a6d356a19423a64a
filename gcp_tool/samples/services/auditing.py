"""Auditing a family of a sample: begun, gone on with, finished; and what is to be done because of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.sample_policies import check_audit
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.models import Action, Audit, SampleFamily, User
from gcp_tool.notices.giving import give_notice
from gcp_tool.samples.audit_forms import AuditQuestions, QuestionKind
from gcp_tool.samples.queries.samples import find_audit

Answers = Mapping[str, Mapping[str, str]]


def save_audit(
    session: Session,
    *,
    drawn: SampleFamily,
    questions: AuditQuestions,
    answers: Answers,
    expected: int,
    finish: bool,
    by: Actor,
) -> Audit:
    """Keep the actor's answers about a family; `expected` is 0 where none were kept before. `finish` ends the audit.

    Raises:
        NotAllowed: the sample is closed.
        NotPossible: the audit is finished.
        Invalid: it is to be finished and a question is not judged.
        EditConflict: the actor changed it meanwhile in another window.
    """
    check_audit(by, drawn.sample, clock.today())
    if finish:
        _check_whole(questions, answers)
    found = find_audit(session, drawn, by)
    if found is not None and found.finished_at is not None:
        raise NotPossible("This audit is finished. It stays as it is.")
    kept: dict[str, Any] = {"answers": {code: dict(answer) for code, answer in answers.items()}}
    if finish:
        kept["finished_at"] = clock.now()
    if found is None:
        found = Audit(
            sample_family_id=drawn.id, by_id=by.id, changed_at=clock.now(), changed_by_id=by.id, **kept
        )
        session.add(found)
        session.flush()
    else:
        update_versioned(session, found, expected=expected, values=kept, by=by)
    event = Event.AUDIT_FINISHED if finish else Event.AUDIT_SAVED
    record(session, event, by=by, family_id=drawn.family_id, subject=("audit", found.id))
    return found


def _check_whole(questions: AuditQuestions, answers: Answers) -> None:
    missing = [
        question.code
        for question in questions.questions
        if question.kind is QuestionKind.JUDGED and not answers.get(question.code, {}).get("choice")
    ]
    if missing:
        raise Invalid(
            {f"{code}-choice": "Choose an answer, or keep the audit as a draft" for code in missing}
        )


@dataclass(frozen=True, slots=True)
class ToDo:
    """What somebody is to do by when. `owner` is a user, or `owner_words` say who it is."""

    what: str
    owner: User | None
    owner_words: str
    due_on: date


def add_action(session: Session, *, audit: Audit, to_do: ToDo, by: Actor) -> Action:
    """Add what is to be done because of an audit; its owner is told.

    Raises:
        NotAllowed: the sample is closed.
        Invalid: nobody is to do it, or the day is over.
    """
    drawn = audit.sample_family
    check_audit(by, drawn.sample, clock.today())
    if to_do.owner is None and not to_do.owner_words:
        raise Invalid({"owner": "Choose who does it, or say who it is"})
    if to_do.due_on < clock.today():
        raise Invalid({"due_on": "The day must be today or later"})
    action = Action(
        family_id=drawn.family_id,
        audit_id=audit.id,
        what=to_do.what,
        owner_id=to_do.owner.id if to_do.owner else None,
        owner_words="" if to_do.owner else to_do.owner_words,
        due_on=to_do.due_on,
        by_id=by.id,
        at=clock.now(),
        changed_at=clock.now(),
        changed_by_id=by.id,
    )
    session.add(action)
    session.flush()
    record(session, Event.ACTION_GIVEN, by=by, family_id=drawn.family_id, subject=("action", action.id))
    if to_do.owner is not None:
        give_notice(
            session, to=to_do.owner.id, kind=NoticeKind.ACTION_GIVEN, family_id=drawn.family_id, by=by.id
        )
    return action
