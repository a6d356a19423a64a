"""The questions of an audit as a form, and what is to be done because of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gcp_tool.models import Audit, User
from gcp_tool.samples.audit_forms import AuditQuestions, Part, QuestionKind
from gcp_tool.samples.content import JUDGED_WORDS, Judged
from gcp_tool.samples.services.auditing import ToDo
from gcp_tool.web.forms import (
    BaseForm,
    DatePartsField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionedForm,
    option,
)

LONGEST_WORDS = 2000
FINISHED, DRAFT = "finished", "draft"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer in words."""

    key: str
    value: str


class AuditForm(VersionedForm):
    """One auditor's answers about one family. Made by `audit_form`, which knows the questions."""

    questions: AuditQuestions
    done: RadiosField

    @property
    def is_finished(self) -> bool:
        """Whether the audit is to end here."""
        return self.done.data == FINISHED

    def answers(self) -> Mapping[str, Mapping[str, str]]:
        """What was answered, by question; the words of a question stand beside its choice."""
        given = {
            question.code: {
                part: str(self[f"{question.code}-{part}"].data or "")
                for part in ("choice", "words")
                if f"{question.code}-{part}" in self
            }
            for question in self.questions.questions
        }
        return {code: answer for code, answer in given.items() if any(answer.values())}

    def answered(self, part: Part) -> Sequence[Answered]:
        """What was answered to the questions of a part, in words."""
        lines = []
        for question in part.questions:
            answer = self.answers().get(question.code, {})
            choice = answer.get("choice")
            judged = [JUDGED_WORDS[Judged(choice)]] if choice else []
            words = [answer["words"]] if answer.get("words") else []
            lines.append(Answered(question.ask, ". ".join(judged + words) or "No answer"))
        return lines


def audit_form(questions: AuditQuestions, kept: Audit | None = None) -> AuditForm:
    """The form of these questions, holding what was answered before."""
    fields: dict[str, Any] = {"questions": questions}
    shown: dict[str, Any] = {"version": kept.version if kept else 0}
    for question in questions.questions:
        if question.kind is QuestionKind.JUDGED:
            choices = [option(judged.value, words) for judged, words in JUDGED_WORDS.items()]
            fields[f"{question.code}-choice"] = RadiosField(question.ask, choices, description=question.hint)
            fields[f"{question.code}-words"] = LongTextField(
                "What shows it? (optional)", longest=LONGEST_WORDS, rows=2
            )
        else:
            fields[f"{question.code}-words"] = LongTextField(
                question.ask, longest=LONGEST_WORDS, rows=4, description=question.hint
            )
        for part, value in (kept.answers if kept else {}).get(question.code, {}).items():
            shown[f"{question.code}-{part}"] = value
    fields["done"] = RadiosField(
        "Is this audit finished?",
        [
            option(DRAFT, "No, keep it as a draft"),
            option(FINISHED, "Yes, finish it", hint="It can then be read and not changed"),
        ],
        required="Choose whether this audit is finished",
    )
    return type("AuditFormOfQuestions", (AuditForm,), fields)(data=shown)  # type: ignore[no-any-return]


class ActionForm(BaseForm):
    """What is to be done because of an audit, by whom and when."""

    what = LongTextField("What is to be done?", required="Enter what is to be done", longest=1000, rows=3)
    owner = SelectField("Who does it?", blank="Somebody else")
    owner_words = TextField("Who, if somebody else?", longest=200)
    due_on = DatePartsField("By when?", noun="The day", required="Enter by when")

    def to_do(self, people: Mapping[str, User]) -> ToDo:
        """What was asked for. The form was found valid before."""
        return ToDo(
            what=self.what.data,
            owner=people.get(self.owner.data or ""),
            owner_words=self.owner_words.data,
            due_on=self.due_on.data or date.min,
        )


def action_form(people: Sequence[User]) -> ActionForm:
    """The form, for an action that one of these people can be given."""
    form = ActionForm()
    form.owner.choices = [option(person.key, person.name) for person in people]
    return form
