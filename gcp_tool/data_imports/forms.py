"""The shape of what is sent from the pages of imports."""

from collections.abc import Sequence
from typing import Any

import wtforms
from werkzeug.datastructures import FileStorage
from wtforms import Field, Form
from wtforms.validators import StopValidation

from gcp_tool.core.text import LONGEST_TEXT
from gcp_tool.data_imports.columns import NEEDED
from gcp_tool.data_imports.content import LABELS
from gcp_tool.data_imports.mapping import Headings
from gcp_tool.data_imports.mappings import LONGEST_NAME
from gcp_tool.models import ColumnMapping
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    HiddenField,
    LongTextField,
    SelectField,
    TextField,
    option,
)
from gcp_tool.web.forms.widgets import GovukWidget

LEAVE_OUT = "leave-out"
CREATE = "create"
MOST_COLUMNS = 60
_ADD_HINT = "Without this, every row of a family or person who is not on record here is named as wrong"
_NOT_CHOSEN = "Choose what this column is, or leave it out"


class _FileUpload(GovukWidget):
    """A file to choose."""

    component = "file-upload"


class UploadField(wtforms.FileField):
    """A file that was chosen."""

    widget = _FileUpload(attributes={"accept": ".csv,.xlsx"})

    def pre_validate(self, _form: Form) -> None:
        """Raises StopValidation when none was."""
        if not isinstance(self.data, FileStorage) or not self.data.filename:
            raise StopValidation("Choose a CSV file or an Excel workbook")

    def read(self) -> bytes:
        """What is in it."""
        content: bytes = self.data.read()
        return content


class UploadForm(BaseForm):
    """A spreadsheet, and how it is to be read."""

    file = UploadField("Your spreadsheet", description="A CSV file or an Excel workbook (.xlsx), up to 2 MB")
    missing = CheckboxesField(
        "Families and people",
        [option(CREATE, "Add those who are not on record here", hint=_ADD_HINT)],
    )
    mapping = SelectField("How the columns are named (optional)", blank="As in the guide, or match them next")


def upload_form(mappings: Sequence[ColumnMapping]) -> UploadForm:
    """The form, with the mappings that were saved."""
    form = UploadForm()
    form.mapping.choices = [option(mapping.key, mapping.name) for mapping in mappings]
    return form


class ColumnsForm(BaseForm):
    """What each column of a spreadsheet is, and a name to save that under."""

    headings: Sequence[str] = ()
    save_as = TextField(
        "Name for this way of naming columns (optional)",
        longest=LONGEST_NAME,
        description="Give a name if you will import more spreadsheets like this one",
    )

    @property
    def columns(self) -> list[Field]:
        """The field of each heading, in order."""
        return [self[f"column-{number}"] for number in range(len(self.headings))]

    @property
    def matched(self) -> Headings:
        """What was chosen."""
        pairs = list(zip(self.headings, (field.data for field in self.columns), strict=True))
        matched = {ours: theirs for theirs, ours in pairs if ours and ours != LEAVE_OUT}
        return Headings(matched, [theirs for theirs, ours in pairs if ours == LEAVE_OUT])

    def check(self) -> bool:
        """Whether each column was chosen once, and every one that is needed was."""
        good = self.validate()
        chosen: set[str] = set()
        for field in self.columns:
            if field.data in chosen and field.data != LEAVE_OUT:
                field.errors = [f"“{LABELS[field.data]}” is chosen for another column too"]
            chosen.add(field.data or "")
        missing = [LABELS[name] for name in NEEDED if name not in chosen]
        if missing:
            self.form_errors.append(f"No column was chosen for: {', '.join(missing)}")
        return good and not self.errors


def columns_form(headings: Sequence[str], guessed: Headings) -> ColumnsForm:
    """A form with a choice for each heading, what can be told from it chosen already."""
    choices = [option(name, label) for name, label in LABELS.items()]
    choices.append(option(LEAVE_OUT, "Leave this column out"))
    known = {theirs: ours for ours, theirs in guessed.matched.items()}
    fields: dict[str, Any] = {
        f"column-{number}": SelectField(
            heading, choices, required=_NOT_CHOSEN, default=known.get(heading), blank="Choose"
        )
        for number, heading in enumerate(headings)
    }
    made: type[ColumnsForm] = type("ColumnsOfFile", (ColumnsForm,), fields | {"headings": tuple(headings)})
    return made()


class ConfirmForm(BaseForm):
    """That what was shown is to be imported: of the same file."""

    sha256 = HiddenField()


class UndoForm(BaseForm):
    """Why an import is undone."""

    reason = LongTextField(
        "Why is this import undone?",
        required="Enter why this import is undone",
        longest=min(2000, LONGEST_TEXT),
    )
