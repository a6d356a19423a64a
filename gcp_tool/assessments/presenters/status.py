"""How far the parts in words are, for the list of parts: each as words and the colour of a tag (none when done)."""

from gcp_tool.assessments import words
from gcp_tool.assessments.record import Record
from gcp_tool.core.formatting import counted
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind

_DONE, _NOT_STARTED = ("Done", ""), ("Not started", "grey")
Status = tuple[str, str]


def visits_status(record: Record) -> Status:
    """How many notes there are."""
    if not record.evidence:
        return _NOT_STARTED
    return counted(len(record.evidence), "note"), "blue"


def voice_status(record: Record) -> Status:
    """Whether each child was heard, or it is said why not."""
    children = words.children(record)
    heard = sum(
        words.has_voice_or_reason(record, record.profile(ProfileKind.CHILD, care.profile.child_id))
        for care in children
    )
    if heard == 0:
        return _NOT_STARTED
    return _DONE if heard == len(children) else (f"{heard} of {len(children)} children", "light-blue")


def carer_status(record: Record) -> Status:
    """Whether each carer's own view was written down; it may be left out."""
    views = [
        words.said(record, AnswerKind.VOICE, care.profile, words.CARER_VIEW) != "" for care in record.cares
    ]
    if not any(views):
        return "Not started", "grey"
    return _DONE if all(views) else (f"{sum(views)} of {len(views)}", "light-blue")


def told_status(record: Record) -> Status:
    """Whether it is written down what the family was told."""
    return _DONE if words.told_given(record) else _NOT_STARTED


def analysis_status(record: Record) -> Status:
    """Whether there is an analysis: why care is as it is, and what it means for each child."""
    whole = record.profile(ProfileKind.WHOLE)
    why = words.said(record, AnswerKind.ANALYSIS, whole, words.WHY) != ""
    means = [
        words.said(
            record,
            AnswerKind.ANALYSIS,
            record.profile(ProfileKind.CHILD, care.profile.child_id),
            words.MEANS,
        )
        != ""
        for care in words.children(record)
    ]
    factors = any(kind is AnswerKind.FACTOR for kind, _, _ in record.words)
    if why and all(means):
        return _DONE
    return ("Started", "light-blue") if why or factors or any(means) else _NOT_STARTED


def targets_status(count: int) -> Status:
    """How many targets were set at this assessment."""
    return _NOT_STARTED if count == 0 else (counted(count, "target"), "blue")
