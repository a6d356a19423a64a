"""The digest of a whole revision: sealed into the log at sign-off, worked out again when the log is checked."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from gcp_tool.audit.events import Event
from gcp_tool.models import Answer, AuditEvent, EvidenceLink, Revision

_PAGE = 500
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=True, separators=(",", ":"))
_ANSWER = Answer.__table__
_SIGNED_OFF = (AuditEvent.event == Event.ASSESSMENT_SIGNED_OFF.value) & (
    AuditEvent.subject_kind == "revision"
)


def revision_digest(session: Session, revision_id: int) -> str:
    """SHA-256 over every answer and evidence link of the revision, in one order on either engine."""
    return revision_digests(session, [revision_id])[revision_id]


def revision_digests(session: Session, revision_ids: Collection[int]) -> Mapping[int, str]:
    """The digest of each of these revisions, by two statements however many there are."""
    digests = {revision_id: hashlib.sha256() for revision_id in revision_ids}
    for revision_id, line in _lines(session, revision_ids):
        digests[revision_id].update(_ENCODER.encode(line).encode() + b"\n")
    return {revision_id: digest.hexdigest() for revision_id, digest in digests.items()}


def find_altered(session: Session) -> str | None:
    """What shows that a signed-off revision is no longer what was signed off; None when all are.

    The digest stands with the revision and, where a person signed here, in the sealed log; both must be that of
    the answers. Run it when the log itself was found whole.
    """
    for revision_id, kept, logged in _sealed(session):
        digest = revision_digest(session, revision_id)
        if digest != kept or (logged is not None and digest != json.loads(logged)["details"]["content"]):
            return f"the answers of revision {revision_id} are not those that were signed off"
    opened = (
        select(AuditEvent.subject_id)
        .outerjoin(Revision, Revision.id == AuditEvent.subject_id)
        .where(_SIGNED_OFF, Revision.content_sha256.is_(None))
        .order_by(AuditEvent.seq)
        .limit(1)
    )
    revision_id = session.scalar(opened)
    return (
        None
        if revision_id is None
        else f"revision {revision_id} was signed off, and its record says it was not"
    )


def _sealed(session: Session) -> Iterator[Row[int, str | None, str | None]]:
    """Signed-off revisions with the digest they keep and what the log says, in pages."""
    statement = (
        select(Revision.id, Revision.content_sha256, AuditEvent.canonical)
        .outerjoin(AuditEvent, _SIGNED_OFF & (AuditEvent.subject_id == Revision.id))
        .where(Revision.content_sha256.is_not(None))
        .order_by(Revision.id)
        .limit(_PAGE)
    )
    after = 0
    while page := session.execute(statement.where(Revision.id > after)).all():
        yield from page
        after = page[-1][0]


def _lines(session: Session, revision_ids: Collection[int]) -> Iterator[tuple[int, Any]]:
    answers = select(_ANSWER).where(_ANSWER.c.revision_id.in_(revision_ids)).order_by(_ANSWER.c.id)
    for answer in session.execute(answers):
        yield answer.revision_id, _answer_line(answer)
    links = (
        select(Answer.revision_id, EvidenceLink.answer_id, EvidenceLink.profile_id, EvidenceLink.code)
        .join(Answer, Answer.id == EvidenceLink.answer_id)
        .where(Answer.revision_id.in_(revision_ids))
    )
    # the database orders text by its own collation, so the order is made here
    found = [
        (revision_id, [answer_id, profile_id, code])
        for revision_id, answer_id, profile_id, code in session.execute(links)
    ]
    yield from sorted(found)


def _answer_line(answer: Any) -> dict[str, Any]:
    return {
        "id": answer.id,
        "participant": answer.participant_id,
        "profile": answer.profile_id,
        "kind": answer.kind.value,
        "code": answer.code,
        "slot": answer.slot,
        "raw": answer.raw,
        "grade": answer.grade,
        "state": answer.state.value,
        "on": answer.on_date.isoformat() if answer.on_date else None,
        "source": answer.source.value if answer.source else None,
        "reason": answer.reason.value if answer.reason else None,
        "shared": answer.shared_with,
        "agency": answer.agency_id,
        "copied": answer.copied_from_profile_id,
        "version": answer.version,
        "by": answer.by_id,
        "at": answer.at.isoformat(timespec="microseconds"),
    }
