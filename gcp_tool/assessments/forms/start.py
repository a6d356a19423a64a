"""Who is assessed, with which tool, why, and over which period."""

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.domain.vocabulary import Purpose
from gcp_tool.web.forms import BaseForm, DatePartsField, RadiosField, VersionedForm


class WhoFields:
    """Whose care of which child is assessed, with which tool. Before the period, as on the page."""

    child = RadiosField("Which child is this about?", required="Choose the child this assessment is about")
    carer = RadiosField("Whose care of this child?", required="Choose whose care this assessment is about")
    tool = RadiosField("Which tool?", required="Choose a tool")


class PeriodFields:
    """Why an assessment is made and the period it looks at."""

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


class StartForm(WhoFields, PeriodFields, BaseForm):
    """Who is assessed, with which tool, why, and over which period."""


class PeriodForm(PeriodFields, VersionedForm):
    """The purpose and the period, while the assessment is a draft."""


def purpose_of(form: StartForm | PeriodForm) -> Purpose:
    """Why the assessment is made, as a code. The form was found valid before."""
    return Purpose(form.purpose.data or "")
