"""The kinds of event, as data: read from a file beside this module and checked when the tool starts."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from gcp_tool.domain.errors import ToolError
from gcp_tool.domain.marks import Shape

FILE: Final = Path(__file__).with_name("event_types.yaml")
OTHER: Final = "other"
# what the timeline draws besides events
_TAKEN: Final[Mapping[tuple[Shape, bool], str]] = {
    (Shape.CIRCLE, False): "a reading",
    (Shape.CIRCLE, True): "a reading that awaits sign-off",
    (Shape.TRIANGLE_RIGHT, False): "a referral",
    (Shape.TRIANGLE_RIGHT, True): "a referral without further action",
    (Shape.PLUS, True): "support that was offered",
    (Shape.THIN_DIAMOND, True): "a six-month review",
    (Shape.CROSS, True): "an event of a kind that is gone",
}


class About(StrEnum):
    """Whom an event can be about."""

    CHILD = "child"
    PERSON = "person"
    ANYONE = "anyone"
    FAMILY = "family"


class EventLane(StrEnum):
    """The row of the chart that an event stands in."""

    MISSED = "missed"
    CONTACT = "contact"
    HAPPENED = "happened"


class EventTypesNotUsable(ToolError):
    """The file of event types cannot be used; the message says which entry is at fault."""


class EventType(BaseModel):
    """A kind of event: what it is called, whom it is about and how it is drawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,31}$")]
    words: Annotated[str, Field(min_length=2, max_length=60)]
    hint: Annotated[str, Field(max_length=120)] = ""
    about: About
    lane: EventLane
    shape: Shape
    hollow: bool = False
    retired: bool = False


class EventTypes:
    """The kinds of event there are, in the order of the file."""

    def __init__(self, types: Sequence[EventType]) -> None:
        self._by_code = {one.code: one for one in types}

    @property
    def offered(self) -> Sequence[EventType]:
        """Those that can be chosen."""
        return [one for one in self._by_code.values() if not one.retired]

    @property
    def codes(self) -> Sequence[str]:
        """The codes of those that can be chosen."""
        return [one.code for one in self.offered]

    def find(self, code: str) -> EventType | None:
        """The kind of this code, retired ones too; None when the file does not know it."""
        return self._by_code.get(code)

    def words_of(self, code: str) -> str:
        """What the screen says; a kind that the file has lost is told by its code."""
        found = self.find(code)
        return found.words if found else code.replace("_", " ").capitalize()


def load_event_types(path: Path = FILE) -> EventTypes:
    """The kinds of event of a file.

    Raises:
        EventTypesNotUsable: the file is missing or something in it is wrong: the first fault is named.
    """
    try:
        listed = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        types = TypeAdapter(list[EventType]).validate_python(listed)
    except OSError as error:
        raise EventTypesNotUsable(f"The list of event types is missing: {path.name}.") from error
    except YAMLError as error:
        raise EventTypesNotUsable(f"{path.name} is not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise EventTypesNotUsable(_first_fault(path, error)) from error
    _check_together(path, types)
    return EventTypes(types)


def _first_fault(path: Path, error: ValidationError) -> str:
    fault = error.errors()[0]
    place = [f"entry {part + 1}" if isinstance(part, int) else part for part in fault["loc"]]
    return f"{path.name}, {', '.join(place) or 'the whole file'}: {fault['msg']}."


def _check_together(path: Path, types: Sequence[EventType]) -> None:
    """No code and no drawing stands for two kinds, and there is a kind for whatever fits no other."""
    for one in ("code", "words"):
        values = [getattr(kind, one) for kind in types]
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise EventTypesNotUsable(f"{path.name}: the {one} “{twice[0]}” is there twice.")
    looks = dict(_TAKEN)
    for kind in types:
        same = looks.setdefault((kind.shape, kind.hollow), kind.code)
        if same != kind.code:
            raise EventTypesNotUsable(f"{path.name}: {same} and {kind.code} would be drawn alike.")
    if OTHER not in {kind.code for kind in types if not kind.retired}:
        raise EventTypesNotUsable(f"{path.name}: there must be a kind “{OTHER}” for what fits no other.")


EVENT_TYPES: Final = load_event_types()
