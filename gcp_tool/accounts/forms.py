"""The shape of what is typed on the pages of accounts."""

from wtforms import Field, Form
from wtforms.validators import StopValidation

from gcp_tool.accounts.services import PASSWORD_LENGTH
from gcp_tool.web.forms import BaseForm, PasswordField

_HINT = (
    f"At least {PASSWORD_LENGTH} characters. Three unrelated words are easy to remember and hard to guess."
)


def _long_enough(_form: Form, field: Field) -> None:
    if len(field.data or "") < PASSWORD_LENGTH:
        raise StopValidation(f"New password must be {PASSWORD_LENGTH} characters or more")


def _same_again(form: Form, field: Field) -> None:
    if field.data != form["new_password"].data:
        raise StopValidation("The two new passwords must be the same")


class PasswordChangeForm(BaseForm):
    """A new password, and the present one to show who asks."""

    current_password = PasswordField("Your password now", required="Enter your password now")
    new_password = PasswordField(
        "New password",
        description=_HINT,
        required="Enter a new password",
        validators=[_long_enough],
    )
    confirm_password = PasswordField("New password again", validators=[_same_again])


class ConfirmForm(BaseForm):
    """A button and nothing else."""
