"""Drawing a sample, and closing one."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wtforms import Field, Form
from wtforms.validators import StopValidation

from gcp_tool.models import Team, User
from gcp_tool.samples.audit_forms import latest_forms
from gcp_tool.samples.content import LARGEST_SAMPLE, MONTHS, ON_PLAN_WORDS, WHICH_WORDS, OnPlan, Which
from gcp_tool.samples.criteria import Criteria
from gcp_tool.samples.services.drawing import Wanted
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    RadiosField,
    SelectField,
    Text,
    TextField,
    VersionedForm,
    option,
)

_OPEN_DAYS = 28
_LARGEST_SEED = 999_999
_SIZE = 10


@dataclass(frozen=True, slots=True)
class _WholeNumber:
    """A whole number from one to another must be given."""

    noun: str
    first: int
    last: int

    def __call__(self, _form: Form, field: Field) -> None:
        """Raises StopValidation for anything else."""
        typed = str(field.data or "")
        digits = len(str(self.last))
        good = typed.isascii() and typed.isdigit() and len(typed) <= digits
        if not good or not self.first <= int(typed) <= self.last:
            raise StopValidation(f"{self.noun} must be a whole number from {self.first} to {self.last:,}")


def _number(width: int) -> Text:
    return Text(inputmode="numeric", classes=f"govuk-input--width-{width}", spellcheck=False)


class DrawForm(BaseForm):
    """What a sample is drawn from, how large it is, and who audits it. Made by `draw_form`."""

    name = TextField(
        "What is this sample called?",
        required="Enter what this sample is called",
        longest=100,
        description="For example “Long child in need plans, autumn”. Name no child or family",
    )
    teams = CheckboxesField("Which teams?", required="Choose at least one team")
    which = RadiosField(
        "Which families?",
        [option(which.value, words) for which, words in WHICH_WORDS.items()],
        required="Choose which families",
    )
    on_plan = SelectField(
        "On which plan? (open families only)",
        [option(plan.value, words) for plan, words in ON_PLAN_WORDS.items()],
        blank="On a plan or not",
    )
    months = SelectField(
        "How long on the plan? (open families only)",
        [option(str(months), f"{months} months or more") for months in MONTHS],
        blank="Any time",
    )
    size = TextField(
        "How many families?",
        validators=[_WholeNumber("How many families", 1, LARGEST_SAMPLE)],
        widget=_number(3),
    )
    seed = TextField(
        "Number for the draw",
        description="The same number draws the same families again from the same population. Leave it as it is unless"
        " you repeat a draw",
        validators=[_WholeNumber("The number for the draw", 1, _LARGEST_SEED)],
        widget=_number(10),
    )
    form = RadiosField("Which audit form?", required="Choose the audit form")
    auditors = CheckboxesField("Who audits them?", required="Choose at least one person")
    closes_on = DatePartsField(
        "Until when is it open?",
        noun="The last day",
        required="Enter the last day",
        description="Until then the people you chose may read these families. It can be closed sooner",
    )

    def wanted(self, teams: Mapping[str, Team], people: Mapping[str, User]) -> Wanted:
        """What was asked for. The form was found valid before."""
        which = Which(str(self.which.data))
        is_open = which is Which.OPEN
        plan = OnPlan(self.on_plan.data) if is_open and self.on_plan.data else OnPlan.ANY
        has_months = is_open and self.months.data and plan not in {OnPlan.ANY, OnPlan.NONE}
        return Wanted(
            name=self.name.data,
            form=str(self.form.data),
            criteria=Criteria(
                team_ids=[teams[key].id for key in self.teams.data],
                which=which,
                on_plan=plan,
                months=int(self.months.data or 0) if has_months else None,
            ),
            size=int(self.size.data),
            seed=int(self.seed.data),
            closes_on=self.closes_on.data or date.max,
            auditors=[people[key] for key in self.auditors.data],
        )


def draw_form(teams: Sequence[Team], people: Sequence[User], today: date) -> DrawForm:
    """The form for a manager of these teams, who may ask these people."""
    form = DrawForm(
        size=str(_SIZE),
        seed=str(secrets.randbelow(_LARGEST_SEED) + 1),
        closes_on=today + timedelta(days=_OPEN_DAYS),
        on_plan=OnPlan.ANY.value,
    )
    form.teams.choices = [option(team.key, team.name) for team in teams]
    form.auditors.choices = [option(person.key, person.name) for person in people]
    form.form.choices = [option(code, one.title, hint=one.about) for code, one in latest_forms().items()]
    return form


class CloseForm(VersionedForm):
    """Closing a sample."""
