"""A sample in words: what it was drawn from, whether it is open, and what its audits found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.access.sample_policies import is_sample_open
from gcp_tool.core.formatting import counted, join_words, long_date
from gcp_tool.models import Action, Audit, Sample, Team, User
from gcp_tool.samples.audit_forms import AuditQuestions, Question, QuestionKind
from gcp_tool.samples.content import JUDGED_WORDS, ON_PLAN_WORDS, WHICH_WORDS, Judged, OnPlan, Which
from gcp_tool.samples.criteria import Criteria

_MARK_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A sample in a list."""

    key: str
    name: str
    details: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class SampleFact:
    """A fact about a sample."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How the finished audits judged one question: each choice with how often, and the words beside them."""

    question: str
    counts: Sequence[tuple[str, int]]
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What is to be done because of an audit."""

    what: str
    who: str
    due: str
    state: str


def present_line(sample: Sample, today: date) -> SampleLine:
    """A sample as a list shows it."""
    is_open = is_sample_open(sample, today)
    until = f"open until {long_date(sample.closes_on)}" if is_open else "closed"
    size = counted(sample.size, "family", "families")
    return SampleLine(
        sample.key, sample.name, f"{size}, drawn {long_date(sample.drawn_on)}, {until}", is_open
    )


def present_facts(
    sample: Sample, questions: AuditQuestions, teams: Sequence[Team], auditors: Sequence[User], today: date
) -> Sequence[SampleFact]:
    """What somebody needs who is to trust the sample, or to draw it again."""
    closed = sample.closed_at.date() if sample.closed_at else sample.closes_on
    open_words = f"Until {long_date(sample.closes_on)}"
    return [
        SampleFact("Drawn from", criteria_words(Criteria.from_kept(sample.criteria), teams)),
        SampleFact("Families", f"{sample.size} of {sample.population} that fit"),
        SampleFact("Drawn by", f"{sample.by.name}, {long_date(sample.drawn_on)}"),
        SampleFact("Number for the draw", str(sample.seed)),
        SampleFact("Mark of the population", sample.population_sha256[:_MARK_SHOWN]),
        SampleFact("Audit form", questions.title),
        SampleFact("Audited by", join_words(auditor.name for auditor in auditors)),
        SampleFact("Open", open_words if is_sample_open(sample, today) else f"Closed {long_date(closed)}"),
    ]


def criteria_words(criteria: Criteria, teams: Sequence[Team]) -> str:
    """What a sample is drawn from, in a sentence without its full stop."""
    words = WHICH_WORDS[criteria.which]
    if criteria.which is Which.OPEN and criteria.on_plan is not OnPlan.ANY:
        plan = ON_PLAN_WORDS[criteria.on_plan]
        words += f", {plan[0].lower()}{plan[1:]}"
        if criteria.months:
            words += f" for {criteria.months} months or more"
    return f"{words}, {join_words(team.name for team in teams)}"


def present_findings(questions: AuditQuestions, audits: Sequence[Audit]) -> Sequence[Finding]:
    """What the finished audits found, question by question."""
    return [_finding(question, audits) for question in questions.questions]


def _finding(question: Question, audits: Sequence[Audit]) -> Finding:
    answers = [(audit, audit.answers.get(question.code, {})) for audit in audits]
    chosen = [answer.get("choice") for _, answer in answers]
    counts = [(JUDGED_WORDS[judged], chosen.count(judged.value)) for judged in Judged]
    words = [
        (f"Family {audit.sample_family.place}", answer["words"])
        for audit, answer in answers
        if answer.get("words")
    ]
    return Finding(question.ask, counts if question.kind is QuestionKind.JUDGED else (), words)


def present_action(action: Action, today: date) -> ActionLine:
    """What is to be done, by whom, and whether it is done."""
    who = action.owner.name if action.owner else action.owner_words
    waits = "Overdue" if action.due_on < today else "To do"
    state = f"Done {long_date(action.done_on)}" if action.done_on else waits
    return ActionLine(action.what, who, long_date(action.due_on), state)
