"""Challenges in words: what is challenged and why, the reply, and how it ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gcp_tool.access.actor import Actor
from gcp_tool.access.review_policies import can_answer_challenge, can_end_challenge
from gcp_tool.core.formatting import date_and_time, date_range, long_date
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import ChallengeAbout, ChallengeOutcome
from gcp_tool.models import Challenge, User

ABOUT_WORDS: Mapping[ChallengeAbout, str] = {
    ChallengeAbout.GRADE: "A grade",
    ChallengeAbout.IMPROVEMENT: "An improvement that is claimed",
    ChallengeAbout.DECISION: "The decision",
}
OUTCOME_WORDS: Mapping[ChallengeOutcome, str] = {
    ChallengeOutcome.SETTLED: "Settled",
    ChallengeOutcome.ESCALATED: "Escalated",
}


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A challenge as it is read, and what this person may do with it."""

    key: str
    title: str
    of: str
    words: str
    who: str
    status: str
    colour: str
    reply: str
    replier: str
    ended: str
    ender: str
    can_answer: bool
    can_end: bool


def present_challenges(
    challenges: Sequence[Challenge], actor: Actor, agencies: Mapping[int, str]
) -> Sequence[ChallengeView]:
    """Challenges in their order."""
    return [_view(one, actor, agencies.get(one.agency_id, "")) for one in challenges]


def challenge_line(challenge: Challenge) -> tuple[str, str]:
    """A challenge in one line: what is challenged and how far it is, and what was said."""
    parts = [f"{challenge.by.name}: {challenge.words}"]
    if challenge.reply:
        parts.append(f"Reply: {challenge.reply}")
    if challenge.outcome is not None:
        parts.append(f"{OUTCOME_WORDS[challenge.outcome]}: {challenge.outcome_words}")
    return f"{title_of(challenge)}, {_status(challenge)[0].lower()}", " ".join(parts)


def title_of(challenge: Challenge) -> str:
    """`A grade: Bedtime`."""
    about = ABOUT_WORDS[challenge.about]
    return f"{about}: {_part_of(challenge)}" if challenge.code else about


def list_parts(tool: Instrument) -> Iterator[tuple[str, str]]:
    """What of a tool can be challenged: each domain, and the items in it."""
    for domain in tool.domains:
        yield domain.id, domain.title
        for area in domain.areas:
            yield from ((item.id, f"{domain.title}: {item.title}") for item in area.items)


def _part_of(challenge: Challenge) -> str:
    if challenge.assessment is None:
        return challenge.code
    tool = challenge.assessment.instrument_version.instrument
    try:
        return tool.domain(challenge.code).title
    except NotFound:
        return tool.item(challenge.code).title


def _status(challenge: Challenge) -> tuple[str, str]:
    if challenge.outcome is not None:
        colour = "green" if challenge.outcome.value == "settled" else "orange"
        return OUTCOME_WORDS[challenge.outcome], colour
    return ("Replied to", "blue") if challenge.replied_at else ("Waits for a reply", "yellow")


def _of(challenge: Challenge) -> str:
    if challenge.review is not None:
        return f"The review of {long_date(challenge.review.on_date)}"
    if challenge.assessment is None:
        return ""
    return f"The assessment of {date_range(challenge.assessment.window_from, challenge.assessment.window_to)}"


def _view(challenge: Challenge, actor: Actor, agency: str) -> ChallengeView:
    status, colour = _status(challenge)
    is_open = challenge.outcome is None
    return ChallengeView(
        key=challenge.key,
        title=title_of(challenge),
        of=_of(challenge),
        words=challenge.words,
        who=f"{challenge.by.name}, {agency}, {date_and_time(challenge.at)}",
        status=status,
        colour=colour,
        reply=challenge.reply or "",
        replier=_stamp(challenge.replied_by, challenge.replied_at),
        ended=f"{OUTCOME_WORDS[challenge.outcome]}: {challenge.outcome_words}" if challenge.outcome else "",
        ender=_stamp(challenge.settled_by, challenge.settled_at),
        can_answer=is_open and challenge.replied_at is None and can_answer_challenge(actor, challenge),
        can_end=is_open and challenge.replied_at is not None and can_end_challenge(actor, challenge),
    )


def _stamp(user: User | None, at: datetime | None) -> str:
    return f"{user.name}, {date_and_time(at)}" if user is not None and at is not None else ""
