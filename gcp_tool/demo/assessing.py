"""Assessments made here, by the people of the borough: begun, handed in, returned, signed off. All through services."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.queries.members import list_current_members
from gcp_tool.assessments.queries.records import get_record
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import ItemChoice, save_choices
from gcp_tool.assessments.services.checking import list_missing
from gcp_tool.assessments.services.evidence import EvidenceGiven, add_visit_note
from gcp_tool.assessments.services.life import return_to_lead, sign_off, submit
from gcp_tool.assessments.services.pairs import Pairing
from gcp_tool.assessments.services.start import Period, start_assessment
from gcp_tool.core.keys import new_key
from gcp_tool.demo.contributing import invite, read_invitations
from gcp_tool.demo.families import BoroughNotUsable, Household, Reading
from gcp_tool.demo.grading import levels
from gcp_tool.demo.notes import Note, notes_of
from gcp_tool.demo.saying import answer, say_the_rest
from gcp_tool.domain.instrument import Item
from gcp_tool.domain.vocabulary import EvidenceSource, NotGradedReason, Purpose, RevisionState
from gcp_tool.models import Family, InstrumentVersion

_SEEN_BEFORE = timedelta(days=2)
_NOT_KNOWN = "not_known"

Levels = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Look:
    """A reading of a family that is to be made: who leads it, with which tool, over which period."""

    household: Household
    reading: Reading
    family: Family
    version: InstrumentVersion
    period: Period
    lead: Actor

    @property
    def is_whole(self) -> bool:
        """Whether everything is answered: what was not looked at then is said to be not known."""
        return self.reading.state is not RevisionState.DRAFT


def assess(session: Session, look: Look) -> str:
    """Make an assessment as far as its lead takes it; its key is returned."""
    is_first = look.reading is look.household.readings[0]
    assessment = start_assessment(
        session,
        family=look.family,
        cares=_pairs(session, look),
        version=look.version,
        purpose=Purpose.BASELINE if is_first else Purpose.REVIEW,
        period=look.period,
        by=look.lead,
    )
    key = assessment.key
    graded = _grade(session, _opened(session, look, key), look)
    record = _opened(session, look, key)
    _write_notes(session, record, look, graded)
    say_the_rest(session, record, look.household, look.reading, look.lead)
    _invite(session, look, key)
    if look.is_whole:
        record = _opened(session, look, key)
        _check_whole(session, record, look)
        submit(session, record=record, by=look.lead)
    return key


def _invite(session: Session, look: Look, key: str) -> None:
    """At the latest look, ask somebody of another team to add what they know, where the borough has it so."""
    invited = read_invitations().get(look.household.ref)
    if invited is not None and look.reading is look.household.readings[-1]:
        invite(session, record=_opened(session, look, key), invited=invited, lead=look.lead)


def _check_whole(session: Session, record: Record, look: Look) -> None:
    """Say what a story lacks, for whoever writes one: the check page would say the same."""
    lacks = [f"{one.lack} {one.item.id if one.item else ''}".strip() for one in list_missing(session, record)]
    if lacks:
        raise BoroughNotUsable(f"{look.household.ref}, {look.reading.ago} days ago: {', '.join(lacks)}.")


def decide(session: Session, *, key: str, household: Household, reading: Reading, manager: Actor) -> None:
    """The manager's part: return it with comments, or sign it off; then what the carer answers."""
    record = get_record(session, manager, key)
    if reading.state is RevisionState.RETURNED:
        return_to_lead(session, record=record, comments=reading.comments, by=manager)
        return
    sign_off(session, record=record, comments=reading.comments, by=manager)
    if reading.response is not None:
        answer(session, get_record(session, manager, key), household, reading, manager)


def _opened(session: Session, look: Look, key: str) -> Record:
    session.flush()
    session.expire_all()
    return get_record(session, look.lead, key)


def _pairs(session: Session, look: Look) -> list[Pairing]:
    members = {member.person.name: member for member in list_current_members(session, look.family.id)}
    carer = members[look.reading.carer or look.household.main_carer]
    children = look.reading.of or look.household.children
    return [Pairing(members[look.household.name_of(child)], carer) for child in children]


def child_of(care: Care, household: Household) -> str:
    """What the story calls the child of a profile."""
    name = care.profile.child.name if care.profile.child else ""
    return next(child for child in household.children if household.name_of(child) == name)


def _grade(session: Session, record: Record, look: Look) -> dict[int, Levels]:
    """Choose a grade for every item, those of the home once; the levels are returned by profile."""
    graded: dict[int, Levels] = {}
    done: set[tuple[int, str]] = set()
    for care in record.cares:
        child = child_of(care, look.household)
        graded[care.profile.id] = found = levels(
            record.instrument, look.household, look.reading, child, care.band
        )
        choices = [one for one in _choices(record, care, look, found) if (_place(care, one)) not in done]
        done |= {_place(care, one) for one in choices}
        save_choices(session, record=record, care=care, choices=choices, once=new_key(), by=look.lead)
    return graded


def _place(care: Care, choice: ItemChoice) -> tuple[int, str]:
    return choice.profile_id(care), choice.item.id


def _choices(record: Record, care: Care, look: Look, found: Levels) -> Iterator[ItemChoice]:
    scale = record.instrument.scale
    for item in _items(record, care):
        if item.id in found:
            yield ItemChoice(item, str(scale.level(found[item.id]).value), "", 0)
        elif look.is_whole:
            yield ItemChoice(item, _NOT_KNOWN, NotGradedReason.NOT_SEEN, 0)


def _items(record: Record, care: Care) -> Iterator[Item]:
    for _, area in record.areas(care):
        yield from record.items(care, area)


def _write_notes(session: Session, record: Record, look: Look, graded: Mapping[int, Levels]) -> None:
    """The notes of the story, each with the children whom it names, then one of the visit as a whole."""
    worst: dict[str, int] = {}
    for found in graded.values():
        worst |= {code: max(level, worst.get(code, 0)) for code, level in found.items()}
    for note in notes_of(look.reading, worst):
        named = [care for care in record.cares if child_of(care, look.household).split()[-1] in note.words]
        _write_note(session, record, look, note, named or record.cares)
    if look.reading.visit:
        everything = tuple(dict.fromkeys(item.id for care in record.cares for item in _items(record, care)))
        visit = Note(look.reading.visit, EvidenceSource.SEEN_AT_VISIT, everything)
        _write_note(session, record, look, visit, record.cares)


def _write_note(session: Session, record: Record, look: Look, note: Note, about: Sequence[Care]) -> None:
    asked = {care.profile.id: {item.id: item for item in _items(record, care)} for care in about}
    cares = [care for care in about if asked[care.profile.id].keys() & set(note.items)]
    items = {code: item for care in cares for code, item in asked[care.profile.id].items()}
    given = EvidenceGiven(
        note.words,
        look.period.last - _SEEN_BEFORE,
        note.source,
        [items[code] for code in note.items if code in items],
    )
    add_visit_note(session, record=record, cares=cares, given=given, once=new_key(), by=look.lead)
