"""The forms of a report and of a sheet: what is to be in it, for whom, and why."""

from collections.abc import Sequence
from datetime import date

from gcp_tool.assessments.forms.options import options_of
from gcp_tool.core.formatting import age_or_due, long_date
from gcp_tool.history.report.asked import ReportAsked
from gcp_tool.history.report.choices import (
    EXTENT_HINTS,
    EXTENT_WORDS,
    MARKING_WORDS,
    NAMES_HINTS,
    NAMES_WORDS,
    PERIOD_WORDS,
    READERS_HINTS,
    READERS_WORDS,
    Extent,
    Marking,
    Names,
    Period,
    Readers,
)
from gcp_tool.models import Person
from gcp_tool.standing.queries import MemberRow
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    LongTextField,
    RadiosField,
    TextField,
    option,
)

YES, NO = "yes", "no"
TOO_LATE_A_START = "The day it looks from must be before the day as things stood"


class ReportForm(BaseForm):
    """What a report is to hold. Made by `report_form`."""

    recipient = TextField(
        "Who is it for?",
        required="Enter who the report is for",
        longest=200,
        description="For example the child protection conference, or the family court",
    )
    reason = LongTextField(
        "Why is it made?",
        required="Enter why the report is made",
        longest=1000,
        rows=3,
        description="Kept on record with your name. It is not in the report",
    )
    extent = RadiosField(
        "How much is to be in it?",
        options_of(dict(EXTENT_WORDS), dict(EXTENT_HINTS)),
        required="Choose how much is to be in it",
    )
    children = CheckboxesField("Which children?", required="Choose at least one child")
    period = RadiosField("How far back does it look?", required="Choose how far back it looks")
    since_on = DatePartsField("Since which day?", noun="The day", description="Only for a day you choose")
    until_on = DatePartsField(
        "As things stood on which day?",
        noun="The day",
        description="Leave this empty for today. For a day in the past only what was signed off by then is told",
    )
    readers = RadiosField(
        "Who will read it?",
        options_of(dict(READERS_WORDS), dict(READERS_HINTS)),
        required="Choose who will read it",
    )
    names = RadiosField(
        "Names or initials?",
        options_of(dict(NAMES_WORDS), dict(NAMES_HINTS)),
        required="Choose names or initials",
    )
    awaiting = CheckboxesField(
        "Which assessments count?",
        [
            option(
                YES,
                "Count those awaiting sign-off, too",
                hint="They are marked. Without this only what a manager has signed off counts",
            )
        ],
    )
    marking = RadiosField(
        "Protective marking", options_of(dict(MARKING_WORDS)), required="Choose the protective marking"
    )

    def check(self, today: date) -> bool:
        """Whether everything was given well; the day is needed only where a day was chosen."""
        is_good = self.validate()
        until_on = self.until_on.data
        if until_on is not None and until_on >= today:
            self.until_on.errors = ["The day as things stood must be in the past. Leave it empty for today"]
        if until_on is not None and YES in self.awaiting.data:
            self.awaiting.errors = [
                "For a day in the past only what was signed off by then counts: untick this"
            ]
        if self.period.data == Period.SINCE and not self.since_on.errors:
            if self.since_on.data is None:
                self.since_on.errors = ["Enter the day since when it is to look"]
            elif self.since_on.data >= (until_on or today):
                self.since_on.errors = [TOO_LATE_A_START if until_on else "The day must be in the past"]
        return is_good and not (self.since_on.errors or self.until_on.errors or self.awaiting.errors)

    def asked(self, family: str) -> ReportAsked:
        """What was asked for; the form was found whole before."""
        period = Period(str(self.period.data))
        return ReportAsked(
            family=family,
            period=period,
            since_on=self.since_on.data if period is Period.SINCE else None,
            until_on=self.until_on.data,
            children=tuple(self.children.data),
            names=Names(str(self.names.data)),
            readers=Readers(str(self.readers.data)),
            awaiting=YES in self.awaiting.data,
            extent=Extent(str(self.extent.data)),
            marking=Marking(str(self.marking.data)),
            recipient=self.recipient.data,
            reason=self.reason.data,
        )


def report_form(children: Sequence[MemberRow], *, has_plan: bool, today: date) -> ReportForm:
    """The form of a report, with these children, all of them chosen at first."""
    form = ReportForm(
        period=Period.SIX_MONTHS.value,
        extent=Extent.SHORT.value,
        names=Names.NAMES.value,
        marking=Marking.SENSITIVE.value,
        children=[child.person_key for child in children if child.ended_on is None],
    )
    form.children.choices = [option(child.person_key, _child_words(child, today)) for child in children]
    offered = [period for period in Period if has_plan or period is not Period.PLAN]
    form.period.choices = [option(period.value, PERIOD_WORDS[period]) for period in offered]
    return form


def _child_words(child: MemberRow, today: date) -> str:
    if child.ended_on is not None:
        return f"{child.name}, left the family on {long_date(child.ended_on)}"
    return f"{child.name}, {age_or_due(child.birth_on, child.expected_birth_on, today)}"


class SheetForm(BaseForm):
    """Whose sheet is to be made. Made by `sheet_form`."""

    carer = RadiosField("Whose sheet?", required="Choose whose sheet it is")
    reason = LongTextField(
        "Why is it safe to give a sheet?",
        longest=1000,
        rows=3,
        description="Needed where something is on record about safe contact. It is kept with your name",
    )

    def check(self, carers: Sequence[Person]) -> bool:
        """Whether somebody was chosen, and why it is safe was said where that is needed."""
        is_good = self.validate()
        chosen = next((carer for carer in carers if carer.key == self.carer.data), None)
        if chosen is not None and chosen.safe_contact.strip() and not self.reason.data.strip():
            self.reason.errors = [
                *self.reason.errors,
                "Enter why it is safe to give them a sheet: something is on record about safe contact",
            ]
            return False
        return is_good


def sheet_form(carers: Sequence[Person]) -> SheetForm:
    """The form of a sheet, with the carers of the assessment; a lone one need not be chosen."""
    form = SheetForm(carer=carers[0].key if len(carers) == 1 else None)
    form.carer.choices = [option(carer.key, carer.name) for carer in carers]
    return form


class GivenForm(BaseForm):
    """Whether the carer has the sheet, or why not."""

    given = RadiosField(
        "Do they have it?",
        [option(YES, "Yes, they have it"), option(NO, "No, it was kept from them")],
        required="Choose whether they have it",
    )
    reason = LongTextField("If not, why not?", longest=2000, rows=3)
    on_date = DatePartsField("When was this?", noun="The date", required="Enter when this was")
