"""The forms of challenges: raised, replied to, ended."""

from collections.abc import Iterable

from gcp_tool.assessments.presenters.challenges import ABOUT_WORDS
from gcp_tool.domain.vocabulary import ChallengeAbout, ChallengeOutcome
from gcp_tool.reviews.services.challenging import ChallengeGiven
from gcp_tool.web.forms import BaseForm, LongTextField, RadiosField, SelectField, VersionedForm, option

OF_ASSESSMENT = (ChallengeAbout.GRADE, ChallengeAbout.IMPROVEMENT)
OF_REVIEW = (ChallengeAbout.DECISION, ChallengeAbout.IMPROVEMENT)


class ChallengeForm(BaseForm):
    """What is challenged, and why."""

    about = RadiosField("What do you challenge?", required="Choose what you challenge")
    words = LongTextField(
        "What do you see that it does not?",
        longest=4000,
        rows=6,
        required="Enter what you see that it does not",
        description="What you saw or heard, when, and why it matters for the child. Keep to care, not to people",
    )


class AssessmentChallengeForm(ChallengeForm):
    """The same, of a domain or an item of an assessment."""

    part = SelectField("Which part?", blank="The assessment as a whole")


class ReplyForm(VersionedForm):
    """The reply to a challenge."""

    reply = LongTextField(
        "Your reply",
        longest=4000,
        rows=6,
        required="Enter your reply",
        description="What you looked at again, what you now think, and what will be done",
    )


class EndForm(VersionedForm):
    """How a challenge ended."""

    outcome = RadiosField(
        "How did it end?",
        [
            option(ChallengeOutcome.SETTLED.value, "It is settled"),
            option(
                ChallengeOutcome.ESCALATED.value,
                "It is escalated",
                hint="Taken further under the partnership’s way of settling differences between professionals",
            ),
        ],
        required="Choose how it ended",
    )
    words = LongTextField(
        "What was agreed, or to whom was it taken?",
        longest=2000,
        required="Enter what was agreed, or to whom it was taken",
    )


def review_challenge_form() -> ChallengeForm:
    """The form that challenges a review."""
    form = ChallengeForm()
    form.about.choices = [option(one.value, ABOUT_WORDS[one]) for one in OF_REVIEW]
    return form


def assessment_challenge_form(parts: Iterable[tuple[str, str]]) -> AssessmentChallengeForm:
    """The form that challenges an assessment; `parts` are its domains and items."""
    form = AssessmentChallengeForm()
    form.about.choices = [option(one.value, ABOUT_WORDS[one]) for one in OF_ASSESSMENT]
    form.part.choices = [option(code, title) for code, title in parts]
    return form


def given_of(form: ChallengeForm) -> ChallengeGiven:
    """What was typed; the form was found valid before."""
    part = form.part.data or "" if isinstance(form, AssessmentChallengeForm) else ""
    return ChallengeGiven(ChallengeAbout(form.about.data or ""), part, form.words.data)
