"""What has changed around the people of a draft since it was begun: births, birthdays, who came and who left."""

from collections.abc import Sequence

from gcp_tool.assessments import content
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.pairs import band_of
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.vocabulary import AgeBand, MemberRole
from gcp_tool.models import FamilyMember, Person


def present_changes(
    record: Record, members: Sequence[FamilyMember], ended: Sequence[FamilyMember]
) -> Sequence[str]:
    """What the lead should know of the people, each as a sentence. `members` are there now, `ended` have left."""
    return [
        *dict.fromkeys(
            [
                *(line for care in record.cares for line in _of_age(record, care)),
                *(line for care in record.cares for line in _of_leaving(record, care, ended)),
                *_of_joining(record, members),
            ]
        )
    ]


def _of_age(record: Record, care: Care) -> Sequence[str]:
    child = care.profile.child
    if child is None:
        return []
    assessment = record.assessment
    now = band_of(child, assessment.window_to)
    if now is not None and now is not care.band:
        return [_out_of_date(record, care, child, now)]
    before = band_of(child, assessment.window_from)
    if before is not None and before is not care.band:
        came = f"{child.name} came into another age group in the period looked at"
        return [f"{came}, and is graded as “{content.BAND_WORDS[care.band]}”, the age on the last day."]
    return []


def _out_of_date(record: Record, care: Care, child: Person, now: AgeBand) -> str:
    born = (
        f" was born on {long_date(child.birth_on)}" if care.band is AgeBand.UNBORN and child.birth_on else ""
    )
    was, fits = content.BAND_WORDS[care.band], content.BAND_WORDS[now]
    start = f"{child.name}{born or ' is of another age on the last day'}"
    if record.has_answers(care.profile):
        return (
            f"{start}, but has answers for “{was}”. To grade “{fits}”, end the period earlier for this assessment"
            " and start another one."
        )
    return f"{start}: save this page to grade “{fits}” instead of “{was}”."


def _of_leaving(record: Record, care: Care, ended: Sequence[FamilyMember]) -> Sequence[str]:
    lines = []
    for member in ended:
        if member.person_id in {care.profile.child_id, care.profile.carer_id} and member.ended_on is not None:
            if member.ended_on < record.assessment.window_from:
                advice = "before the period looked at: this care cannot have been given in it."
            else:
                advice = "the care until then still counts."
            lines.append(f"{member.person.name} left the family on {long_date(member.ended_on)}; {advice}")
    return lines


def _of_joining(record: Record, members: Sequence[FamilyMember]) -> Sequence[str]:
    children = {care.profile.child_id for care in record.cares}
    return [
        f"{member.person.name} joined the family on {long_date(member.started_on)} and is not in this assessment."
        for member in members
        if member.role is MemberRole.CHILD
        and member.person_id not in children
        and member.started_on >= record.assessment.window_from
    ]
