"""The analysis: why care is as it is, what it means for each child, whose effort a change was. It changes no grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.profiles import ensure_profile
from gcp_tool.assessments.services.sayings import Saying, save_sayings, saying
from gcp_tool.assessments.sheets import AsFields, Place
from gcp_tool.assessments.words import HISTORY, MEANS, WHY
from gcp_tool.domain.factors import Factor, FactorGroup, factors_of
from gcp_tool.domain.vocabulary import AnswerKind, Effort, ProfileKind
from gcp_tool.models import Profile

OF_THE_WHOLE = (*factors_of(FactorGroup.PARENTAL), *factors_of(FactorGroup.WIDER))
OF_A_CHILD = factors_of(FactorGroup.CHILD)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was typed: texts by their codes, and the factors that were ticked, each with its words."""

    texts: Mapping[str, str]
    factors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EffortGiven:
    """What shows that an item is so much better, and whose effort it was; either may be left open."""

    profile: Profile
    item_id: str
    words: str
    effort: Effort | None


def save_analysis(
    session: Session,
    *,
    record: Record,
    child: Care | None,
    given: Analysis,
    base_version: int,
    as_fields: AsFields,
    once: str,
    by: Actor,
) -> None:
    """Write down the analysis of the whole assessment, or, given one, of what it means for a child.

    Raises:
        NotAllowed, NotPossible: the assessment is not the actor's to change, or not open.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    lock_open_revision(session, record)
    if child is None:
        profile = ensure_profile(session, record=record, kind=ProfileKind.WHOLE)
    else:
        child_id = child.profile.child_id
        profile = ensure_profile(session, record=record, kind=ProfileKind.CHILD, child_id=child_id)
    places = _places(record.participant_id, profile.id, about_child=child is not None)
    save_sayings(
        session,
        record=record,
        sayings=[_saying(place, given) for place in places],
        base_version=base_version,
        as_fields=as_fields,
        once=once,
        by=by,
    )


def _saying(place: Place, given: Analysis) -> Saying:
    if place.kind is AnswerKind.ANALYSIS:
        return saying(place, words=given.texts.get(place.code, ""))
    return Saying(place, {"words": given.factors.get(place.code, "")}, stands=place.code in given.factors)


def analysis_places(record: Record, child: Care | None) -> list[Place]:
    """Where the analysis of the whole, or of a child, is kept; nowhere before anything about them was."""
    kind = ProfileKind.WHOLE if child is None else ProfileKind.CHILD
    profile = record.profile(kind, None if child is None else child.profile.child_id)
    return (
        [] if profile is None else _places(record.participant_id, profile.id, about_child=child is not None)
    )


def factors_for(child: Care | None) -> Sequence[Factor]:
    """The factors to choose from: the child's own, or those of the carers and the wider world."""
    return OF_THE_WHOLE if child is None else OF_A_CHILD


def _places(participant_id: int, profile_id: int, *, about_child: bool) -> list[Place]:
    codes = (MEANS,) if about_child else (WHY, HISTORY)
    factors = OF_A_CHILD if about_child else OF_THE_WHOLE
    texts = [Place(participant_id, AnswerKind.ANALYSIS, profile_id, code) for code in codes]
    return texts + [Place(participant_id, AnswerKind.FACTOR, profile_id, factor.code) for factor in factors]


def save_efforts(
    session: Session,
    *,
    record: Record,
    efforts: Sequence[EffortGiven],
    base_version: int,
    as_fields: AsFields,
    once: str,
    by: Actor,
) -> None:
    """Write down, for items much better than last time, what shows it and whose effort it was.

    Raises:
        NotAllowed, NotPossible: the assessment is not the actor's to change, or not open.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    lock_open_revision(session, record)
    sayings = [
        saying(
            effort_place(record, one.profile, one.item_id),
            words=one.words,
            effort=one.effort.value if one.effort else "",
        )
        for one in efforts
    ]
    save_sayings(
        session,
        record=record,
        sayings=sayings,
        base_version=base_version,
        as_fields=as_fields,
        once=once,
        by=by,
    )


def effort_place(record: Record, profile: Profile, item_id: str) -> Place:
    """Where it is kept what shows that an item is better."""
    return Place(record.participant_id, AnswerKind.ANALYSIS, profile.id, item_id)
