"""Writing imported assessments: answers and evidence into the drafts, then submitted, signed off by nobody and locked.

The steps are those of an assessment made here, because the database allows no others.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from gcp_tool.audit.digest import revision_digests
from gcp_tool.core.formatting import counted
from gcp_tool.data_imports.beginning import Begun, begin
from gcp_tool.data_imports.creating import TABLES, Values, insert_rows
from gcp_tool.data_imports.gathering import Tell
from gcp_tool.data_imports.known import Known
from gcp_tool.data_imports.ready import Ready, ToStore
from gcp_tool.data_imports.rows import notes_of
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, EvidenceSource, RevisionState
from gcp_tool.models import Assessment, Upload
from gcp_tool.standing.completions import refresh_completions_of
from gcp_tool.standing.families import refresh_families

IMPORTED = "import"
_AT_ONCE = 2_000
_TELL_EVERY = 20_000
_REVISIONS_AT_ONCE = 200
_FAMILIES_AT_ONCE = 200


def write(
    session: Session, *, upload: Upload, assessments: Sequence[Ready], known: Known, tell: Tell
) -> None:
    """Write the assessments of an upload, with the readings that follow from them."""
    begun = begin(session, upload, assessments, known)
    count = 0
    for rows in _pieces(_answer(one, stored, upload) for one in begun for stored in one.ready.answers()):
        insert_rows(session, "answer", rows)
        count = _told(tell, "Written", count, len(rows), "answer")
    for rows in _pieces(row for one in begun for row in _evidence(one, upload)):
        _insert_evidence(session, rows)
    _sign_off(session, begun, upload, tell)
    _refresh(session, upload, tell)
    refresh_completions_of(session, upload.id)


def _told(tell: Tell, verb: str, count: int, more: int, one: str) -> int:
    """Count on, and say how far it is each time that some thousands more are done."""
    if (count + more) // _TELL_EVERY > count // _TELL_EVERY:
        tell(f"{verb} {counted(count + more, one)}.")
    return count + more


def _pieces(rows: Iterator[Values]) -> Iterator[list[Values]]:
    while piece := list(islice(rows, _AT_ONCE)):
        yield piece


def _common(one: Begun) -> Values:
    return {
        "revision_id": one.revision_id,
        "participant_id": one.participant_id,
        "agency_id": one.agency_id,
        "shared_with": [],
        "version": 1,
        "by_id": one.lead_id,
        "at": one.at,
    }


def _answer(one: Begun, stored: ToStore, upload: Upload) -> Values:
    given, different = stored.answered.given, stored.answered.different
    return _common(one) | {
        "profile_id": one.profiles[stored.profile],
        "kind": stored.place.kind,
        "code": stored.place.code,
        "slot": 0,
        "raw": given.raw | ({"different": different} if different else {}),
        "grade": given.level,
        "state": given.state,
        "reason": given.reason,
        "write_id": f"{upload.key}.{stored.answered.row}",
    }


def _evidence(one: Begun, upload: Upload) -> Iterator[Values]:
    """The pieces of evidence of an assessment, numbered apart under each code: code and number are their address."""
    slots: dict[str, int] = {}
    for note in one.ready.evidence():
        for part, words in enumerate(notes_of(note.words), start=1):
            slots[note.evidence_code] = slot = slots.get(note.evidence_code, 0) + 1
            yield _common(one) | {
                "profile_id": one.profiles[note.profile],
                "kind": AnswerKind.EVIDENCE,
                "code": note.evidence_code,
                "slot": slot,
                "raw": {"words": words, "shows": note.codes},
                "state": AnswerState.WORDS,
                "on_date": one.ready.past.head.window_to,
                "source": EvidenceSource.RECORD,
                "write_id": f"{upload.key}.{note.row}.evidence{f'.{part}' if part > 1 else ''}",
            }


def _insert_evidence(session: Session, rows: list[Values]) -> None:
    insert_rows(session, "answer", rows)
    by_write = {row["write_id"]: row for row in rows}
    answer = TABLES["answer"].c
    ids = session.execute(select(answer.id, answer.write_id).where(answer.write_id.in_(by_write)))
    links = [
        {"answer_id": answer_id, "profile_id": by_write[write_id]["profile_id"], "code": code}
        for answer_id, write_id in ids
        for code in by_write[write_id]["raw"]["shows"]
    ]
    insert_rows(session, "evidence_link", links)


def _sign_off(session: Session, begun: Sequence[Begun], upload: Upload, tell: Tell) -> None:
    revision = TABLES["revision"]
    move = update(revision).where(revision.c.id == bindparam("of_revision"))
    steps: list[Values] = [{"of_revision": one.revision_id, "when": one.at} for one in begun]
    session.execute(move.values(state=RevisionState.SUBMITTED, submitted_at=bindparam("when")), steps)
    signed: Values = {"signed_off_at": bindparam("when"), "content_sha256": bindparam("digest")}
    sign = move.values(state=RevisionState.SIGNED_OFF, **signed)
    for start in range(0, len(steps), _REVISIONS_AT_ONCE):
        some = steps[start : start + _REVISIONS_AT_ONCE]
        digests = revision_digests(session, [step["of_revision"] for step in some])
        session.execute(sign, [step | {"digest": digests[step["of_revision"]]} for step in some])
        if len(steps) > _REVISIONS_AT_ONCE:
            tell(f"Sealed {start + len(some):,} of {len(steps):,} assessments.")
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


def _refresh(session: Session, upload: Upload, tell: Tell) -> None:
    """Work out how each family stands, once, when all of its assessments are there."""
    families = session.scalars(
        select(Assessment.family_id)
        .where(Assessment.upload_id == upload.id)
        .distinct()
        .order_by(Assessment.family_id)
    ).all()
    for start in range(0, len(families), _FAMILIES_AT_ONCE):
        some = families[start : start + _FAMILIES_AT_ONCE]
        refresh_families(session, some)
        if len(families) > _FAMILIES_AT_ONCE:
            tell(f"Worked out how {start + len(some):,} of {len(families):,} families stand.")
