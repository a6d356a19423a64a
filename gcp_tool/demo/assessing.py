"""Assessments made here, by the people of the borough: begun, waiting for sign-off, returned, signed off."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.queries import get_record, list_current_members
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.analysis import EffortGiven, save_efforts
from gcp_tool.assessments.services.answers import ItemChoice, save_choices
from gcp_tool.assessments.services.checking import list_needing_effort
from gcp_tool.assessments.services.evidence import EvidenceGiven, add_evidence
from gcp_tool.assessments.services.life import return_to_lead, sign_off, submit
from gcp_tool.assessments.services.pairs import Pairing
from gcp_tool.assessments.services.start import Period, start_assessment
from gcp_tool.assessments.services.told import Agreement, Told, save_told
from gcp_tool.assessments.services.voices import ChildSaid, SeenAlone, save_child_voice
from gcp_tool.assessments.sheets import Sheet
from gcp_tool.core.keys import new_key
from gcp_tool.demo.families import DOMAINS, Household
from gcp_tool.demo.notes import CONCERN, LOW, SERIOUS, notes_for
from gcp_tool.demo.people import People
from gcp_tool.domain.instrument import Area
from gcp_tool.domain.vocabulary import Effort, EvidenceSource, MemberRole, Purpose
from gcp_tool.models import Family, FamilyMember, InstrumentVersion

_GRADES = {"draft": "22....", "submitted": "322222", "returned": "233332", "signed_off": "232222"}
_RETURN_WORDS = (
    "Thank you, this reads well. Before I sign: say who was with Robin on the Tuesday night, and what the school told"
    " you about the two days off."
)
_VOICE = "I like it when we all have tea and the telly is off. I don't like it when there is shouting."
_SHOWN = "Seen on both visits, planned and not. The family worker helped to set it up, and the carer has kept it going."


def assess(
    session: Session,
    *,
    household: Household,
    family: Family,
    version: InstrumentVersion,
    people: People,
    today: date,
) -> None:
    """Take a new assessment of the family as far as its plan says."""
    lead = people.actor(session, household.worker)
    members = list_current_members(session, family.id)
    assessment = start_assessment(
        session,
        family=family,
        cares=[Pairing(_first(members, MemberRole.CHILD), _first(members, MemberRole.MAIN_CARER))],
        version=version,
        purpose=Purpose.REVIEW,
        period=Period(today - timedelta(days=16), today - timedelta(days=1)),
        by=lead,
    )
    session.expire_all()
    _grade(session, get_record(session, lead, assessment.key), household, lead)
    if household.now != "draft":
        _go_on(session, assessment.key, household, people, lead)


def _first(members: Sequence[FamilyMember], role: MemberRole) -> FamilyMember:
    return next(member for member in members if member.role is role)


def _grade(session: Session, record: Record, household: Household, lead: Actor) -> None:
    grades = dict(zip(DOMAINS, _GRADES[household.now], strict=True))
    chance = Random(household.ref)  # noqa: S311 - invented notes, not secrets
    for domain, area in record.areas(record.care):
        grade = grades.get(domain.id, ".")
        if grade != ".":
            _grade_area(session, record, area, int(grade), lead)
            notes = notes_for(domain.id, _worry(int(grade)), record.care.band)
            note = chance.choice(notes).format(child=household.children[0].name)
            _note(session, record, area, note, lead)


def _grade_area(session: Session, record: Record, area: Area, grade: int, lead: Actor) -> None:
    choices = [ItemChoice(item, str(grade), "", 0) for item in record.items(record.care, area)]
    save_choices(session, record=record, care=record.care, choices=choices, once=new_key(), by=lead)


def _note(session: Session, record: Record, area: Area, words: str, lead: Actor) -> None:
    seen_on = record.assessment.window_to - timedelta(days=2)
    given = EvidenceGiven(words, seen_on, EvidenceSource.SEEN_AT_VISIT, record.items(record.care, area))
    add_evidence(session, record=record, care=record.care, area=area, given=given, once=new_key(), by=lead)


def _worry(grade: int) -> str:
    return SERIOUS if grade >= 4 else CONCERN if grade == 3 else LOW  # noqa: PLR2004 - the notes' own buckets


def _go_on(session: Session, key: str, household: Household, people: People, lead: Actor) -> None:
    session.flush()
    session.expire_all()
    _say_the_rest(session, get_record(session, lead, key), lead)
    session.flush()
    session.expire_all()
    submit(session, record=get_record(session, lead, key), by=lead)
    manager = people.manager_of(session, household.team)
    session.expire_all()
    if household.now == "returned":
        return_to_lead(session, record=get_record(session, manager, key), comments=_RETURN_WORDS, by=manager)
    if household.now == "signed_off":
        sign_off(session, record=get_record(session, manager, key), comments="", by=manager)


def _say_the_rest(session: Session, record: Record, lead: Actor) -> None:
    """What else is written down before handing in: the child's voice, whose effort a change was, what was told."""
    care, told_on = record.care, record.assessment.window_to
    said = ChildSaid(_VOICE, SeenAlone.YES, "At school", "Talking while we drew", {}, "")
    save_child_voice(
        session,
        record=record,
        care=care,
        said=said,
        base_version=0,
        as_fields=_no_fields,
        once=new_key(),
        by=lead,
    )
    told = Told(told_on, Agreement.AGREED, "That is fair. I had not seen it written down before.", "")
    save_told(
        session, record=record, told=told, base_version=0, as_fields=_no_fields, once=new_key(), by=lead
    )
    items = list_needing_effort(session, record, care)
    if items:
        efforts = [EffortGiven(care.profile, item.id, _SHOWN, Effort.BOTH) for item in items]
        save_efforts(
            session,
            record=record,
            efforts=efforts,
            base_version=0,
            as_fields=_no_fields,
            once=new_key(),
            by=lead,
        )


def _no_fields(_sheet: Sheet) -> dict[str, str]:
    """Nobody else writes here, so there is nothing to show beside one's own."""
    return {}


def find_family(session: Session, ref: str) -> Family | None:
    """The family of this reference."""
    return session.scalar(select(Family).where(Family.ref == ref))
