"""The forms kit: a base form that loses nothing typed, and fields in GOV.UK's markup and wording."""

from gcp_tool.web.forms.base import BaseForm, VersionedForm
from gcp_tool.web.forms.dates import DatePartsField, parts_of, read_date, typed_as
from gcp_tool.web.forms.fields import (
    CheckboxesField,
    HiddenField,
    LongTextField,
    PasswordField,
    RadiosField,
    SelectField,
    TextField,
    option,
)
from gcp_tool.web.forms.problems import ErrorLink, error_list
from gcp_tool.web.forms.rules import Longest, Required
from gcp_tool.web.forms.widgets import (
    CharacterCount,
    Checkboxes,
    DateInput,
    Hidden,
    Password,
    Radios,
    Select,
    Text,
    TextArea,
)

__all__ = [
    "BaseForm",
    "CharacterCount",
    "Checkboxes",
    "CheckboxesField",
    "DateInput",
    "DatePartsField",
    "ErrorLink",
    "Hidden",
    "HiddenField",
    "LongTextField",
    "Longest",
    "Password",
    "PasswordField",
    "Radios",
    "RadiosField",
    "Required",
    "Select",
    "SelectField",
    "Text",
    "TextArea",
    "TextField",
    "VersionedForm",
    "error_list",
    "option",
    "parts_of",
    "read_date",
    "typed_as",
]
