"""Forms about a plan, a referral, support and an event: added, changed, recorded in error."""

from collections.abc import Sequence
from datetime import date

from gcp_tool.domain.vocabulary import AbuseCategory, PlanKind, SupportOutcome
from gcp_tool.families.event_types import EVENT_TYPES
from gcp_tool.plans.content import (
    CATEGORY_WORDS,
    GOING_ON,
    NO,
    NOT_KNOWN,
    OUTCOME_WORDS,
    PLAN_WORDS,
    WHOLE_FAMILY,
    YES,
)
from gcp_tool.plans.details import EventDetails, PlanDetails, ReferralDetails, SupportDetails
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionedForm,
    option,
)

LONGEST_LINE, LONGEST_WORDS = 200, 4000
_NO_FURTHER_ACTION = {YES: True, NO: False}


def _day(label: str, noun: str, *, required: str = "", hint: str = "") -> DatePartsField:
    """A date; the hint is an example unless it says more."""
    return DatePartsField(label, noun=noun, required=required, description=hint)


def _more_words(label: str) -> LongTextField:
    return LongTextField(label, longest=LONGEST_WORDS, rows=3)


class _AboutChildren:
    """The children that something new is about."""

    people = CheckboxesField("Which children?", required="Choose at least one child")

    @property
    def chosen(self) -> Sequence[str]:
        """The keys of the children."""
        return self.people.data


class _AboutAnybody:
    """The person that something is about, or the family as a whole."""

    people = RadiosField("Who is this about?", required="Choose whom this is about")

    @property
    def chosen(self) -> Sequence[str]:
        """The key of the person, or of the whole family."""
        return [self.people.data or WHOLE_FAMILY]


class _AboutTheSame:
    """Whom something is about stays as it is."""

    @property
    def chosen(self) -> Sequence[str]:
        """Nobody is chosen."""
        return ()


class _PlanFields:
    kind = RadiosField(
        "What kind of plan?",
        [option(kind.value, words) for kind, words in PLAN_WORDS.items()],
        required="Choose the kind of plan",
    )
    category = RadiosField("Category", [option(code.value, words) for code, words in CATEGORY_WORDS.items()])
    neglect = RadiosField(
        "Is neglect a reason for this plan?",
        [option(YES, "Yes"), option(NO, "No")],
        required="Choose whether neglect is a reason",
    )
    started_on = _day("When did it start?", "The start", required="Enter the date it started")
    next_meeting_on = _day(
        "Next conference or review (optional)",
        "The next meeting",
        hint="A reading is due 10 working days before it. Leave it empty if the plan has ended",
    )
    ended_on = _day("When did it end? (optional)", "The end", hint="Leave it empty while the plan goes on")
    end_words = TextField("Why did it end? (optional)", longest=LONGEST_LINE)

    def details(self) -> PlanDetails:
        """What was typed, as the service takes it; a category out of sight does not count."""
        kind = PlanKind(str(self.kind.data))
        is_protection = kind is PlanKind.CHILD_PROTECTION and self.category.data is not None
        return PlanDetails(
            kind=kind,
            category=AbuseCategory(str(self.category.data)) if is_protection else None,
            neglect=self.neglect.data == YES,
            started_on=given(self.started_on),
            ended_on=self.ended_on.data,
            end_words=self.end_words.data,
            next_meeting_on=self.next_meeting_on.data,
        )


class _ReferralFields:
    on_date = _day("When was the referral made?", "The date", required="Enter the date of the referral")
    referred_by = TextField(
        "Who referred? (optional)",
        longest=LONGEST_LINE,
        description="For example school, health visitor, police, a neighbour",
    )
    no_further_action = RadiosField(
        "Did it end in no further action?",
        [option(YES, "Yes"), option(NO, "No"), option(NOT_KNOWN, "Not known yet")],
        required="Choose whether it ended in no further action",
    )
    words = _more_words("What was it about? (optional)")

    def details(self) -> ReferralDetails:
        """What was typed, as the service takes it."""
        return ReferralDetails(
            on_date=given(self.on_date),
            referred_by=self.referred_by.data,
            no_further_action=_NO_FURTHER_ACTION.get(str(self.no_further_action.data)),
            words=self.words.data,
        )


class _SupportFields:
    what = TextField(
        "What support?",
        required="Enter what the support is",
        longest=LONGEST_LINE,
        description="For example parent group, family worker, school breakfast club",
    )
    provider = TextField("Who gives it? (optional)", longest=LONGEST_LINE)
    target = SelectField("Which target does it serve? (optional)")
    offered_on = _day("When was it offered? (optional)", "The date it was offered")
    started_on = _day(
        "When did it start? (optional)", "The start", hint="A date still to come means it is planned"
    )
    ended_on = _day("When did it end? (optional)", "The end")
    outcome = RadiosField(
        "How did it go?",
        [
            option(GOING_ON, "It is offered, planned or going on"),
            *(option(code.value, words) for code, words in OUTCOME_WORDS.items()),
        ],
        required="Choose how it went",
    )
    words = _more_words("What else should be known? (optional)")

    def details_for(self, target_id: int | None) -> SupportDetails:
        """What was typed, with the target it serves."""
        return SupportDetails(
            what=self.what.data,
            provider=self.provider.data,
            offered_on=self.offered_on.data,
            started_on=self.started_on.data,
            ended_on=self.ended_on.data,
            outcome=SupportOutcome(str(self.outcome.data)) if self.outcome.data != GOING_ON else None,
            words=self.words.data,
            target_id=target_id,
        )


class _EventFields:
    kind = RadiosField(
        "What happened?",
        [option(one.code, one.words, hint=one.hint) for one in EVENT_TYPES.offered],
        required="Choose what happened",
    )
    on_date = _day("When was it?", "The date", required="Enter the date")
    words = _more_words("In your words (optional)")

    def details(self) -> EventDetails:
        """What was typed, as the service takes it."""
        return EventDetails(kind=str(self.kind.data), on_date=given(self.on_date), words=self.words.data)


class AddPlanForm(_AboutChildren, _PlanFields, BaseForm):
    """A plan for one child or several."""


class ChangePlanForm(_AboutTheSame, _PlanFields, VersionedForm):
    """A plan of a child."""


class AddReferralForm(_AboutChildren, _ReferralFields, BaseForm):
    """A referral of one child or several."""


class ChangeReferralForm(_AboutTheSame, _ReferralFields, VersionedForm):
    """A referral of a child."""


class AddSupportForm(_AboutAnybody, _SupportFields, BaseForm):
    """Support for a person or the family."""


class ChangeSupportForm(_AboutAnybody, _SupportFields, VersionedForm):
    """Support for a person or the family."""


class AddEventForm(_AboutAnybody, _EventFields, BaseForm):
    """Something that happened to a person or the family."""


class ChangeEventForm(_AboutAnybody, _EventFields, VersionedForm):
    """Something that happened to a person or the family."""


class InErrorForm(VersionedForm):
    """Why a record should not be there."""

    reason = LongTextField(
        "Why was it recorded in error?", required="Say why it was recorded in error", longest=1000, rows=3
    )


RecordForm = (
    AddPlanForm
    | ChangePlanForm
    | AddReferralForm
    | ChangeReferralForm
    | AddSupportForm
    | ChangeSupportForm
    | AddEventForm
    | ChangeEventForm
)


def given(field: DatePartsField) -> date:
    """The date of a field that must be filled; the form was found whole before."""
    if field.data is None:
        raise ValueError(f"{field.name} is read before the form was found whole")
    return field.data
