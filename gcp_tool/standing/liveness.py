"""Whether care is still given as it was read: until the case closes, or child or carer are no longer there. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from gcp_tool.core.formatting import long_date
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.standing import content
from gcp_tool.standing.queries import MemberRow
from gcp_tool.standing.series import Ended, Subject

GROWN_UP_AT = 18
_MONTHS_IN_A_YEAR = 12


def find_end(
    child: Subject,
    carer: Subject,
    *,
    members: Sequence[MemberRow],
    closed_on: date | None,
    today: date,
) -> Ended | None:
    """What ended the series of a child with a carer, the earliest thing first; None while it is live."""
    for person in (child, carer):
        if not any(member.person_id == person.id for member in members):
            return Ended(content.NEVER_A_MEMBER.format(name=person.name), None)
    ends = [*_ends_of_child(child, today), *_ends_of(child, members), *_ends_of(carer, members)]
    if closed_on is not None:
        ends.append((closed_on, content.CASE_CLOSED.format(on=long_date(closed_on))))
    if not ends:
        return None
    on, words = min(ends, key=lambda end: end[0])
    return Ended(words, on)


def children_now(members: Sequence[MemberRow], today: date) -> tuple[MemberRow, ...]:
    """The children who are in the family now, the oldest first and babies due last."""
    children = {
        member.person_id: member
        for member in members
        if member.role is MemberRole.CHILD
        and member.ended_on is None
        and member.died_on is None
        and not _has_come_of_age(member, today)
    }
    return tuple(sorted(children.values(), key=_by_age))


def _by_age(member: MemberRow) -> tuple[date, int]:
    return member.birth_on or member.expected_birth_on or date.max, member.person_id


def _has_come_of_age(member: MemberRow, today: date) -> bool:
    return member.birth_on is not None and birthday_of(member.birth_on, GROWN_UP_AT) <= today


def birthday_of(born: date, years: int) -> date:
    """The day a person turns so many years old; born on 29 February, on 1 March in other years."""
    birthday = add_months(born, years * _MONTHS_IN_A_YEAR)
    return birthday if birthday.day == born.day else birthday + timedelta(days=1)


def _ends_of_child(child: Subject, today: date) -> Iterator[tuple[date, str]]:
    if child.birth_on is None:
        return
    birthday = birthday_of(child.birth_on, GROWN_UP_AT)
    if birthday <= today:
        yield birthday, content.CAME_OF_AGE.format(name=child.name, on=long_date(birthday))


def _ends_of(person: Subject, members: Sequence[MemberRow]) -> Iterator[tuple[date, str]]:
    """That a person died, or left the family; who came back has not left."""
    if person.died_on is not None:
        yield person.died_on, content.DIED.format(name=person.name, on=long_date(person.died_on))
    left = [member.ended_on for member in members if member.person_id == person.id]
    days = [day for day in left if day is not None]
    if len(days) == len(left):
        yield max(days), content.LEFT.format(name=person.name, on=long_date(max(days)))
