"""The shape of what is typed on the pages of accounts."""

from collections.abc import Sequence
from typing import Any

from flask_security import LoginForm
from wtforms import Field, Form
from wtforms.validators import StopValidation

from gcp_tool.accounts.services import LONGEST_PASSWORD, PASSWORD_LENGTH
from gcp_tool.core.text import read_typed
from gcp_tool.models import Team, User
from gcp_tool.web.forms import (
    BaseForm,
    DatePartsField,
    Longest,
    PasswordField,
    RadiosField,
    SelectField,
    VersionedForm,
    option,
)

_HINT = (
    f"At least {PASSWORD_LENGTH} characters. Three unrelated words are easy to remember and hard to guess."
)


def _long_enough(_form: Form, field: Field) -> None:
    if len(field.data or "") < PASSWORD_LENGTH:
        raise StopValidation(f"New password must be {PASSWORD_LENGTH} characters or more")


def _same_again(form: Form, field: Field) -> None:
    if field.data != form["new_password"].data:
        raise StopValidation("The two new passwords must be the same")


class SignInForm(LoginForm):
    """An address and a password. Nobody is remembered: that would outlive every limit of a session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.remember
        self.email.data = read_typed(self.email.data or "").text
        if len(self.password.data or "") > LONGEST_PASSWORD:
            self.password.data = ""  # nobody's, and longer than a hash takes


class PasswordChangeForm(BaseForm):
    """A new password, and the present one to show who asks."""

    current_password = PasswordField(
        "Your password now", required="Enter your password now", validators=[Longest(LONGEST_PASSWORD)]
    )
    new_password = PasswordField(
        "New password",
        description=_HINT,
        required="Enter a new password",
        validators=[_long_enough, Longest(LONGEST_PASSWORD)],
    )
    confirm_password = PasswordField("New password again", validators=[_same_again])


class CoverForm(BaseForm):
    """Who stands in for a manager, for which team, from when to when."""

    team = RadiosField("Which team?", required="Choose the team")
    cover = SelectField("Who covers for you?", required="Choose who covers for you")
    first = DatePartsField("From", noun="The first day", required="Enter the first day")
    last = DatePartsField("To", noun="The last day", required="Enter the last day")


def cover_form(teams: Sequence[Team], people: Sequence[User]) -> CoverForm:
    """The form of cover. A team that is alone is chosen beforehand."""
    form = CoverForm(data={"team": teams[0].key} if len(teams) == 1 else {})
    form.team.choices = [option(team.key, team.name) for team in teams]
    form.cover.choices = [option(person.key, person.name) for person in people]
    return form


class EndCoverForm(VersionedForm):
    """Ending cover before its last day."""


class ConfirmForm(BaseForm):
    """A button and nothing else."""
