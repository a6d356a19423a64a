"""Evidence: what was seen or heard, when, from where, which items of which children it shows, who may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.notes import Sharing, sharing_of, usually_shared_with
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import lock_open_revision, replace_answer
from gcp_tool.assessments.services.profiles import ensure_profile
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, Theirs
from gcp_tool.domain.instrument import Area, Item
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, EvidenceSource, ProfileKind
from gcp_tool.models import Answer, EvidenceLink, Profile

VISIT = "visit"  # the code of a note that was written at no area, for whatever it shows


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """A piece of evidence as typed. `shared_with` holds `carer:<id>` and `child:<id>`, where they were chosen."""

    words: str
    on_date: date
    source: EvidenceSource
    items: Sequence[Item]
    sharing: Sharing = Sharing.USUAL
    shared_with: Sequence[str] = ()


def check_evidence(given: EvidenceGiven, *, today: date) -> None:
    """Evidence is of a day that has been, and shows something about an item.

    Raises:
        Invalid: naming the field.
    """
    if given.on_date > today:
        raise Invalid({"on": "The date you saw or heard this must be today or in the past"})
    if not given.items:
        raise Invalid({"shows": "Choose which of these it shows something about"})


def add_evidence(
    session: Session,
    *,
    record: Record,
    care: Care,
    area: Area,
    given: EvidenceGiven,
    once: str,
    by: Actor,
    cares: Sequence[Care] = (),
) -> None:
    """Write down a piece of evidence at an area and link it to its items, for `care` or for all of `cares`.

    Raises:
        NotAllowed, NotPossible: as for choices.
        Invalid: the evidence is of a day to come, or shows nothing.
    """
    record.check_writer(by)
    links = _links(record, cares or (care,), given)
    lock_open_revision(session, record)
    values = _values(given, cares or (care,))
    _add(session, record, links, profile=care.profile, code=area.id, values=values, once=once, by=by)
    _settle(session, record, area.id, 0, once=once, by=by)


def add_visit_note(
    session: Session, *, record: Record, cares: Sequence[Care], given: EvidenceGiven, once: str, by: Actor
) -> None:
    """Write down one note that serves any items of any of the children it is about.

    Raises:
        NotAllowed, NotPossible, Invalid: as for `add_evidence`; and when it is about no child.
    """
    record.check_writer(by)
    links = _links(record, cares, given)
    lock_open_revision(session, record)
    whole = ensure_profile(session, record=record, kind=ProfileKind.WHOLE)
    values = _values(given, cares)
    _add(session, record, links, profile=whole, code=VISIT, values=values, once=once, by=by)
    _settle(session, record, VISIT, 0, once=once, by=by)


def change_evidence(
    session: Session,
    *,
    record: Record,
    cares: Sequence[Care],
    answer: Answer,
    given: EvidenceGiven,
    base_version: int,
    once: str,
    by: Actor,
) -> None:
    """Change a piece of evidence, what it is linked to and who may read it; what it said before is kept.

    Raises:
        NotAllowed, NotPossible, Invalid: as for `add_evidence`.
        EditConflict: it was changed since the page was opened.
    """
    record.check_writer(by)
    links = _links(record, cares, given)
    lock_open_revision(session, record)
    _check_version(answer, base_version)
    replace_answer(session, answer, _values(given, cares), write_id=f"{once}.evidence", by=by)
    _settle(session, record, answer.code, answer.slot, once=once, by=by)
    session.execute(delete(EvidenceLink).where(EvidenceLink.answer_id == answer.id))
    _link(session, record, answer.id, links, once=once, by=by)


def remove_evidence(
    session: Session, *, record: Record, answer: Answer, base_version: int, once: str, by: Actor
) -> None:
    """Take a piece of evidence out. It stays in the record of what was typed.

    Raises:
        NotAllowed, NotPossible, EditConflict: as for `change_evidence`.
    """
    record.check_writer(by)
    lock_open_revision(session, record)
    _check_version(answer, base_version)
    values = {"state": AnswerState.REMOVED}
    replace_answer(session, answer, values, write_id=f"{once}.evidence", by=by)
    _settle(session, record, answer.code, answer.slot, once=once, by=by)
    session.execute(delete(EvidenceLink).where(EvidenceLink.answer_id == answer.id))


def _add(
    session: Session,
    record: Record,
    links: Sequence[tuple[int, str]],
    *,
    profile: Profile,
    code: str,
    values: Mapping[str, Any],
    once: str,
    by: Actor,
) -> None:
    answer = Answer(
        revision_id=record.revision.id,
        participant_id=record.participant_id,
        profile_id=profile.id,
        kind=AnswerKind.EVIDENCE,
        code=code,
        slot=_next_slot(session, record, code),
        agency_id=by.agency_id,
        write_id=f"{once}.evidence",
        by_id=by.id,
        at=clock.now(),
        **values,
    )
    session.add(answer)
    session.flush()
    _link(session, record, answer.id, links, once=once, by=by)


def _settle(session: Session, record: Record, code: str, slot: int, *, once: str, by: Actor) -> None:
    """A note is added or changed now, so what was kept while it was being written is not needed any more."""
    begun = record.note_begun(code, slot)
    if begun is not None:
        values = {"state": AnswerState.REMOVED}
        replace_answer(session, begun, values, write_id=f"{once}.begun", by=by)


def _next_slot(session: Session, record: Record, code: str) -> int:
    """The next number under a code, whoever it is about: code and number are the address of a note."""
    statement = select(func.coalesce(func.max(Answer.slot), 0) + 1).where(
        Answer.revision_id == record.revision.id,
        Answer.participant_id == record.participant_id,
        Answer.kind == AnswerKind.EVIDENCE,
        Answer.code == code,
    )
    return session.scalars(statement).one()


def _check_version(answer: Answer, base_version: int) -> None:
    if answer.version == base_version:
        return
    by = answer.by.name if answer.by else "Somebody"
    fields = {
        "words": str(answer.raw.get("words", "")),
        "on": answer.on_date.isoformat() if answer.on_date else "",
        "source": answer.source.value if answer.source else "",
        "shows": ",".join(dict.fromkeys(link.code for link in answer.links)),
        "sharing": sharing_of(answer).value,
    }
    raise EditConflict(Theirs(by=by, at=answer.at, version=answer.version, fields=fields))


def _values(given: EvidenceGiven, cares: Sequence[Care]) -> dict[str, Any]:
    shared: dict[Sharing, Sequence[str]] = {
        Sharing.USUAL: usually_shared_with(given.source, cares),
        Sharing.NOBODY: (),
        Sharing.CHOSEN: given.shared_with,
    }
    return {
        "raw": {
            "words": given.words,
            "shows": [item.id for item in given.items],
            "sharing": given.sharing.value,
            "about": [care.profile.id for care in cares],
        },
        "state": AnswerState.WORDS,
        "on_date": given.on_date,
        "source": given.source,
        "shared_with": list(shared[given.sharing]),
    }


def _links(record: Record, cares: Sequence[Care], given: EvidenceGiven) -> list[tuple[int, str]]:
    """What the evidence is linked to: each item with whoever it is asked about, a household once."""
    check_evidence(given, today=clock.today())
    if not cares:
        raise Invalid({"children": "Choose which children this is about"})
    links = {
        item.id: [_holder(record, care, item) for care in cares if item in _asked(record, care, item)]
        for item in given.items
    }
    lost = [item.title for item in given.items if not links[item.id]]
    if lost:
        raise Invalid({"shows": f"“{lost[0]}” is not asked about the children you chose"})
    return list(dict.fromkeys((holder, code) for code, holders in links.items() for holder in holders))


def _asked(record: Record, care: Care, item: Item) -> tuple[Item, ...]:
    return record.items(care, record.instrument.area_of(item.id))


def _holder(record: Record, care: Care, item: Item) -> int:
    """Whose answer it is about: the household's, unless this child has one of their own."""
    answer = record.answer(care, item)
    return answer.profile_id if answer is not None else care.profile_for(item).id


def _link(
    session: Session,
    record: Record,
    answer_id: int,
    links: Sequence[tuple[int, str]],
    *,
    once: str,
    by: Actor,
) -> None:
    rows = [{"answer_id": answer_id, "profile_id": profile_id, "code": code} for profile_id, code in links]
    session.execute(insert(EvidenceLink), rows)
    _confirm(session, record, set(links), once=once, by=by)


def _confirm(session: Session, record: Record, links: set[tuple[int, str]], *, once: str, by: Actor) -> None:
    """Evidence of a child's own confirms what was copied from another child."""
    copied = session.scalars(
        select(Answer)
        .where(
            Answer.revision_id == record.revision.id,
            Answer.participant_id == record.participant_id,
            Answer.kind == AnswerKind.ITEM,
            Answer.copied_from_profile_id.is_not(None),
        )
        .execution_options(populate_existing=True)
    ).all()
    for answer in copied:
        if (answer.profile_id, answer.code) in links:
            values = {"copied_from_profile_id": None}
            replace_answer(session, answer, values, write_id=f"{once}.confirmed.{answer.id}", by=by)
