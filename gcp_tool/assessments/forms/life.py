"""The steps of an assessment: submitted, signed off, returned, stopped, amended, handed on, recorded in error."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gcp_tool.assessments.judged import Judged
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.handing_on import Candidate
from gcp_tool.domain.instrument import Item
from gcp_tool.models import Profile
from gcp_tool.web.forms import BaseForm, CheckboxesField, LongTextField, RadiosField, SelectField, option

LONGEST_COMMENT = 2000


class SubmitForm(BaseForm):
    """Handing the assessment in."""


@dataclass(frozen=True, slots=True)
class Commented:
    """An item that may be commented on, whose it is, and the name of the field."""

    profile: Profile
    item: Item
    name: str


class SignOffForm(BaseForm):
    """Signing off, or handing back with comments. Made by `sign_off_form`, which knows the items."""

    items: Sequence[Commented]
    decision = RadiosField(
        "What do you decide?",
        [
            option("sign_off", "Sign off", hint="It is locked: nothing in it can be changed after this"),
            option("return", "Return to the lead", hint="Say below, or beside items, what needs to change"),
        ],
        required="Choose whether to sign off or return",
    )
    comments = LongTextField(
        "Comments",
        longest=4000,
        description="Needed when you return it, unless you commented on items. The lead sees them.",
    )
    agreed = CheckboxesField(
        "Judged better than the items make it",
        description="Needed to sign off. If you do not agree, return it.",
    )

    def on_items(self) -> list[tuple[Commented, str]]:
        """The comments on items that were typed."""
        return [(one, self[one.name].data) for one in self.items if self[one.name].data.strip()]


def sign_off_form(record: Record, judged: Sequence[Judged]) -> SignOffForm:
    """The form of a decision, with room for a comment beside each item."""
    items = _commented(record)
    fields: dict[str, Any] = {"items": items}
    fields |= {
        one.name: LongTextField(f"Comment on {one.item.title}", longest=LONGEST_COMMENT) for one in items
    }
    kind = type("OneSignOffForm", (SignOffForm,), fields)
    form: SignOffForm = kind()
    form.agreed.choices = [
        option(one.mark, f"{one.domain.title}: I agree with the judged grade") for one in judged
    ]
    return form


def _commented(record: Record) -> list[Commented]:
    """Every item once: what a household shares is commented on beside its first child."""
    found: dict[tuple[int, str], Commented] = {}
    for number, care in enumerate(record.cares, start=1):
        for _, area in record.areas(care):
            for item in record.items(care, area):
                answer = record.answer(care, item)
                holder = answer.profile if answer else care.profile_for(item)
                one = Commented(holder, item, comment_name(number, item.id))
                found.setdefault((holder.id, item.id), one)
    return list(found.values())


def comment_name(number: int, code: str) -> str:
    """The name of the field for a comment on an item of the care of this number."""
    return f"comment-{number}-{code}"


class StopForm(BaseForm):
    """Stopping a draft."""

    reason = LongTextField(
        "Why is this assessment stopped?", longest=2000, required="Enter why it is stopped"
    )


class AmendForm(BaseForm):
    """Beginning an amendment."""

    why = LongTextField(
        "What needs to change, and why?", longest=2000, required="Enter what needs to change, and why"
    )


class ErrorForm(BaseForm):
    """Recording an assessment as made in error."""

    reason = LongTextField(
        "Why was this recorded in error?",
        longest=2000,
        required="Enter why this was recorded in error",
        description="For example: the wrong child, or a test. If care was graded wrongly, amend it instead.",
    )


class HandOnForm(BaseForm):
    """Giving a draft to another lead."""

    to = SelectField("Who leads it from now on?", required="Choose who leads it from now on")
    words = LongTextField("Anything they should know", longest=2000, rows=3)


def hand_on_form(candidates: Sequence[Candidate]) -> HandOnForm:
    """The form of handing on, with those who could lead it."""
    form = HandOnForm()
    form.to.choices = [option(one.key, f"{one.name}, {one.team}") for one in candidates]
    return form
