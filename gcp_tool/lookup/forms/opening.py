"""The forms of break-glass: why a family is opened, the one note, and how a manager judges the use."""

from gcp_tool.domain.break_glass import OpeningReason, OpeningVerdict
from gcp_tool.history.presenters.opened import REASON_WORDS
from gcp_tool.lookup.content import VERDICT_WORDS
from gcp_tool.lookup.services.opening import Why
from gcp_tool.web.forms import BaseForm, LongTextField, RadiosField, VersionedForm, option

_LONGEST = 2000


class OpenForm(BaseForm):
    """Why a family is opened."""

    reason = RadiosField(
        "Why do you need to open this family?",
        [option(reason.value, words) for reason, words in REASON_WORDS.items()],
        required="Choose why you need to open this family",
    )
    words = LongTextField(
        "What has happened, and why can it not wait for the worker?",
        longest=_LONGEST,
        required="Enter what has happened, and why it cannot wait",
        description="The family’s manager reads this, and it stays on the family’s page",
    )

    def why(self) -> Why:
        """What was given. The form was found valid before."""
        return Why(OpeningReason(self.reason.data or ""), self.words.data)


class NoteForm(VersionedForm):
    """The one note of a use."""

    note = LongTextField(
        "Your note",
        longest=_LONGEST,
        required="Enter your note",
        description="What you learned and did, and whom you told. It can be left once and is not changed afterwards",
    )


class JudgeForm(VersionedForm):
    """How a manager judges a use."""

    verdict = RadiosField(
        "Was there good reason?",
        [option(verdict.value, words) for verdict, words in VERDICT_WORDS.items()],
        required="Choose whether there was good reason",
    )
    review_words = LongTextField(
        "Why do you think so?",
        longest=_LONGEST,
        rows=4,
        required="Enter why you think so",
        description="What you looked at, and what will be done if there was no good reason",
    )

    def judged(self) -> OpeningVerdict:
        """How it was judged. The form was found valid before."""
        return OpeningVerdict(self.verdict.data or "")
