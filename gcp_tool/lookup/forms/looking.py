"""Whom to look up: a name with a date of birth, or a number."""

from collections.abc import Mapping, Sequence
from typing import Any

from gcp_tool.families.forms.fields import (
    LONGEST_NUMBER,
    birth_on_field,
    family_name_field,
    given_name_field,
    nhs_number_field,
)
from gcp_tool.families.identity import Identity
from gcp_tool.families.numbers import clean_nhs_number
from gcp_tool.web.forms import BaseForm, TextField


class LookUpForm(BaseForm):
    """A child or an adult to look up."""

    given_name = given_name_field()
    family_name = family_name_field()
    birth_on = birth_on_field()
    nhs_number = nhs_number_field()
    la_child_id = TextField("Local authority child number (optional)", longest=LONGEST_NUMBER)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """A name with a date of birth must be given, or a number."""
        super().validate(extra_validators)
        if not self.errors and not (self.nhs_number.data or self.la_child_id.data):
            self._need_name_and_birth()
        return not self.errors

    def _need_name_and_birth(self) -> None:
        if not self.given_name.data:
            self.given_name.errors = ["Enter the first name, or a number"]
        if not self.family_name.data:
            self.family_name.errors = ["Enter the last name, or a number"]
        if self.birth_on.data is None:
            self.birth_on.errors = ["Enter the date of birth, or a number"]

    def identity(self) -> Identity:
        """Whom to look for. The form was found valid before."""
        return Identity(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            birth_on=self.birth_on.data,
            nhs_number=clean_nhs_number(self.nhs_number.data),
            la_child_id=self.la_child_id.data or None,
        )
