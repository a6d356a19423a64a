"""The questions of a review, as data: read from a file beside this module and checked when the tool starts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from gcp_tool.domain.errors import ToolError

FILE: Final = Path(__file__).with_name("questions.yaml")
_Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,31}$")]


class QuestionsNotUsable(ToolError):
    """The file of questions cannot be used; the message says what is at fault."""


class Question(BaseModel):
    """A question, with what helps to answer it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: _Code
    words: Annotated[str, Field(min_length=5, max_length=120)]
    hint: Annotated[str, Field(max_length=200)] = ""


class QuestionForm(BaseModel):
    """The questions that are asked together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,31}$")]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class QuestionForms:
    """Every form there ever was; the last is the one in use."""

    def __init__(self, forms: Sequence[QuestionForm]) -> None:
        self._by_code = {one.form: one for one in forms}
        self.current = forms[-1]

    def words_of(self, form: str, code: str) -> str:
        """A question as the form asked it; one that the file has lost is told by its code."""
        asked = self._by_code[form].questions if form in self._by_code else ()
        return next((one.words for one in asked if one.code == code), code.replace("_", " ").capitalize())


def load_questions(path: Path = FILE) -> QuestionForms:
    """The questions of a file.

    Raises:
        QuestionsNotUsable: the file is missing or something in it is wrong: the first fault is named.
    """
    try:
        listed = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        forms = TypeAdapter(list[QuestionForm]).validate_python(listed)
    except OSError as error:
        raise QuestionsNotUsable(f"The questions of a review are missing: {path.name}.") from error
    except YAMLError as error:
        raise QuestionsNotUsable(f"{path.name} is not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        place = ", ".join(str(part) for part in fault["loc"]) or "the whole file"
        raise QuestionsNotUsable(f"{path.name}, {place}: {fault['msg']}.") from error
    _check_together(path, forms)
    return QuestionForms(forms)


def _check_together(path: Path, forms: Sequence[QuestionForm]) -> None:
    """There is a form, and no code stands for two."""
    if not forms:
        raise QuestionsNotUsable(f"{path.name} holds no form.")
    for codes in ([one.form for one in forms], *([q.code for q in one.questions] for one in forms)):
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise QuestionsNotUsable(f"{path.name}: “{twice[0]}” is there twice.")


QUESTIONS: Final = load_questions()
