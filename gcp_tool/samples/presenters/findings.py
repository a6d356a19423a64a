"""What a sample found as a document: counts by question, each audit's answers, and what is to be done."""

from collections.abc import Sequence
from datetime import date

from gcp_tool.documents.content import Column, Document, Fact, Facts, Section, Table
from gcp_tool.models import Action, Audit, Sample
from gcp_tool.samples.audit_forms import AuditQuestions
from gcp_tool.samples.content import JUDGED_WORDS, Judged
from gcp_tool.samples.presenters.samples import SampleFact, present_action, present_findings

MARKING = "OFFICIAL-SENSITIVE PERSONAL"


def findings_document(
    sample: Sample,
    questions: AuditQuestions,
    facts: Sequence[SampleFact],
    audits: Sequence[Audit],
    actions: Sequence[Action],
    *,
    made_by: str,
    today: date,
) -> Document:
    """The document. Families stand in it by their reference, without names."""
    return Document(
        title=f"{questions.title}: what was found",
        subtitle=sample.name,
        marking=MARKING,
        made_on=today,
        made_by=made_by,
        parts=(
            Section("The sample", (Facts(tuple(Fact(fact.key, fact.value) for fact in facts)),)),
            Section("Findings", (_counts(questions, audits),)),
            Section("Answers", (_answers(questions, audits),)),
            Section("Actions", (_actions(actions, today),)),
        ),
    )


def _counts(questions: AuditQuestions, audits: Sequence[Audit]) -> Table:
    judged = [finding for finding in present_findings(questions, audits) if finding.counts]
    return Table(
        caption="How each question was judged, in finished audits",
        columns=(Column("Question"), *(Column(JUDGED_WORDS[one], numeric=True) for one in Judged)),
        rows=tuple((finding.question, *(number for _, number in finding.counts)) for finding in judged),
    )


def _answers(questions: AuditQuestions, audits: Sequence[Audit]) -> Table:
    rows = [
        (
            audit.sample_family.family.ref,
            audit.by.name,
            question.ask,
            JUDGED_WORDS[Judged(answer["choice"])] if answer.get("choice") else "",
            answer.get("words", ""),
        )
        for audit in audits
        for question in questions.questions
        if (answer := audit.answers.get(question.code))
    ]
    columns = ("Family", "Auditor", "Question", "Answer", "What shows it")
    return Table(
        caption="Every answer of finished audits",
        columns=tuple(Column(heading) for heading in columns),
        rows=tuple(rows),
        when_empty="No audit is finished yet.",
    )


def _actions(actions: Sequence[Action], today: date) -> Table:
    lines = [(action.family.ref, present_action(action, today)) for action in actions]
    return Table(
        caption="What is to be done",
        columns=tuple(Column(heading) for heading in ("Family", "What", "Who", "By when", "State")),
        rows=tuple((ref, line.what, line.who, line.due, line.state) for ref, line in lines),
        when_empty="Nothing was asked for.",
    )
