"""Words for the desk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.access.actor import Actor
from gcp_tool.access.signing import SignsBy
from gcp_tool.accounts.signers import Signers
from gcp_tool.assessments.content import PURPOSE_WORDS, STATE_COLOURS, STATE_WORDS
from gcp_tool.core.clock import local
from gcp_tool.core.formatting import counted, date_and_time, date_range, join_words, long_date
from gcp_tool.core.pagination import PageOfRows
from gcp_tool.desk import content
from gcp_tool.desk.alarms import Alarm, Told
from gcp_tool.desk.progress import cares_of, progress_of
from gcp_tool.desk.queries.caseload import CaseRow
from gcp_tool.desk.queries.work import WorkRow
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.families.presenters.cards import children_words
from gcp_tool.families.queries.lists import ChildRow
from gcp_tool.models import HeldInput, Profile


@dataclass(frozen=True, slots=True)
class KeptView:
    """Something that was typed after a session had ended."""

    key: str
    when: str


@dataclass(frozen=True, slots=True)
class WorkView:
    """An assessment on the desk: whose care it is about, and how it stands."""

    key: str
    title: str
    family: str
    details: str
    state: str
    colour: str
    standing: str


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family in one row."""

    key: str
    label: str
    children: str
    last_reading: str


@dataclass(frozen=True, slots=True)
class Ability:
    """Something the account can do, and where."""

    words: str
    endpoint: str


def present_kept(held: Sequence[HeldInput]) -> Sequence[KeptView]:
    """What was kept for the person, the newest first."""
    return [KeptView(one.key, date_and_time(one.at)) for one in held]


def present_open(
    page: PageOfRows[WorkRow],
    profiles: Mapping[int, Sequence[Profile]],
    tools: Mapping[int, Instrument],
    answered: Collection[tuple[int, str]],
    *,
    today: date,
) -> PageOfRows[WorkView]:
    """Drafts or returned assessments, each with how far it is; a draft of some age is brought to mind."""

    def standing(row: WorkRow) -> str:
        cares = cares_of(profiles[row.id])
        done, of = progress_of(tools[row.version_id], cares, answered, row.scope)
        return f"{done} of {counted(of, 'item')} answered{_reminder(row, today)}"

    return _page(page, [_work(row, profiles[row.id], standing(row)) for row in page.rows])


def present_waiting(
    page: PageOfRows[WorkRow],
    profiles: Mapping[int, Sequence[Profile]],
    signers: Signers,
    *,
    today: date,
) -> PageOfRows[WorkView]:
    """What was handed in, since when it waits, and for whom."""

    def standing(row: WorkRow) -> str:
        return f"{_waiting(row, today)}. To be signed off by: {_signers(row, signers)}"

    return _page(page, [_work(row, profiles[row.id], standing(row)) for row in page.rows])


def present_to_sign(
    page: PageOfRows[WorkRow], profiles: Mapping[int, Sequence[Profile]], today: date
) -> PageOfRows[WorkView]:
    """What waits for the person's signature, and for how long."""
    return _page(
        page,
        [_work(row, profiles[row.id], f"{_waiting(row, today)}. Led by {row.lead}") for row in page.rows],
    )


def _page(page: PageOfRows[WorkRow], rows: Sequence[WorkView]) -> PageOfRows[WorkView]:
    return PageOfRows(rows, page.number, page.size, page.total)


def _work(row: WorkRow, profiles: Sequence[Profile], standing: str) -> WorkView:
    names = [
        f"{care.profile.child.name}, cared for by {care.profile.carer.name}"
        for care in cares_of(profiles)
        if care.profile.child and care.profile.carer
    ]
    return WorkView(
        key=row.key,
        title="; ".join(names),
        family=row.family,
        details=f"{PURPOSE_WORDS[row.purpose]}, {date_range(row.window_from, row.window_to)}",
        state=STATE_WORDS[row.state],
        colour=STATE_COLOURS[row.state],
        standing=standing,
    )


def _waiting(row: WorkRow, today: date) -> str:
    if row.submitted_at is None:
        return "Waiting"
    days = (today - local(row.submitted_at).date()).days
    return f"Waiting for {counted(days, 'day')}" if days > 0 else "Handed in today"


def _signers(row: WorkRow, signers: Signers) -> str:
    """Who signs by name; nobody signs their own."""
    names = signers.names(
        lead_id=row.lead_id,
        agency_id=row.lead_agency_id,
        lead_team_id=row.lead_team_id,
        holding_team_id=row.holding_team_id,
    )
    if names:
        return join_words(names, "or")
    is_by_lead_team = signers.settings.for_agency(row.lead_agency_id).by is SignsBy.LEAD_TEAM
    return content.NO_TEAM if is_by_lead_team and row.lead_team_id is None else content.NO_SIGNER


def present_alarms(
    page: PageOfRows[WorkRow],
    profiles: Mapping[int, Sequence[Profile]],
    alarms: Mapping[int, Sequence[Alarm]],
    told: Mapping[int, Told],
) -> PageOfRows[WorkView]:
    """What cannot wait, each with what was graded and whom somebody told."""

    def standing(row: WorkRow) -> str:
        graded = "; ".join(dict.fromkeys(alarm.words for alarm in alarms[row.id]))
        return f"{graded}. {_told(told.get(row.id))} Led by {row.lead}"

    return _page(page, [_work(row, profiles[row.id], standing(row)) for row in page.rows])


def _told(told: Told | None) -> str:
    if told is None or not (told.who or told.when):
        return "Nobody is written down as told."
    return f"Told: {', '.join(part for part in (told.who, told.when) if part)}."


def _reminder(row: WorkRow, today: date) -> str:
    """What is said of a draft that has been open for over two weeks."""
    days = (today - local(row.begun_at).date()).days
    if row.state is not RevisionState.DRAFT or days <= content.REMIND_AFTER_DAYS:
        return ""
    return f". {content.REMINDER.format(days=days)}"


def present_families(
    rows: Sequence[CaseRow], children: Mapping[int, Sequence[ChildRow]], today: date
) -> Sequence[FamilyLine]:
    """Families with their children and the date of the last reading."""
    return [
        FamilyLine(
            key=row.key,
            label=row.label,
            children=children_words(children[row.id], today),
            last_reading=long_date(row.latest_on) if row.latest_on else "None yet",
        )
        for row in rows
    ]


def present_abilities(actor: Actor) -> Sequence[Ability]:
    """What an account without cases can do now."""
    return [
        Ability(words, endpoint) for permission, words, endpoint in content.ABILITIES if actor.may(permission)
    ]
