"""What is said in words beside the grades of an invented assessment: voices, analysis, what was told, targets."""

from datetime import timedelta

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.after import add_response
from gcp_tool.assessments.services.analysis import Analysis, EffortGiven, save_analysis, save_efforts
from gcp_tool.assessments.services.checking import list_needing_effort
from gcp_tool.assessments.services.targets import TargetGiven, set_target
from gcp_tool.assessments.services.told import Agreement, Told, save_immediate, save_told
from gcp_tool.assessments.services.voices import (
    CarerSaid,
    ChildSaid,
    SeenAlone,
    save_carer_voice,
    save_child_voice,
)
from gcp_tool.assessments.sheets import Sheet
from gcp_tool.assessments.words import MEANS, WHY, effort_profile
from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.demo.families import Household, Reading
from gcp_tool.domain.errors import Invalid


def say_the_rest(
    session: Session, record: Record, household: Household, reading: Reading, lead: Actor
) -> None:
    """Write down all that the story says in words. What it does not say stays unsaid."""
    for care in record.cares:
        words = _voice(care, household, reading)
        _child(session, record, care, lead, words=words, silent=reading.silent)
    _efforts(session, record, reading, lead)
    _carer(session, record, reading, lead)
    _analysis(session, record, household, reading, lead)
    _told(session, record, reading, lead)
    _targets(session, record, reading, lead)


def answer(session: Session, record: Record, household: Household, reading: Reading, by: Actor) -> None:
    """What the carer answers once it is signed off."""
    response, carer = reading.response, record.care.profile.carer
    if response is None or carer is None:
        raise LookupError(household.ref)
    add_response(
        session,
        record=record,
        person=carer,
        kind=response.kind,
        on_date=clock.today(),
        words=response.words,
        by=by,
    )


def _voice(care: Care, household: Household, reading: Reading) -> str:
    """The words of the child of a profile, where the story has them."""
    name = care.profile.child.name if care.profile.child else ""
    return next((said for child, said in reading.voice.items() if household.name_of(child) == name), "")


def _child(session: Session, record: Record, care: Care, lead: Actor, *, words: str, silent: str) -> None:
    if not words and not silent:
        return
    said = ChildSaid(
        words=words,
        alone=SeenAlone.YES if words else SeenAlone.NOT_POSSIBLE,
        where="",
        how="",
        day={},
        why_not="" if words else silent,
    )
    save_child_voice(
        session, record=record, care=care, said=said, base_version=0, as_fields=_no_fields, once=new_key(),
        by=lead,
    )  # fmt: skip


def _carer(session: Session, record: Record, reading: Reading, lead: Actor) -> None:
    if reading.carer_says:
        save_carer_voice(
            session, record=record, care=record.care, said=CarerSaid(reading.carer_says, {}), base_version=0,
            as_fields=_no_fields, once=new_key(), by=lead,
        )  # fmt: skip


def _efforts(session: Session, record: Record, reading: Reading, lead: Actor) -> None:
    """What shows a great change, and whose effort it was: once for what belongs to the home."""
    shown = {
        (profile.id, item.id): EffortGiven(profile, item.id, reading.effort, reading.whose)
        for care in record.cares
        for item in list_needing_effort(session, record, care)
        for profile in [effort_profile(record, care, item)]
    }
    if shown and reading.effort:
        save_efforts(
            session, record=record, efforts=list(shown.values()), base_version=0, as_fields=_no_fields,
            once=new_key(), by=lead,
        )  # fmt: skip


def _analysis(session: Session, record: Record, household: Household, reading: Reading, lead: Actor) -> None:
    """Why care is as it is, and what it means for each child whom the story speaks of."""
    if reading.why or reading.factors:
        around = {code: words for code, words in reading.factors.items() if not code.startswith("child.")}
        _save_analysis(session, record, None, Analysis({WHY: reading.why}, around), lead)
    own = {code: words for code, words in reading.factors.items() if code.startswith("child.")}
    for care in record.cares:
        name = care.profile.child.name if care.profile.child else ""
        for child, means in reading.means.items():
            if household.name_of(child) == name:
                _save_analysis(session, record, care, Analysis({MEANS: means}, own), lead)


def _save_analysis(
    session: Session, record: Record, child: Care | None, given: Analysis, lead: Actor
) -> None:
    save_analysis(
        session, record=record, child=child, given=given, base_version=0, as_fields=_no_fields,
        once=new_key(), by=lead,
    )  # fmt: skip


def _told(session: Session, record: Record, reading: Reading, lead: Actor) -> None:
    if reading.told:
        told = Told(clock.today(), Agreement(reading.agreement), reading.told, "")
        save_told(
            session, record=record, told=told, base_version=0, as_fields=_no_fields, once=new_key(), by=lead
        )
    if reading.told_whom:
        who, _, words = reading.told_whom.partition(": ")
        save_immediate(
            session, record=record, who=who, when="The same afternoon", words=words, base_version=0,
            once=new_key(), by=lead,
        )  # fmt: skip


def _targets(session: Session, record: Record, reading: Reading, lead: Actor) -> None:
    for aimed in reading.targets:
        given = TargetGiven(aimed.aim, clock.today() + timedelta(days=aimed.within), aimed.what, aimed.who)
        try:
            set_target(session, record=record, care=record.care, code=aimed.about, given=given, by=lead)
        except Invalid as error:
            raise LookupError(f"{aimed.about}: {error}") from error


def _no_fields(_sheet: Sheet) -> dict[str, str]:
    """Nobody else writes here, so there is nothing to show beside one's own."""
    return {}
