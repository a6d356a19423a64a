"""The fields that several forms of families have, each made fresh so that it stands in its place."""

from wtforms import Field, Form
from wtforms.validators import StopValidation

from gcp_tool.families.content import BABY_DUE, NO, YES
from gcp_tool.families.numbers import clean_nhs_number
from gcp_tool.families.services.details import NOT_KNOWN
from gcp_tool.web.forms import BaseForm, DatePartsField, LongTextField, RadiosField, TextField, option

BORN, DUE = "born", "due"
LONGEST_NAME, LONGEST_LABEL, LONGEST_NUMBER, LONGEST_NOTE = 100, 100, 40, 2000
DATE_EXAMPLE = "For example, 27 3 2019"


class NhsNumberField(TextField):
    """An NHS number, however it is spaced; checked by its last digit."""

    def pre_validate(self, _form: Form) -> None:
        """Raises StopValidation when it is not an NHS number."""
        try:
            clean_nhs_number(self.data)
        except ValueError as error:
            raise StopValidation(str(error)) from None


def given_name_field() -> TextField:
    """The first name; a baby due may have none yet."""
    return TextField("First name", longest=LONGEST_NAME)


def family_name_field() -> TextField:
    """The last name."""
    return TextField("Last name", longest=LONGEST_NAME)


def birth_on_field(
    label: str = "Date of birth", description: str = DATE_EXAMPLE, *, noun: str = "Date of birth"
) -> DatePartsField:
    """The date of birth; `noun` begins the messages about it."""
    return DatePartsField(label, noun=noun, description=description)


def expected_birth_on_field() -> DatePartsField:
    """The date a baby is due."""
    return DatePartsField("When is the baby due?", noun="The date the baby is due")


def nhs_number_field() -> NhsNumberField:
    """The NHS number, where it is known."""
    return NhsNumberField(
        "NHS number (optional)", longest=LONGEST_NUMBER, description="10 digits, like 943 476 5919"
    )


def household_field(label: str, description: str) -> TextField:
    """The name of a home: people of one home share one name."""
    return TextField(
        label,
        required="Give the home a name, for example Home",
        longest=60,
        description=description,
    )


def born_field() -> RadiosField:
    """Whether a child is born, which says what date is asked for."""
    choices = [option(BORN, "The child is born"), option(DUE, BABY_DUE)]
    return RadiosField("Is the child born?", choices, required="Choose whether the child is born")


def check_birth(form: BaseForm, prefix: str = "") -> None:
    """The date that was chosen must be given; the other one, out of sight, does not count."""
    born, due = form[f"{prefix}birth_on"], form[f"{prefix}expected_birth_on"]
    chosen = form[f"{prefix}born"].data
    if chosen == BORN:
        need(born, "Enter the child’s date of birth")
        forget(due)
    if chosen == DUE:
        need(due, "Enter the date the baby is due")
        forget(born)


def need(field: Field, message: str) -> None:
    """Something must be given; what is wrong with it already says more."""
    if field.data is None and not field.errors:
        field.errors = [message]


def forget(field: Field) -> None:
    """What is in a field that is out of sight does not count, and is not complained of."""
    field.data, field.errors = None, []


MoreFields = tuple[NhsNumberField, TextField, TextField, TextField, RadiosField, LongTextField, LongTextField]


def more_fields() -> MoreFields:
    """What may be recorded about anybody, beside the name and the date of birth; fresh, to stand in their order."""
    return (
        nhs_number_field(),
        TextField(
            "Unique pupil number (optional)",
            longest=LONGEST_NUMBER,
            description="From the school: a letter and 12 digits",
        ),
        TextField("Local authority child number (optional)", longest=LONGEST_NUMBER),
        TextField("First language (optional)", longest=LONGEST_NAME),
        RadiosField(
            "Is an interpreter needed? (optional)",
            [option(YES, "Yes"), option(NO, "No"), option(NOT_KNOWN, "Not known")],
        ),
        LongTextField(
            "Communication needs (optional)",
            longest=LONGEST_NOTE,
            rows=3,
            description="For example hearing, sight, reading, signing, pictures",
        ),
        LongTextField(
            "Safe contact (optional)",
            longest=LONGEST_NOTE,
            rows=3,
            description="How it is safe to get in touch, and what could put somebody at risk",
        ),
    )
