"""Forms about the people of a family: added, changed, gone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import Form

from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.content import BABY_DUE, NO, ROLE_WORDS, YES
from gcp_tool.families.forms.fields import (
    DATE_EXAMPLE,
    DUE,
    NhsNumberField,
    birth_on_field,
    born_field,
    check_birth,
    expected_birth_on_field,
    family_name_field,
    forget,
    given_name_field,
    household_field,
    more_fields,
    need,
)
from gcp_tool.families.services.details import NOT_KNOWN, PersonDetails
from gcp_tool.web.forms import (
    BaseForm,
    DatePartsField,
    HiddenField,
    LongTextField,
    RadiosField,
    TextField,
    VersionedForm,
    option,
)

_INTERPRETER = {YES: True, NO: False}


class SameAsField(RadiosField):
    """One of the people who were found; which they are is known only after the shape of the rest was checked."""

    def pre_validate(self, _form: Form) -> None:
        """Any choice has the shape; the route holds it against the people found."""


class _Person:
    """The fields of everybody, as a service takes them."""

    given_name: TextField
    family_name: TextField
    birth_on: DatePartsField
    nhs_number: NhsNumberField
    upn: TextField
    la_child_id: TextField
    language: TextField
    interpreter: RadiosField
    needs: LongTextField
    safe_contact: LongTextField

    def details_due(self, expected_birth_on: date | None) -> PersonDetails:
        """What was typed, with the date a baby is due."""
        return PersonDetails(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            birth_on=self.birth_on.data,
            expected_birth_on=expected_birth_on,
            nhs_number=self.nhs_number.data,
            upn=self.upn.data,
            la_child_id=self.la_child_id.data,
            language=self.language.data,
            interpreter=_INTERPRETER.get(self.interpreter.data or NOT_KNOWN),
            needs=self.needs.data,
            safe_contact=self.safe_contact.data,
        )


class AddPersonForm(_Person, BaseForm):
    """A person who joins a family."""

    kind = RadiosField(
        "Who are you adding?",
        [
            option(MemberRole.CHILD.value, "Child who is born"),
            option(DUE, BABY_DUE),
            option(MemberRole.MAIN_CARER.value, ROLE_WORDS[MemberRole.MAIN_CARER]),
            option(MemberRole.SECOND_CARER.value, ROLE_WORDS[MemberRole.SECOND_CARER]),
            option(MemberRole.OTHER.value, ROLE_WORDS[MemberRole.OTHER]),
        ],
        required="Choose who you are adding",
    )
    expected_birth_on = expected_birth_on_field()
    given_name = given_name_field()
    family_name = family_name_field()
    birth_on = birth_on_field(description=f"{DATE_EXAMPLE}. Not for a baby due; for an adult if you know it")
    household = household_field(
        "Which home do they live in?", "A short name such as Home or Dad’s, not the address"
    )
    started_on = DatePartsField(
        "In this family since (optional)", noun="The date", description="Leave it empty for today"
    )
    nhs_number, upn, la_child_id, language, interpreter, needs, safe_contact = more_fields()
    same_as = SameAsField("Is it one of these people?")
    looked_at = HiddenField()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """A baby due has the date; a child who is born is asked for theirs by the service."""
        super().validate(extra_validators)
        if self.kind.data == DUE:
            need(self.expected_birth_on, "Enter the date the baby is due")
        else:
            forget(self.expected_birth_on)
        return not self.errors

    @property
    def role(self) -> MemberRole:
        """As what the person joins."""
        return MemberRole.CHILD if self.kind.data == DUE else MemberRole(str(self.kind.data))

    def details(self) -> PersonDetails:
        """What was typed, as the service takes it."""
        return self.details_due(self.expected_birth_on.data)


class ChangeChildForm(_Person, VersionedForm):
    """What is recorded about a child, born or due."""

    given_name = given_name_field()
    family_name = family_name_field()
    born = born_field()
    birth_on = birth_on_field()
    expected_birth_on = expected_birth_on_field()
    nhs_number, upn, la_child_id, language, interpreter, needs, safe_contact = more_fields()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """The date that belongs to the choice must be given; a baby who is born is not due any more."""
        super().validate(extra_validators)
        check_birth(self)
        return not self.errors

    def details(self) -> PersonDetails:
        """What was typed, as the service takes it."""
        return self.details_due(self.expected_birth_on.data)


class ChangeAdultForm(_Person, VersionedForm):
    """What is recorded about an adult."""

    given_name = given_name_field()
    family_name = family_name_field()
    birth_on = birth_on_field("Date of birth (optional)")
    nhs_number, upn, la_child_id, language, interpreter, needs, safe_contact = more_fields()

    def details(self) -> PersonDetails:
        """What was typed, as the service takes it."""
        return self.details_due(None)


class LeaveForm(BaseForm):
    """Since when somebody is no longer in the family."""

    ended_on = DatePartsField(
        "Last day in the family",
        noun="The last day in the family",
        required="Enter the last day in the family",
        description=DATE_EXAMPLE,
    )
