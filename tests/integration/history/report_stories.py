"""Assessments with what was written in them, and reports asked for as a person would."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gcp_tool.domain.vocabulary import (
    AnswerKind,
    AnswerState,
    EvidenceSource,
    ProfileKind,
    RevisionState,
)
from gcp_tool.models import EvidenceLink, Person, Profile, User
from gcp_tool.standing.readings import refresh_readings
from tests.client import Browser
from tests.factories import MadeAssessment, make_answer, make_assessment, make_evidence, take_to
from tests.integration.history.stories import Reader
from tests.integration.world import World

Open = Callable[..., Browser]
RECIPIENT, REASON = "The conference of 3 December", "Asked for by its chair"
WARMTH, SLEEP = "physical.home.warmth", "physical.home.sleep"
ENOUGH, REGULAR = "food.meals.enough", "food.meals.regular"
ITEMS = (WARMTH, SLEEP, ENOUGH, REGULAR)


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of evidence about an item."""

    code: str
    words: str
    source: EvidenceSource = EvidenceSource.SEEN_AT_VISIT
    shared: Sequence[str] = ()


def write_assessment(
    made: Reader,
    on: date,
    levels: Sequence[int],
    *,
    notes: Sequence[Note] = (),
    child_words: str = "",
    carer_words: str = "",
    child: Person | None = None,
    carer: Person | None = None,
    state: RevisionState = RevisionState.SIGNED_OFF,
    **changes: Any,
) -> MadeAssessment:
    """An assessment with a level for each of the four items, evidence and voices, taken to a state."""
    world, session = made.world, made.session
    made_one = make_assessment(
        session,
        family=world.family,
        child=child or world.child,
        carer=carer or world.carer,
        lead=world.worker,
        version=world.tool,
        window_from=on - timedelta(days=14),
        window_to=on,
        **changes,
    )
    for code, level in zip(ITEMS, levels, strict=True):
        make_answer(session, made_one, code=code, grade=level, profile_id=_holder(made_one, code).id)
    for slot, note in enumerate(notes, start=1):
        _write_note(made, made_one, note, slot, on)
    if child_words:
        say_child(made, made_one, child_words)
    if carer_words:
        say(made, made_one, made_one.child_carer, "carer_view", carer_words)
    take_to(session, made_one, state)
    refresh_readings(session, made_one.assessment)
    return made_one


def _holder(made: MadeAssessment, code: str) -> Profile:
    return made.household if code.startswith("physical") else made.child_carer


def _write_note(made: Reader, one: MadeAssessment, note: Note, slot: int, on: date) -> None:
    answer = make_evidence(
        made.session,
        one,
        code=note.code.rpartition(".")[0],
        slot=slot,
        raw={"words": note.words},
        on_date=on,
        source=note.source,
        shared_with=list(note.shared),
    )
    made.session.add(EvidenceLink(answer_id=answer.id, profile_id=_holder(one, note.code).id, code=note.code))
    made.session.flush()


def say_child(made: Reader, one: MadeAssessment, words: str) -> None:
    """Write the child's words down in an assessment that is not locked yet."""
    profile = Profile(
        assessment_id=one.assessment.id, kind=ProfileKind.CHILD, child_id=one.child_carer.child_id
    )
    made.session.add(profile)
    made.session.flush()
    say(made, one, profile, "words", words)


def say(made: Reader, one: MadeAssessment, profile: Profile, code: str, words: str) -> None:
    make_answer(
        made.session,
        one,
        kind=AnswerKind.VOICE,
        profile_id=profile.id,
        code=code,
        raw={"words": words},
        grade=None,
        state=AnswerState.WORDS,
    )


def ask(open_browser: Open, world: World, who: User | None = None, **changes: Any) -> tuple[Browser, str]:
    """Ask for a report as the worker would, with its annex; the browser, and where it led."""
    browser = open_browser(who or world.worker)
    fields: Mapping[str, Any] = {
        "recipient": RECIPIENT,
        "reason": REASON,
        "readers": "professionals",
        "extent": "with_annex",
    }
    answer = browser.submit(f"/families/{world.family.key}/report", {**fields, **changes})
    return browser, str(answer.headers["Location"])
