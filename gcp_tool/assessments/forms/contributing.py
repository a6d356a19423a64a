"""The forms by which somebody is asked to add to an assessment, and by which they answer."""

from collections.abc import Sequence

from gcp_tool.assessments.queries.inviting import Askable
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.contributing import domains_to_ask
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    LongTextField,
    SelectField,
    option,
)

LONGEST_WORDS = 2000


class AskForm(BaseForm):
    """Asking a professional for their grades and evidence."""

    person = SelectField("Who do you ask?", required="Choose who you ask")
    domains = CheckboxesField(
        "Which parts do you ask them for?",
        required="Choose which parts you ask them for",
        description="They see the questions of these parts, and nothing else of the assessment.",
    )
    words = LongTextField(
        "What would you like to know?",
        longest=LONGEST_WORDS,
        rows=4,
        required="Enter what you would like to know",
    )
    due_on = DatePartsField(
        "By when do you need it?",
        noun="The day by which you need it",
        required="Enter by when you need it",
    )


class WithdrawForm(BaseForm):
    """Taking an invitation back."""

    reason = LongTextField(
        "Why do you take this invitation back?",
        longest=LONGEST_WORDS,
        required="Enter why you take this invitation back",
        description="They and whoever reads the assessment see this.",
    )


class DeclineForm(BaseForm):
    """Saying no."""

    reason = LongTextField(
        "Why can you not add to this?",
        longest=LONGEST_WORDS,
        required="Enter why you cannot add to this",
        description="The lead and whoever reads the assessment see this.",
    )


class FinishForm(BaseForm):
    """Saying that one's part is finished."""


def ask_form(record: Record, people: Sequence[Askable]) -> AskForm:
    """The form with those who can be asked in an agency, and the domains of the assessment."""
    form = AskForm()
    form.person.choices = [option(one.key, f"{one.name}, {one.team}") for one in people]
    titles = {domain.id: domain.title for domain in record.instrument.domains}
    form.domains.choices = [option(code, titles[code]) for code in domains_to_ask(record)]
    return form
