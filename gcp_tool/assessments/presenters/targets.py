"""Targets in words: from which grade to which, by when, who does what, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import can_set_target
from gcp_tool.assessments.forms.evidence import care_value, care_words
from gcp_tool.assessments.presenters.voices import label_of
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.targets import levels_now
from gcp_tool.assessments.targets import title_of
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.targets import is_overdue
from gcp_tool.domain.vocabulary import TargetOutcome
from gcp_tool.models import Target

_OUTCOMES = {
    TargetOutcome.MET: ("Met", "green"),
    TargetOutcome.PART_MET: ("Part met", "yellow"),
    TargetOutcome.NOT_MET: ("Not met", "orange"),
    TargetOutcome.GIVEN_UP: ("Given up", "grey"),
}


@dataclass(frozen=True, slots=True)
class TargetCard:
    """A target as it is read. `note` says what needs looking at; `can_change` whether the reader may."""

    key: str
    title: str
    about: str
    status: str
    colour: str
    moves: str
    by: str
    what: str
    who: str
    outcome: str
    note: str
    can_change: bool


def present_targets(
    targets: Sequence[Target], actor: Actor, today: date, record: Record | None = None
) -> Sequence[TargetCard]:
    """Targets in words. With the record they were set at, a grade that was changed since is told."""
    return [_card(target, actor, today, record) for target in targets]


def _card(target: Target, actor: Actor, today: date, record: Record | None) -> TargetCard:
    tool = target.assessment.instrument_version.instrument
    status, colour = _status(target, today)
    return TargetCard(
        key=target.key,
        title=title_of(tool, target.code),
        about=f"{target.child.name}, with {target.carer.name}",
        status=status,
        colour=colour,
        moves=f"From {label_of(tool.scale, target.current)} to {label_of(tool.scale, target.aim)}",
        by=f"By {long_date(target.by_on)}",
        what=target.what,
        who=target.who,
        outcome=_outcome(target),
        note=_note(target, record),
        can_change=target.outcome is None and can_set_target(actor, target.assessment),
    )


def _status(target: Target, today: date) -> tuple[str, str]:
    if target.outcome is not None:
        return _OUTCOMES[target.outcome]
    return ("Overdue", "orange") if is_overdue(target.by_on, target.outcome, today) else ("Open", "blue")


def _outcome(target: Target) -> str:
    if target.outcome is TargetOutcome.GIVEN_UP:
        return target.outcome_words
    if target.actual is None:
        return ""
    scale = target.assessment.instrument_version.instrument.scale
    return f"Graded {label_of(scale, target.actual)} in a later assessment"


def _note(target: Target, record: Record | None) -> str:
    """What was graded anew since the target was set, while the assessment is open."""
    care = _care_of(target, record)
    if record is None or care is None:
        return ""
    level = levels_now(record, care).get(target.code)
    if level == target.current:
        return ""
    now = label_of(record.instrument.scale, level)
    return f"The grade was changed after the target was set: it is {now} now. Look at the target again."


def _care_of(target: Target, record: Record | None) -> Care | None:
    pair = (target.child_id, target.carer_id)
    cares = record.cares if record is not None else ()
    return next((care for care in cares if (care.profile.child_id, care.profile.carer_id) == pair), None)


def list_choices(record: Record) -> Sequence[tuple[str, str]]:
    """What a target can be about: items and areas graded worse than the best, the ones of concern first."""
    found: list[tuple[int, str, str]] = []
    tool = record.instrument
    for care in record.cares:
        whose = f"{care_words(care)}: " if len(record.cares) > 1 else ""
        levels = levels_now(record, care)
        for _, area in record.areas(care):
            for code in (area.id, *(item.id for item in record.items(care, area))):
                if (level := levels.get(code, 1)) > 1:
                    words = f"{whose}{title_of(tool, code)}, now {label_of(tool.scale, level)}"
                    found.append((level, choice_value(care, code), words))
    return [(value, words) for _, value, words in sorted(found, key=lambda one: -one[0])]


def choice_value(care: Care, code: str) -> str:
    """A child with a carer and an item or area, as the form sends them."""
    return f"{care_value(care)}|{code}"


def find_choice(record: Record, value: str) -> tuple[Care, str] | None:
    """What was chosen; None when it is nothing of this assessment."""
    whose, _, code = value.partition("|")
    care = next((care for care in record.cares if care_value(care) == whose), None)
    return (care, code) if care is not None and code else None
