"""The forms of a review: the questions, the decision, the actions; recording, correcting and giving up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gcp_tool.audit.versions import as_field
from gcp_tool.domain.reviewing import Shows
from gcp_tool.domain.vocabulary import ReviewDecision
from gcp_tool.families.queries.holding import Worker
from gcp_tool.plans.content import DECISION_WORDS
from gcp_tool.reviews.content import LESS_TITLES
from gcp_tool.reviews.drafts import ACTION_SLOTS, day_of
from gcp_tool.reviews.questions import QUESTIONS
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
from gcp_tool.web.forms.fields import OnceField, VersionField
from gcp_tool.web.forms.problems import leaves

SOMEBODY_ELSE = "Somebody else, named below"
_HIDDEN = (OnceField, VersionField)


class StepForm(VersionedForm):
    """A form of the draft. Whatever is typed is kept, however much is missing; only what cannot be read is refused."""

    @property
    def held(self) -> dict[str, str]:
        """What the form holds, as the draft keeps it."""
        return {
            field.name: as_field(field.data)
            for field in leaves(self)
            if not isinstance(field, _HIDDEN) and field.type != "CSRFTokenField"
        }


def _questions_form() -> type[StepForm]:
    fields = {
        question.code: LongTextField(question.words, longest=4000, rows=4, description=question.hint)
        for question in QUESTIONS.current.questions
    }
    return type("QuestionsForm", (StepForm,), fields | {"__doc__": "The questions of the form in use."})


QuestionsForm = _questions_form()


class DecisionForm(StepForm):
    """The decision, why, what is asked for it, and when is looked again."""

    on = DatePartsField("When was the review?", noun="The date of the review")
    decision = RadiosField("What do you decide?")
    different = LongTextField("What will be different this time?", longest=4000, rows=3)
    known_by = DatePartsField("By when will we know?", noun="The day by which you will know")
    reading = LongTextField(LESS_TITLES["reading"], longest=2000, rows=3)
    targets = LongTextField(LESS_TITLES["targets"], longest=2000, rows=3)
    voice = LongTextField(LESS_TITLES["voice"], longest=2000, rows=3)
    reason = LongTextField(
        "What is the reason?",
        longest=4000,
        rows=5,
        description="What you saw in the record, and why it leads to this decision and not another",
    )
    next_on = DatePartsField(
        "When is the next review?",
        noun="The date of the next review",
        description="Within six months. Leave it empty only if you decide to close",
    )

    def lacking(self, lacks: frozenset[Shows]) -> list[Any]:
        """The fields that ask why less is done without something, for what the record lacks."""
        return [self[lack.value] for lack in Shows if lack in lacks]


def decision_form(choices: Sequence[ReviewDecision], held: Mapping[str, str], version: int) -> DecisionForm:
    """The form of the decision, with those that fit the plan."""
    form = DecisionForm(data=shown_values(DecisionForm, held, version))
    form.decision.choices = [option(one.value, DECISION_WORDS[one]) for one in choices]
    return form


def _actions_form() -> type[StepForm]:
    fields: dict[str, Any] = {"__doc__": "What is to be done after the review."}
    for slot in ACTION_SLOTS:
        fields[f"what_{slot}"] = LongTextField(f"Action {slot}: what is to be done?", longest=1000, rows=2)
        fields[f"owner_{slot}"] = SelectField(f"Action {slot}: who does it?", blank=SOMEBODY_ELSE)
        fields[f"words_{slot}"] = TextField(f"Action {slot}: or who else?", longest=200)
        fields[f"due_on_{slot}"] = DatePartsField(
            f"Action {slot}: by when?", noun=f"The day of action {slot}"
        )
    return type("ActionsForm", (StepForm,), fields)


ActionsForm = _actions_form()


def actions_form(workers: Sequence[Worker], held: Mapping[str, str], version: int) -> StepForm:
    """The form of the actions, with those who work in the team."""
    form = ActionsForm(data=shown_values(ActionsForm, held, version))
    for slot in ACTION_SLOTS:
        owner = form[f"owner_{slot}"]
        if isinstance(owner, SelectField):
            owner.choices = owner_choices(workers)
    return form


def questions_form(held: Mapping[str, str], version: int) -> StepForm:
    """The form of the questions."""
    return QuestionsForm(data=shown_values(QuestionsForm, held, version))


def owner_choices(workers: Sequence[Worker]) -> list[Any]:
    """Those who work in the team that holds the family."""
    return [option(worker.key, worker.name) for worker in workers]


def shown_values(form: type[StepForm], held: Mapping[str, str], version: int) -> dict[str, Any]:
    """What the draft holds, as the fields of a form take it."""
    dates = {name for name in held if _is_date(form, name)}
    return {name: day_of(text) if name in dates else text for name, text in held.items()} | {
        "version": version
    }


def _is_date(form: type[StepForm], name: str) -> bool:
    unbound = getattr(form, name, None)
    return getattr(unbound, "field_class", None) is DatePartsField


class RecordForm(VersionedForm):
    """Recording the review that was read."""


class DiscardForm(VersionedForm):
    """Giving a draft up."""


class CorrectForm(BaseForm):
    """Why a review is corrected."""

    why = LongTextField(
        "What is wrong with this review?",
        longest=2000,
        required="Enter what is wrong with this review",
        description="The review stays on record with what you write here. A new one takes its place",
    )


class NewActionForm(BaseForm):
    """Something more that is to be done."""

    what = LongTextField("What is to be done?", longest=1000, rows=3)
    owner = SelectField("Who does it?", blank=SOMEBODY_ELSE)
    words = TextField("Or who else?", longest=200, description="Somebody without an account here")
    due_on = DatePartsField("By when?", noun="The day it is to be done by")


class DoneForm(VersionedForm):
    """What came of an action."""

    done_on = DatePartsField(
        "When was it done?", noun="The day it was done", required="Enter when it was done"
    )
    came = LongTextField(
        "What came of it?",
        longest=2000,
        required="Enter what came of it",
        description="What is different for the child. If it was not done after all, say why",
    )


def new_action_form(workers: Sequence[Worker]) -> NewActionForm:
    """The form of another action."""
    form = NewActionForm()
    form.owner.choices = owner_choices(workers)
    return form


def done_form(version: int, today: date) -> DoneForm:
    """The form that says what came of an action, today unless another day is typed."""
    return DoneForm(data={"version": version, "done_on": today})
