"""What is added beside an assessment that was handed in: a response, feedback, who was given what."""

from collections.abc import Sequence

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.models import Person
from gcp_tool.web.forms import BaseForm, DatePartsField, LongTextField, RadiosField, TextField, option

SOMEBODY_ELSE = "else"


class ResponseForm(BaseForm):
    """What a carer or a child says of the assessment."""

    person = RadiosField("Who answers?", required="Choose who answers")
    kind = RadiosField(
        "What do they say?", options_of(content.RESPONSE_WORDS), required="Choose what they say"
    )
    on_date = DatePartsField("When was this?", noun="The date", required="Enter when this was")
    words = LongTextField(
        "In their words",
        longest=4000,
        description="Needed when they see it differently. Write what they said, not what you think of it.",
    )


def response_form(people: Sequence[Person]) -> ResponseForm:
    """The form of a response, with those the assessment is about."""
    form = ResponseForm()
    form.person.choices = [option(person.key, person.name) for person in people]
    return form


class FeedbackForm(BaseForm):
    """What somebody says of how the assessment was done."""

    given_by = RadiosField(
        "Who says this?", options_of(content.FEEDBACK_WORDS), required="Choose who says this"
    )
    on_date = DatePartsField("When was this?", noun="The date", required="Enter when this was")
    words = LongTextField(
        "What did they say of how it was done?",
        longest=4000,
        required="Enter what they said",
        description="What helped, what did not, what they would like done another way.",
    )


class SharingForm(BaseForm):
    """Who was given what, or why not."""

    person = RadiosField("Who is it about?", required="Choose who it was shared with, or kept from")
    recipient = TextField(
        "Who else?", longest=200, description="Only for somebody else: a name, or a role and an agency"
    )
    what = RadiosField("What?", options_of(content.SHARED_WORDS), required="Choose what it was")
    given = RadiosField(
        "Was it given?",
        [option("yes", "Yes, they have it"), option("no", "No, it was kept from them")],
        required="Choose whether it was given",
    )
    reason = LongTextField("If not, why not?", longest=2000, rows=3)
    on_date = DatePartsField("When was this?", noun="The date", required="Enter when this was")


def sharing_form(people: Sequence[Person]) -> SharingForm:
    """The form of sharing, with those the assessment is about and somebody else."""
    form = SharingForm()
    named = [option(person.key, person.name) for person in people]
    form.person.choices = [*named, option(SOMEBODY_ELSE, "Somebody else", divider="or")]
    return form
