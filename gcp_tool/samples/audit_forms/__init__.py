"""The questions of audits, as data: a file a form, read and checked when the tool starts."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from gcp_tool.domain.errors import ToolError

FOLDER: Final = Path(__file__).parent
_ABOUT = ConfigDict(extra="forbid", frozen=True)


class QuestionKind(StrEnum):
    """How a question is answered: judged on a short list with words beside it, or in words alone."""

    JUDGED = "judged"
    WORDS = "words"


class AuditFormNotUsable(ToolError):
    """A form of an audit cannot be used; the message says which file is at fault and why."""


class Question(BaseModel):
    """One question of an audit."""

    model_config = _ABOUT

    code: Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,31}$")]
    ask: Annotated[str, Field(min_length=5, max_length=160)]
    hint: Annotated[str, Field(max_length=200)] = ""
    kind: QuestionKind = QuestionKind.JUDGED


class Part(BaseModel):
    """Questions under one heading."""

    model_config = _ABOUT

    title: Annotated[str, Field(min_length=3, max_length=80)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class AuditQuestions(BaseModel):
    """A form of an audit: what it is called, what it is about, and its questions."""

    model_config = _ABOUT

    title: Annotated[str, Field(min_length=3, max_length=80)]
    about: Annotated[str, Field(min_length=10, max_length=300)]
    sections: Annotated[tuple[Part, ...], Field(min_length=1)]

    @property
    def questions(self) -> Sequence[Question]:
        """All its questions, in order."""
        return [question for part in self.sections for question in part.questions]


def load_audit_forms(folder: Path = FOLDER) -> Mapping[str, AuditQuestions]:
    """The forms of a folder by code, which is the name of the file: `neglect-audit-1`.

    Raises:
        AuditFormNotUsable: a file cannot be read, or something in it is wrong: the first fault is named.
    """
    return {path.stem: _load(path) for path in sorted(folder.glob("*.yaml"))}


def _load(path: Path) -> AuditQuestions:
    try:
        form = AuditQuestions.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except YAMLError as error:
        raise AuditFormNotUsable(f"{path.name} is not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        place = ", ".join(str(part) for part in fault["loc"]) or "the whole file"
        raise AuditFormNotUsable(f"{path.name}, {place}: {fault['msg']}.") from error
    codes = [question.code for question in form.questions]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise AuditFormNotUsable(f"{path.name}: the question “{twice[0]}” is there twice.")
    return form


AUDIT_FORMS: Final = load_audit_forms()


def latest_forms(forms: Mapping[str, AuditQuestions] = AUDIT_FORMS) -> Mapping[str, AuditQuestions]:
    """The newest edition of each form: what a new sample may use."""
    newest: dict[str, tuple[int, str]] = {}
    for code in forms:
        name, _, edition = code.rpartition("-")
        newest[name] = max(newest.get(name, (0, "")), (int(edition), code))
    return {code: forms[code] for _, code in newest.values()}
