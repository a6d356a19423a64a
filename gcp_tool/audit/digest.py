"""The digest of a whole revision: sealed into the log at sign-off, worked out again when the log is checked."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.models import Answer, EvidenceLink


def revision_digest(session: Session, revision_id: int) -> str:
    """SHA-256 over every answer and evidence link of the revision, in one order on either engine."""
    digest = hashlib.sha256()
    for line in _lines(session, revision_id):
        digest.update(
            json.dumps(line, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        )
    return digest.hexdigest()


def _lines(session: Session, revision_id: int) -> Iterator[Any]:
    answers = select(Answer).where(Answer.revision_id == revision_id).order_by(Answer.id)
    for answer in session.scalars(answers):
        yield _answer_line(answer)
    links = (
        select(EvidenceLink.answer_id, EvidenceLink.profile_id, EvidenceLink.code)
        .join(Answer, Answer.id == EvidenceLink.answer_id)
        .where(Answer.revision_id == revision_id)
        .order_by(EvidenceLink.answer_id, EvidenceLink.profile_id, EvidenceLink.code)
    )
    # the database orders text by its own collation, so the order is made again here
    yield from sorted([link.answer_id, link.profile_id, link.code] for link in session.execute(links))


def _answer_line(answer: Answer) -> dict[str, Any]:
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
