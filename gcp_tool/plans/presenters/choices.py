"""What the forms offer to choose, and what is on record as their fields hold it."""

from collections.abc import Mapping, Sequence

from wtforms import SelectChoice

from gcp_tool.core.formatting import short_date
from gcp_tool.families.event_types import EVENT_TYPES
from gcp_tool.models import PlanEpisode, Referral, Support, Target
from gcp_tool.plans.content import GOING_ON, NO, NOT_KNOWN, THE_FAMILY, WHOLE_FAMILY, YES
from gcp_tool.plans.queries.members import Member
from gcp_tool.plans.queries.records import Record
from gcp_tool.web.forms import option

LEFT = "No longer in this family"


def child_choices(members: Sequence[Member]) -> list[SelectChoice]:
    """The children of the family, those who left last."""
    return [_choice(member) for member in members if member.is_child]


def anybody_choices(members: Sequence[Member]) -> list[SelectChoice]:
    """The family as a whole, then everybody in it."""
    return [option(WHOLE_FAMILY, THE_FAMILY), *(_choice(member) for member in members)]


def target_choices(targets: Sequence[Target]) -> list[SelectChoice]:
    """The family's targets, the soonest first."""
    return [option(target.key, f"{target.what} (by {short_date(target.by_on)})") for target in targets]


def event_choices(current: str | None) -> list[SelectChoice]:
    """The kinds of event there are; one that is on record stays to be chosen, even if no longer offered."""
    choices = [option(one.code, one.words, hint=one.hint) for one in EVENT_TYPES.offered]
    if current is not None and current not in EVENT_TYPES.codes:
        choices.append(option(current, EVENT_TYPES.words_of(current)))
    return choices


def as_shown(row: Record, members: Sequence[Member], targets: Sequence[Target]) -> Mapping[str, object]:
    """What is on record, by the names of the form's fields and as those hold it."""
    if isinstance(row, PlanEpisode):
        return _plan(row)
    if isinstance(row, Referral):
        answer = {True: YES, False: NO, None: NOT_KNOWN}[row.no_further_action]
        return {
            "on_date": row.on_date,
            "referred_by": row.referred_by,
            "no_further_action": answer,
            "words": row.words,
        }
    people = next((member.key for member in members if member.id == row.person_id), WHOLE_FAMILY)
    if isinstance(row, Support):
        return _support(row, targets) | {"people": people}
    return {"people": people, "kind": row.kind, "on_date": row.on_date, "words": row.words}


def _plan(row: PlanEpisode) -> dict[str, object]:
    return {
        "kind": row.kind.value,
        "category": row.category.value if row.category else None,
        "neglect": YES if row.neglect else NO,
        "started_on": row.started_on,
        "ended_on": row.ended_on,
        "end_words": row.end_words,
        "next_meeting_on": row.next_meeting_on,
    }


def _support(row: Support, targets: Sequence[Target]) -> dict[str, object]:
    return {
        "what": row.what,
        "provider": row.provider,
        "target": next((target.key for target in targets if target.id == row.target_id), None),
        "offered_on": row.offered_on,
        "started_on": row.started_on,
        "ended_on": row.ended_on,
        "outcome": row.outcome.value if row.outcome else GOING_ON,
        "words": row.words,
    }


def _choice(member: Member) -> SelectChoice:
    return option(member.key, member.name, hint=LEFT if member.ended_on else "")
