"""The forms every other form is made from: text made safe, nothing sent twice, nobody overwritten."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms import PasswordField as AnyPasswordField

from gcp_tool.core.text import LONGEST_TEXT, TypedText, read_typed
from gcp_tool.domain.errors import Invalid, Theirs
from gcp_tool.web.forms.conflicts import Difference, differences
from gcp_tool.web.forms.fields import OnceField, VersionField
from gcp_tool.web.forms.problems import ErrorLink, error_list, is_hidden, leaves
from gcp_tool.web.forms.rules import NOT_WHOLE, cannot_be_kept, too_long

Posted = MultiDict[str, Any]


class BaseForm(FlaskForm):
    """A form that checks shape only: it neither asks the database nor saves.

    Every text sent to it is normalised before a field sees it. Text that cannot be kept is refused at its
    field and shown again, made safe. A post of any shape is answered with messages; none raises.
    """

    once = OnceField()

    class Meta(FlaskForm.Meta):
        """How what was sent reaches the fields."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Posted | None:
            """What was sent, made safe; None when the form is shown for the first time.

            Anything but a set of values (Flask-WTF's marker for "not given") means: look at the request.
            JSON is never a form.
            """
            form.bad_texts = {}
            if formdata is not None and not hasattr(formdata, "getlist"):
                formdata = _of_the_request() if form.is_submitted() else None
            return None if formdata is None else safe_values(form, formdata)

    bad_texts: dict[str, TypedText]

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whether the shape of everything is good; what is not says so at its field."""
        is_good = super().validate(extra_validators)
        bad = [field for field in leaves(self) if field.name in self.bad_texts]
        for field in bad:
            field.errors = [_why_refused(field, self.bad_texts[field.name])]
        return is_good and not bad

    def error_list(self) -> list[ErrorLink]:
        """The lines of the error summary."""
        return error_list(self)

    def add_problems(self, error: Invalid) -> None:
        """Show what a rule refused at the fields it names; the rest goes to the top of the page."""
        fields = {field.name: field for field in leaves(self) if not is_hidden(field)}
        for name, message in error.problems.items():
            if name in fields:
                fields[name].errors = [*fields[name].errors, message]
            else:
                self.form_errors.append(message)


class VersionedForm(BaseForm):
    """A form over a record that somebody else may change meanwhile. Give it the record's `version`."""

    version = VersionField()
    conflict: Theirs | None = None

    def with_conflict(self, theirs: Theirs) -> None:
        """Keep what was typed beside what somebody else saved; sent again, what was typed wins."""
        self.conflict = theirs
        self.version.data = theirs.version

    @property
    def differences(self) -> list[Difference]:
        """The fields in which both texts differ; empty when there is no conflict."""
        return differences(leaves(self), self.conflict.fields) if self.conflict else []


def safe_values(form: BaseForm, sent: Posted) -> Posted:
    """What was sent with every text normalised; what cannot be kept is noted on the form by name."""
    passwords = {field.name for field in form if isinstance(field, AnyPasswordField)}
    values: list[tuple[str, Any]] = []
    for name, value in sent.items(multi=True):
        if not isinstance(value, str):
            values.append((name, value))
            continue
        typed = read_typed(value, trim=name not in passwords)
        values.append((name, typed.text))
        if not typed.is_good:
            form.bad_texts.setdefault(name, typed)
    return MultiDict(values)


def _of_the_request() -> Posted:
    return MultiDict([*request.form.items(multi=True), *request.files.items(multi=True)])


def _why_refused(field: Field, typed: TypedText) -> str:
    if isinstance(field, OnceField | VersionField):
        return NOT_WHOLE  # nobody typed it, so no words about its characters
    return cannot_be_kept(field) if typed.cannot_be_kept else too_long(field, typed.too_many, LONGEST_TEXT)
