"""Writing imported assessments: answers and evidence into the drafts, then submitted, signed off by nobody and locked.

The steps are those of an assessment made here, because the database allows no others.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from gcp_tool.audit.digest import revision_digest
from gcp_tool.data_imports.beginning import Begun, begin
from gcp_tool.data_imports.creating import TABLES, Values, insert_rows
from gcp_tool.data_imports.known import Known
from gcp_tool.data_imports.ready import Ready, ToStore
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, EvidenceSource, RevisionState
from gcp_tool.models import Answer, Assessment, Upload
from gcp_tool.standing.families import refresh_families

IMPORTED = "import"
_AT_ONCE = 500


def write(session: Session, *, upload: Upload, assessments: Sequence[Ready], known: Known) -> None:
    """Write the assessments of an upload, with the readings that follow from them."""
    begun = begin(session, upload, assessments, known)
    answers = (_answer(one, stored, upload) for one in begun for stored in one.ready.answers())
    for rows in _pieces(answers):
        insert_rows(session, "answer", rows)
    for rows in _pieces(row for one in begun for row in _evidence(one, upload)):
        _insert_evidence(session, rows)
    _sign_off(session, begun, upload)
    _refresh(session, upload)


def _pieces(rows: Iterator[Values]) -> Iterator[list[Values]]:
    while piece := list(islice(rows, _AT_ONCE)):
        yield piece


def _common(one: Begun, stored: ToStore) -> Values:
    return {
        "revision_id": one.revision_id,
        "participant_id": one.participant_id,
        "profile_id": one.profiles[stored.profile],
        "agency_id": one.agency_id,
        "shared_with": [],
        "version": 1,
        "by_id": one.lead_id,
        "at": one.at,
    }


def _answer(one: Begun, stored: ToStore, upload: Upload) -> Values:
    given = stored.answered.given
    return _common(one, stored) | {
        "kind": stored.place.kind,
        "code": stored.place.code,
        "slot": 0,
        "raw": given.raw,
        "grade": given.level,
        "state": given.state,
        "reason": given.reason,
        "write_id": f"{upload.key}.{stored.answered.row}",
    }


def _evidence(one: Begun, upload: Upload) -> Iterator[Values]:
    """The pieces of evidence of an assessment, numbered apart where there are several in one place."""
    slots: Counter[tuple[object, str]] = Counter()
    for stored in one.ready.evidence():
        where = (stored.profile, stored.place.evidence_code)
        slots[where] += 1
        yield _common(one, stored) | {
            "kind": AnswerKind.EVIDENCE,
            "code": stored.place.evidence_code,
            "slot": slots[where],
            "raw": {"words": stored.answered.evidence, "shows": [stored.place.code]},
            "state": AnswerState.WORDS,
            "on_date": one.ready.past.head.window_to,
            "source": EvidenceSource.RECORD,
            "write_id": f"{upload.key}.{stored.answered.row}.evidence",
        }


def _insert_evidence(session: Session, rows: list[Values]) -> None:
    insert_rows(session, "answer", rows)
    by_write = {row["write_id"]: row for row in rows}
    ids = session.execute(select(Answer.id, Answer.write_id).where(Answer.write_id.in_(by_write)))
    links = [
        {
            "answer_id": answer_id,
            "profile_id": by_write[write_id]["profile_id"],
            "code": by_write[write_id]["raw"]["shows"][0],
        }
        for answer_id, write_id in ids
    ]
    insert_rows(session, "evidence_link", links)


def _sign_off(session: Session, begun: Sequence[Begun], upload: Upload) -> None:
    revision = TABLES["revision"]
    move = update(revision).where(revision.c.id == bindparam("of_revision"))
    steps: list[Values] = [{"of_revision": one.revision_id, "when": one.at} for one in begun]
    session.execute(move.values(state=RevisionState.SUBMITTED, submitted_at=bindparam("when")), steps)
    digests = [step | {"digest": revision_digest(session, step["of_revision"])} for step in steps]
    signed: Values = {"signed_off_at": bindparam("when"), "content_sha256": bindparam("digest")}
    session.execute(move.values(state=RevisionState.SIGNED_OFF, **signed), digests)
    changes = [
        {
            "revision_id": one.revision_id,
            "event": IMPORTED,
            "from_state": None,
            "to_state": RevisionState.SIGNED_OFF,
            "by_id": upload.by_id,
            "at": upload.at,
        }
        for one in begun
    ]
    insert_rows(session, "status_change", changes)


def _refresh(session: Session, upload: Upload) -> None:
    families = select(Assessment.family_id).where(Assessment.upload_id == upload.id).distinct()
    refresh_families(session, session.scalars(families).all())
