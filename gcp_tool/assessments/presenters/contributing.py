"""What was asked of somebody in an assessment: for its lead, and for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from gcp_tool.access.actor import Actor
from gcp_tool.access.contribution_policies import can_contribute, can_decline, can_finish, can_withdraw
from gcp_tool.assessments import content
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.places import asked
from gcp_tool.assessments.presenters.act_now import present_act_now
from gcp_tool.assessments.presenters.evidence import EvidenceCard, present_evidence
from gcp_tool.assessments.presenters.tasks import Task, is_answered
from gcp_tool.assessments.presenters.unfinished import (
    LeftOverView,
    present_left_over,
    present_never_finished,
    whereabouts,
)
from gcp_tool.assessments.queries.contributing import AskedRow
from gcp_tool.assessments.record import Record
from gcp_tool.core.formatting import age_or_due, date_range, long_date
from gcp_tool.domain.instrument import Area, Instrument
from gcp_tool.domain.vocabulary import AnswerKind, ContributionState, MemberRole
from gcp_tool.models import Answer, FamilyMember, LeftOver, Participant

STATE_WORDS = {
    ContributionState.INVITED: ("Asked", "blue"),
    ContributionState.ACTIVE: ("Begun", "light-blue"),
    ContributionState.DONE: ("Finished", "green"),
    ContributionState.DECLINED: ("Said no", "grey"),
    ContributionState.WITHDRAWN: ("Taken back", "grey"),
}
_ENDED = ("Closed", "grey")


@dataclass(frozen=True, slots=True)
class AskedView:
    """Somebody who was asked: who, for what, by when, and how far they are."""

    key: str
    who: str
    state: str
    colour: str
    parts: str
    words: str
    due: str
    reason: str
    can_withdraw: bool


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Something that was asked of the reader."""

    key: str
    title: str
    state: str
    colour: str
    details: str


@dataclass(frozen=True, slots=True)
class CannotWait:
    """What the holder of a part graded that cannot wait, what is to be done here, and whom to tell."""

    lines: Sequence[str]
    lead: str
    local_words: str
    duty_line: str


@dataclass(frozen=True, slots=True)
class PartView:
    """What the holder of a part sees: who is in the family, what is asked, how far they are, what they noted."""

    key: str
    title: str
    members: Sequence[str]
    lead: str
    words: str
    due: str
    period: str
    state: str
    colour: str
    is_open: bool
    can_decline: bool
    can_finish: bool
    domains: Sequence[tuple[str, Sequence[Task]]]
    notes: Sequence[EvidenceCard]
    unfinished: Sequence[tuple[str, str]]


def present_asked(record: Record, parts: Sequence[Participant], actor: Actor) -> Sequence[AskedView]:
    """Everybody who was asked, the first one first."""
    return [
        AskedView(
            key=part.key or "",
            who=who_was_asked(part),
            state=STATE_WORDS[ContributionState(part.state)][0],
            colour=STATE_WORDS[ContributionState(part.state)][1],
            parts=domain_titles(record.instrument, part),
            words=part.asked or "",
            due=long_date(part.due_on) if part.due_on else "",
            reason=part.reason,
            can_withdraw=can_withdraw(actor, part),
        )
        for part in parts
    ]


def present_lines(rows: Sequence[AskedRow]) -> Sequence[AskedLine]:
    """What was asked of the reader, a line each."""
    return [_line(row) for row in rows]


def _line(row: AskedRow) -> AskedLine:
    held = (ContributionState.INVITED, ContributionState.ACTIVE, ContributionState.DONE)
    state, colour = STATE_WORDS[ContributionState(row.state)]
    if row.state in held and not row.is_open:
        state, colour = _ENDED
    due = f", by {long_date(row.due_on)}" if row.due_on else ""
    return AskedLine(
        row.key, row.family or "A family", state, colour, f"Asked by {row.lead}, {row.lead_agency}{due}"
    )


def present_part(part: OwnPart, members: Sequence[FamilyMember], actor: Actor) -> PartView:
    """The part of the reader, with the family's label and members and nothing else about them."""
    contribution, assessment = part.contribution, part.assessment
    is_open = can_contribute(actor, contribution)
    state, colour = STATE_WORDS[ContributionState(contribution.state)]
    return PartView(
        key=contribution.key or "",
        title=assessment.family.label,
        members=[_member(part, member) for member in members],
        lead=f"{assessment.lead_user.name}, {assessment.lead_agency.name}",
        words=contribution.asked or "",
        due=long_date(contribution.due_on) if contribution.due_on else "",
        period=date_range(assessment.window_from, assessment.window_to),
        state=state if is_open else _ENDED[0],
        colour=colour if is_open else _ENDED[1],
        is_open=is_open,
        can_decline=can_decline(actor, contribution),
        can_finish=can_finish(actor, contribution),
        domains=_domains(part),
        notes=[present_evidence(part, note) for note in part.evidence],
        unfinished=[_unfinished(part, answer) for answer in part.unfinished] if is_open else (),
    )


def present_cannot_wait(part: OwnPart, *, local_words: str, duty_line: str) -> CannotWait | None:
    """What the holder of a part graded that somebody is to be told of today; None when there is nothing."""
    act_now = present_act_now(part)
    return (
        CannotWait(act_now.lines, part.assessment.lead_user.name, local_words, duty_line) if act_now else None
    )


def present_not_taken(part: OwnPart, rows: Sequence[LeftOver], actor: Actor) -> Sequence[LeftOverView]:
    """What the holder of a part typed and can finish no more: it came too late, or was never finished."""
    late = present_left_over(part, rows)
    return late if can_contribute(actor, part.contribution) else [*late, *present_never_finished(part)]


def _unfinished(part: OwnPart, answer: Answer) -> tuple[str, str]:
    """What was typed and is no answer yet, and where it is finished."""
    words, key = whereabouts(part, answer).words, part.contribution.key
    if answer.slot < 0:
        return words, url_for("assessments.part_note", key=key, code=answer.code, slot=-answer.slot)
    code = answer.code if answer.kind is AnswerKind.EVIDENCE else part.instrument.area_of(answer.code).id
    return words, url_for("assessments.part_area", key=key, code=code)


def _member(part: OwnPart, member: FamilyMember) -> str:
    person = member.person
    facts = [person.name]
    if member.role is MemberRole.CHILD:
        facts.append(age_or_due(person.birth_on, person.expected_birth_on, part.assessment.window_to))
    return ", ".join([*facts, content.CARER_WORDS[member.role]])


def _domains(part: OwnPart) -> Sequence[tuple[str, Sequence[Task]]]:
    found: dict[str, list[Task]] = {}
    for domain, area in part.all_areas():
        found.setdefault(domain.title, []).append(_task(part, area))
    return list(found.items())


def _task(part: OwnPart, area: Area) -> Task:
    places = asked(part, area)
    done = sum(is_answered(part, place) for place in places)
    href = url_for("assessments.part_area", key=part.contribution.key, code=area.id)
    if done == len(places):
        return Task(area.title, href, "Done", "")
    words, colour = (f"{done} of {len(places)}", "light-blue") if done else ("Not started", "grey")
    return Task(area.title, href, words, colour)


def who_was_asked(part: Participant) -> str:
    """A contributor with their agency."""
    names = (part.user.name if part.user else "", part.agency.name if part.agency else "")
    return ", ".join(name for name in names if name)


def domain_titles(instrument: Instrument, part: Participant) -> str:
    """The domains that somebody was asked for."""
    return "; ".join(domain.title for domain in instrument.domains if domain.id in part.domains)
