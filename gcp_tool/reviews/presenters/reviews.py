"""A review in words: as it is about to be recorded, and as it is read for ever."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import counted, date_and_time, long_date
from gcp_tool.domain.reviewing import LESSENING, Circumstances, Shows, check_window, months_without
from gcp_tool.domain.vocabulary import ReviewDecision
from gcp_tool.families.queries.holding import Worker
from gcp_tool.models import Review, ReviewDraft
from gcp_tool.plans.content import DECISION_WORDS, PLAN_WORDS
from gcp_tool.reviews.content import LED_EARLIER, LESS_TITLES
from gcp_tool.reviews.drafts import Answers, Gap, Step, actions_of, decided_of, step_of
from gcp_tool.reviews.matter import ReviewMatter
from gcp_tool.reviews.questions import QUESTIONS
from gcp_tool.reviews.shown import Line, Shown, from_snapshot, hash_of

NOTHING = "Not answered yet"
NO_PLAN = "No plan is open"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What was typed, and where it is changed."""

    key: str
    value: str
    step: str
    anchor: str
    change_text: str


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """What one form holds."""

    title: str
    rows: Sequence[CheckRow]


@dataclass(frozen=True, slots=True)
class GapLink:
    """What is missing, and where it is filled in."""

    words: str
    step: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A review of the family in a list."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A recorded review. `shown` is what the record showed; `is_whole` that it is as it was kept."""

    key: str
    on: str
    decision: str
    facts: Sequence[Line]
    reason: str
    answers: Sequence[Line]
    shown: Shown | None
    sha256: str
    is_whole: bool
    corrects: str
    why_corrected: str


def present_check(draft: ReviewDraft, now: Circumstances, workers: Sequence[Worker]) -> Sequence[CheckGroup]:
    """What the draft holds, form by form."""
    names = {worker.key: worker.name for worker in workers}
    return [
        CheckGroup("The questions", [*_question_rows(draft.answers)]),
        CheckGroup("The decision", [*_decision_rows(draft.answers, now)]),
        CheckGroup("Actions", [*_action_rows(draft.answers, names)]),
    ]


def present_gaps(gaps: Sequence[Gap]) -> Sequence[GapLink]:
    """What is missing, each with the field where it belongs."""
    return [GapLink(gap.message, gap.step.value, _anchor(gap.field)) for gap in gaps]


def list_earlier(reviews: Sequence[Review]) -> Sequence[Earlier]:
    """The reviews of a family, the latest first."""
    return [Earlier(one.key, f"{long_date(one.on_date)}: {DECISION_WORDS[one.decision]}") for one in reviews]


def warn_of_own(found: ReviewMatter, user_id: int) -> str:
    """What a manager is reminded of who graded this family before; empty where they did not."""
    mine = [long_date(one.on) for one in found.leads if one.user_id == user_id]
    return LED_EARLIER.format(when=mine[0]) if mine else ""


def since_words(found: ReviewMatter) -> str:
    """How long it is since the last decision, or that there was none."""
    if found.last is None:
        return "No six-month review is on record yet."
    months = counted(months_without(found.last.on_date, found.today), "month")
    decision = DECISION_WORDS[found.last.decision]
    return f"The last decision was on {long_date(found.last.on_date)}, {months} ago: {decision}."


def present_review(review: Review) -> ReviewView:
    """A review as it was recorded."""
    corrects: Mapping[str, str] = review.answers.get("corrects", {})
    return ReviewView(
        key=review.key,
        on=long_date(review.on_date),
        decision=DECISION_WORDS[review.decision],
        facts=[*_facts(review)],
        reason=review.reason,
        answers=[
            Line(QUESTIONS.words_of(review.form, code), text)
            for code, text in step_of(review.answers, Step.QUESTIONS).items()
        ],
        shown=from_snapshot(review.snapshot),
        sha256=review.snapshot_sha256,
        is_whole=hash_of(review.snapshot) == review.snapshot_sha256,
        corrects=review.supersedes.key if review.supersedes else "",
        why_corrected=corrects.get("why", ""),
    )


def _facts(review: Review) -> Iterator[Line]:
    decided = decided_of(review.answers)
    yield Line("Decided by", f"{review.by.name}, recorded on {date_and_time(review.at)}")
    yield Line("Plan then", PLAN_WORDS[review.plan_kind] if review.plan_kind else NO_PLAN)
    if decided.different:
        yield Line("What will be different", decided.different)
    if decided.known_by:
        yield Line("To be known by", long_date(decided.known_by))
    for lack, why in decided.why_lacking.items():
        if why and review.decision in LESSENING:
            yield Line(LESS_TITLES[lack.value], why)
    yield Line("Next review", long_date(review.next_on) if review.next_on else "None: decided to close")
    window = check_window(review.decision, review.on_date)
    if window is not None:
        yield Line("Check after support", f"A reading from {long_date(window[0])} to {long_date(window[1])}")


def _question_rows(answers: Answers) -> Iterator[CheckRow]:
    held = step_of(answers, Step.QUESTIONS)
    for question in QUESTIONS.current.questions:
        yield _row(question.words, held.get(question.code, ""), Step.QUESTIONS, question.code)


def _decision_rows(answers: Answers, now: Circumstances) -> Iterator[CheckRow]:
    decided = decided_of(answers)
    yield _row("Date of the review", _day(decided.on), Step.DECISION, "on-day")
    decision = DECISION_WORDS[decided.decision] if decided.decision else ""
    yield _row("Decision", decision, Step.DECISION, "decision")
    if decided.different or now.is_drifting:
        yield _row("What will be different", decided.different, Step.DECISION, "different")
        yield _row("To be known by", _day(decided.known_by), Step.DECISION, "known_by-day")
    if decided.decision in LESSENING:
        for lack in (one for one in Shows if one in now.lacks):
            yield _row(LESS_TITLES[lack.value], decided.why_lacking.get(lack, ""), Step.DECISION, lack.value)
    yield _row("Reason", decided.reason, Step.DECISION, "reason")
    closing = "None: decided to close" if decided.decision is ReviewDecision.CLOSE else ""
    yield _row("Next review", _day(decided.next_on) or closing, Step.DECISION, "next_on-day")


def _action_rows(answers: Answers, names: Mapping[str, str]) -> Iterator[CheckRow]:
    actions = actions_of(answers, names)
    for one in actions:
        who = names.get(one.owner_key, one.owner_words)
        parts = [one.what, who, f"by {_day(one.due_on)}" if one.due_on else ""]
        said = "\n".join(part for part in parts if part)
        yield _row(f"Action {one.slot}", said, Step.ACTIONS, f"what_{one.slot}")
    if not actions:
        yield CheckRow("Actions", "None", Step.ACTIONS.value, "what_1", "the actions")


def _row(key: str, value: str, step: Step, anchor: str) -> CheckRow:
    return CheckRow(key, value or NOTHING, step.value, anchor, f"“{key}”")


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _anchor(field: str) -> str:
    """The id of the box to put the cursor in: of a date its day."""
    is_date = field in {"on", "next_on", "known_by"} or field.startswith("due_on_")
    return f"{field}-day" if is_date else field
