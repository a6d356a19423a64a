"""Forms about a family: looked for, registered, changed, allocated."""

from collections.abc import Mapping, Sequence
from typing import Any

from gcp_tool.families.content import DIFFERENT, HOME, NO, YES
from gcp_tool.families.forms.fields import (
    LONGEST_LABEL,
    LONGEST_NUMBER,
    birth_on_field,
    born_field,
    check_birth,
    expected_birth_on_field,
    family_name_field,
    given_name_field,
    household_field,
    nhs_number_field,
)
from gcp_tool.families.services.details import PersonDetails
from gcp_tool.families.services.register import NewFamily
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    HiddenField,
    RadiosField,
    SelectField,
    TextField,
    VersionedForm,
    option,
)


class SearchForm(BaseForm):
    """What to look for."""

    words = TextField(
        "Name, family, reference or NHS number",
        longest=200,
        description="Part of a name is enough. Names that sound alike are found too",
    )
    birth_on = birth_on_field("Date of birth (optional)")

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Something must be given to look for."""
        super().validate(extra_validators)
        if not self.words.data and self.birth_on.data is None and not self.errors:
            self.words.errors = ["Enter a name, a reference, an NHS number or a date of birth"]
        return not self.errors


class RegisterForm(BaseForm):
    """A family with its first child and main carer."""

    label = TextField(
        "What is the family called?",
        required="Enter what the family is called",
        longest=LONGEST_LABEL,
        description="Usually the last name. It is shown in lists",
    )
    area = TextField(
        "Area (optional)", longest=LONGEST_LABEL, description="A ward or neighbourhood, not the address"
    )
    team = SelectField("Which team holds the family?", required="Choose the team that holds the family")
    ref = TextField(
        "Reference in your case system (optional)",
        longest=LONGEST_NUMBER,
        description="Leave it empty and one is made",
    )
    child_born = born_field()
    child_birth_on = birth_on_field(noun="The child’s date of birth")
    child_expected_birth_on = expected_birth_on_field()
    child_given_name = given_name_field()
    child_family_name = family_name_field()
    child_nhs_number = nhs_number_field()
    household = household_field(
        "Which home does the child live in?",
        "A short name such as Home or Dad’s, not the address. Leave Home if there is one only",
    )
    carer_given_name = given_name_field()
    carer_family_name = family_name_field()
    carer_birth_on = birth_on_field(
        "Date of birth (optional)", "For example, 27 3 1991", noun="The main carer’s date of birth"
    )
    different = CheckboxesField(
        "Is yours one of these families?", [option(DIFFERENT, "I have looked: this is a different family")]
    )
    looked_at = HiddenField()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """The date that belongs to the choice must be given."""
        super().validate(extra_validators)
        check_birth(self, "child_")
        return not self.errors

    def new_family(self) -> NewFamily:
        """What was typed, as the service takes it."""
        child = PersonDetails(
            given_name=self.child_given_name.data,
            family_name=self.child_family_name.data,
            birth_on=self.child_birth_on.data,
            expected_birth_on=self.child_expected_birth_on.data,
            nhs_number=self.child_nhs_number.data,
        )
        carer = PersonDetails(
            given_name=self.carer_given_name.data,
            family_name=self.carer_family_name.data,
            birth_on=self.carer_birth_on.data,
        )
        return NewFamily(
            self.label.data, self.area.data, self.ref.data, self.household.data or HOME, child, carer
        )


class FamilyForm(VersionedForm):
    """What a family is called and where it lives."""

    label = TextField(
        "What is the family called?",
        required="Enter what the family is called",
        longest=LONGEST_LABEL,
        description="Usually the last name. It is shown in lists",
    )
    area = TextField(
        "Area (optional)", longest=LONGEST_LABEL, description="A ward or neighbourhood, not the address"
    )


class HeldFamilyForm(FamilyForm):
    """The same for the manager of the team that holds the family, who also says who holds it."""

    team = SelectField("Which team holds the family?", required="Choose the team that holds the family")
    restricted = RadiosField(
        "Who may open this family?",
        [
            option(NO, "Those who usually may"),
            option(
                YES,
                "Only its workers and their manager",
                hint="For a family of a colleague, or where being found would put somebody at risk",
            ),
        ],
        required="Choose who may open this family",
    )


class AllocateForm(VersionedForm):
    """Who works with the family. Its `version` is the allocation that was shown."""

    worker = RadiosField("Who will work with this family?", required="Choose a worker")
