"""Whether care is still given as it was read: until the case closes, or child or carer are no longer there. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from gcp_tool.core.formatting import long_date
from gcp_tool.domain.dates import add_months
from gcp_tool.history import content
from gcp_tool.history.queries import MemberRow
from gcp_tool.history.series import Ended, Subject

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


def _ends_of_child(child: Subject, today: date) -> Iterator[tuple[date, str]]:
    if child.birth_on is None:
        return
    birthday = add_months(child.birth_on, GROWN_UP_AT * _MONTHS_IN_A_YEAR)
    if birthday.day != child.birth_on.day:
        birthday += timedelta(days=1)  # born on 29 February: on 1 March in other years
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
