"""The shape of what is typed on the pages of tools. Forms neither query nor save."""

from collections.abc import Iterable

from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.web.forms import BaseForm, LongTextField, SelectField, VersionedForm, option

_LONGEST = 2000


class NoteForm(BaseForm):
    """What does not fit in the words of an item, and at which ages."""

    words = LongTextField(
        "What does not fit?",
        required="Say what does not fit",
        longest=_LONGEST,
        description=(
            "Say which grades you could not choose between, or what you saw that no grade describes."
            " Do not name anybody or say anything a family could be known by"
        ),
    )
    ages = SelectField("For which age? (optional)", blank="All ages")

    def with_ages(self, ages: Iterable[tuple[AgeBand, str]]) -> "NoteForm":
        """Offer the ages that the item is for."""
        self.ages.choices = [option(band.value, words) for band, words in ages]
        return self

    @property
    def band(self) -> AgeBand | None:
        """The age that was chosen, or None for all of them."""
        return AgeBand(self.ages.data) if self.ages.data else None


class AnswerForm(VersionedForm):
    """What an owner of the tools answers to a note."""

    answer = LongTextField(
        "Your answer",
        required="Enter your answer",
        longest=_LONGEST,
        description="The person who wrote the note sees it. Say how to grade for now, and what will change if anything",
    )
