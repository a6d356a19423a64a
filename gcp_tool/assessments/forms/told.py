"""What the family was told and whether they agree, or why they were not told."""

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.services.told import Agreement, Told
from gcp_tool.assessments.sheets import Sheet
from gcp_tool.assessments.words import FAMILY
from gcp_tool.domain.dates import parse_date
from gcp_tool.domain.vocabulary import AnswerKind
from gcp_tool.web.forms import DatePartsField, LongTextField, RadiosField, VersionedForm

LONGEST_TOLD = 4000
TOLD_ON = "The date the family was told"


class ToldForm(VersionedForm):
    """What the family was told, when, and what they said."""

    sheet: Sheet

    told_on = DatePartsField("When was the family told what you found?", noun=TOLD_ON)
    agreement = RadiosField("Do they agree?", options_of(content.AGREEMENT_WORDS))
    words = LongTextField(
        "What did they say?",
        longest=LONGEST_TOLD,
        description="Who was there, what they see differently, what they want to happen next",
    )
    not_told_because = LongTextField(
        "If they were not told, why not?",
        longest=LONGEST_TOLD,
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
    typed = held["told_on"]
    told_on = typed if not typed or "/" in typed else parse_date(typed)
    form = ToldForm(data=held | {"told_on": told_on, "version": sheet.version})
    form.sheet = sheet
    return form


def told_fields(sheet: Sheet) -> dict[str, str]:
    """What the fields of the form show of what is held."""
    names = ("told_on", "agreement", "words", "not_told_because")
    return {name: sheet.text(AnswerKind.TOLD, FAMILY, name) for name in names}
