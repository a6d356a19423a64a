"""What the family was told and whether they agree, or why they were not told."""

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.services.told import Agreement, Told
from gcp_tool.assessments.sheets import Sheet
from gcp_tool.assessments.words import FAMILY
from gcp_tool.domain.dates import parse_date
from gcp_tool.domain.vocabulary import AnswerKind
from gcp_tool.web.forms import DatePartsField, LongTextField, RadiosField, VersionedForm


class ToldForm(VersionedForm):
    """What the family was told, when, and what they said."""

    told_on = DatePartsField("When was the family told what you found?", noun="The date the family was told")
    agreement = RadiosField("Do they agree?", options_of(content.AGREEMENT_WORDS))
    words = LongTextField(
        "What did they say?",
        longest=4000,
        description="Who was there, what they see differently, what they want to happen next",
    )
    not_told_because = LongTextField(
        "If they were not told, why not?",
        longest=4000,
        rows=3,
        description="For example: telling them now would put a child at risk",
    )

    def told(self) -> Told:
        """What was typed. The form was found valid before."""
        return Told(
            told_on=self.told_on.data,
            agreement=Agreement(self.agreement.data) if self.agreement.data else None,
            words=self.words.data,
            not_told_because=self.not_told_because.data,
        )


def told_form(sheet: Sheet) -> ToldForm:
    """The form, holding what was written down before."""
    held = told_fields(sheet)
    told_on = parse_date(held["told_on"]) if held["told_on"] else None
    return ToldForm(data=held | {"told_on": told_on, "version": sheet.version})


def told_fields(sheet: Sheet) -> dict[str, str]:
    """What the fields of the form show of what is held."""
    names = ("told_on", "agreement", "words", "not_told_because")
    return {name: sheet.text(AnswerKind.TOLD, FAMILY, name) for name in names}
