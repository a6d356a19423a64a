"""Who is assessed, with which tool, why, over which period; and the same while it is a draft."""

from typing import Any

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.services.start import OnPaper
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import Purpose
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    RadiosField,
    TextField,
    VersionedForm,
    option,
)

EVERYTHING, FOCUSED = "everything", "focused"
ALONE, TOGETHER = "alone", "together"
_WHO = "Enter who was there when you scored together"


class WhoFields:
    """Whose care of which child is assessed, with which tool. Before the period, as on the page."""

    cares = CheckboxesField(
        "Whose care of which child is this about?",
        required="Choose whose care of which child this assessment is about",
        description="Choose one or more. What is about the home is asked once for everyone who lives in it.",
    )
    tool = RadiosField("Which tool?", required="Choose a tool")


class PeriodFields:
    """Why an assessment is made, the period it looks at, and who scores."""

    purpose = RadiosField(
        "Why are you making this assessment?",
        options_of(content.PURPOSE_WORDS, content.PURPOSE_HINTS),
        required="Choose why you are making this assessment",
    )
    window_from = DatePartsField(
        "First day of the period looked at",
        noun="The first day",
        required="Enter the first day of the period looked at",
        description="The first visit or contact that this assessment rests on",
    )
    window_to = DatePartsField(
        "Last day of the period looked at",
        noun="The last day",
        required="Enter the last day of the period looked at",
        description="Today or earlier, and usually within four weeks of the first day",
    )
    same_day = CheckboxesField(
        "Is a second assessment that ends on the same day meant?",
        [option("yes", "Yes, both stand for this day")],
    )
    scoring = RadiosField(
        "Who gives the grades?",
        [
            option(ALONE, "I do", hint="The grade before is shown once you have given yours"),
            option(TOGETHER, "The family or core group and I, together", hint="The grades before are shown"),
        ],
    )
    together_with = TextField(
        "Who is there?", longest=300, description="Names or parts, such as mother, school nurse"
    )


class _Together(BaseForm):
    """What both forms make of who scores."""

    scoring: RadiosField
    together_with: TextField
    same_day: CheckboxesField

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape; and who was there, when people score together."""
        good = super().validate(extra_validators)
        if self.scoring.data == TOGETHER and not self.together_with.data and not self.together_with.errors:
            self.together_with.errors = [_WHO]
            return False
        return good

    @property
    def with_whom(self) -> str:
        """Who scores together; empty when the lead scores alone."""
        return self.together_with.data if self.scoring.data == TOGETHER else ""

    @property
    def is_same_day_meant(self) -> bool:
        """Whether a second assessment for the same day is meant."""
        return bool(self.same_day.data)


class StartForm(WhoFields, PeriodFields, _Together):
    """Who is assessed, with which tool, why, and over which period."""

    looks_at = RadiosField(
        "What do you look at?",
        [
            option(EVERYTHING, "Everything"),
            option(
                FOCUSED,
                "A focused review of some areas",
                hint="Areas with open targets and those at serious last time are suggested on the next page",
            ),
        ],
    )
    paper = CheckboxesField(
        "Was this assessment made on paper?", [option("yes", "Yes, I am entering it from paper")]
    )
    paper_by = TextField("Who graded it on paper?", longest=200)
    paper_on = DatePartsField("When was it completed on paper?", noun="The day it was completed on paper")

    @property
    def is_focused(self) -> bool:
        """Whether only some areas are looked at."""
        return self.looks_at.data == FOCUSED

    def on_paper(self) -> OnPaper | None:
        """What is known of the paper; None when it was not made on paper.

        Raises:
            Invalid: no day was given.
        """
        if not self.paper.data:
            return None
        if self.paper_on.data is None:
            raise Invalid({"paper_on": "Enter when it was completed on paper"})
        return OnPaper(self.paper_on.data, self.paper_by.data)


class PeriodForm(PeriodFields, _Together, VersionedForm):
    """The purpose, the period and who scores, while the assessment is a draft."""


class ScopeForm(VersionedForm):
    """The areas that a review looks at."""

    areas = CheckboxesField("Which areas do you look at?", required="Choose the areas you look at")


class PeopleForm(VersionedForm):
    """Whom a draft is about."""

    cares = CheckboxesField(
        "Whose care of which child is this about?",
        required="Choose whose care of which child this assessment is about",
    )


class LinkForm(BaseForm):
    """That two families belong together."""

    why = TextField("Why do they belong together?", longest=300, required="Enter why they belong together")


LONGEST_WHO, LONGEST_WHEN, LONGEST_AGREED = 300, 100, 1000
WHO_WAS_TOLD, WHEN_TOLD = "Enter who you told", "Enter when you told them"


class ImmediateForm(VersionedForm):
    """Who was told of what cannot wait."""

    who = TextField(
        "Who have you told?", longest=LONGEST_WHO, required=WHO_WAS_TOLD, description="Name and part"
    )
    when = TextField(
        "When?", longest=LONGEST_WHEN, required=WHEN_TOLD, description="For example, today at 15:20"
    )
    words = TextField("What was agreed?", longest=LONGEST_AGREED)


def purpose_of(form: StartForm | PeriodForm) -> Purpose:
    """Why the assessment is made, as a code. The form was found valid before."""
    return Purpose(form.purpose.data or "")
