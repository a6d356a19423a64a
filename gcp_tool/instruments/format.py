"""The shape of a tool file: its names, what each may hold, and the words for what does not fit.

What must agree across a file lives in `checks`. In a file, scale values stand as people see them.
"""

from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.instrument import RULE_NAMES
from gcp_tool.domain.vocabulary import AgeBand, NeglectType
from gcp_tool.instruments.source import Location

_SEGMENT = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
CODE_PATTERN = f"^{_SEGMENT}$"
VERSION_PATTERN = r"^(?:0|[1-9][0-9]{0,3})\.(?:0|[1-9][0-9]{0,3})$"
_AREA_PATTERN = rf"^{_SEGMENT}\.{_SEGMENT}$"
_ITEM_PATTERN = rf"^{_SEGMENT}\.{_SEGMENT}\.{_SEGMENT}$"
_RULE_PATTERN = f"^(?:{'|'.join(RULE_NAMES)})$"

Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN, max_length=60)]
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN)]
AreaId = Annotated[str, StringConstraints(pattern=_AREA_PATTERN, max_length=100)]
ItemId = Annotated[str, StringConstraints(pattern=_ITEM_PATTERN, max_length=150)]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _text(longest: int) -> object:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Title = Annotated[str, _text(80), AfterValidator(_on_one_line)]
Words = Annotated[str, _text(600), AfterValidator(_on_one_line)]
Descriptors = dict[StrictInt, Words]
Bands = Annotated[tuple[AgeBand, ...], Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LevelPart(_Part):
    """One level of the scale; levels stand from best to worst."""

    value: StrictInt
    label: Title
    meaning: Words


class ScalePart(_Part):
    """The scale. Concern and serious are named by value."""

    levels: Annotated[tuple[LevelPart, ...], Field(min_length=2, max_length=10)]
    concern_from: StrictInt
    serious_from: StrictInt


class CombiningPart(_Part):
    """The combining rule; the override is named by value and needed only by the rules that have one."""

    rule: Annotated[str, StringConstraints(pattern=_RULE_PATTERN)]
    override_from: StrictInt | None = None


class ChangePart(_Part):
    """The numbers of the change rule; from where care is a concern is said by the scale."""

    kept_after_months: StrictInt
    drift_after_months: StrictInt
    tolerance_days: StrictInt
    rescore_every_months: StrictInt
    overdue_after_days: StrictInt
    up_and_down_months: StrictInt
    up_and_down_reversals: StrictInt
    settled_after_months: StrictInt

    @model_validator(mode="after")
    def _must_make_a_rule(self) -> Self:
        """Let the change rule say which numbers make no sense together."""
        ChangeRule(**self.model_dump())
        return self


class WordingPart(_Part):
    """Descriptors that replace an item's own for some age bands."""

    bands: Bands
    descriptors: Descriptors


class ItemPart(_Part):
    """What is graded, with a descriptor for each value of the scale."""

    id: ItemId
    title: Title
    question: Words | None = None
    household: StrictBool = False
    immediate: StrictBool = False
    applies_to: Bands
    descriptors: Descriptors | None = None
    by_band: tuple[WordingPart, ...] = ()


class AreaPart(_Part):
    """Items that make one grade."""

    id: AreaId
    title: Title
    items: Annotated[tuple[ItemPart, ...], Field(min_length=1)]


class DomainPart(_Part):
    """Areas that make one grade."""

    id: Code
    title: Title
    neglect_type: NeglectType
    areas: Annotated[tuple[AreaPart, ...], Field(min_length=1)]


class ToolFile(_Part):
    """A whole tool file."""

    code: Code
    version: Version
    title: Title
    licence: Words
    headings_only: StrictBool = False
    comparable_with: tuple[Version, ...] = ()
    scale: ScalePart
    combining: CombiningPart
    change: ChangePart
    domains: Annotated[tuple[DomainPart, ...], Field(min_length=1)]


_SENTENCES = {
    "missing": "{name} is missing.",
    "extra_forbidden": "{name} is not a name that the format has here.",
    "string_type": "{name} must be text; put a number that is meant as text in quotes.",
    "string_too_short": "{name} is empty.",
    "string_too_long": "{name} is too long: {max_length} characters at most.",
    "int_type": "{name} must be a whole number.",
    "bool_type": "{name} must be true or false.",
    "enum": "{name} must be one of {expected}.",
    "tuple_type": "{name} must be a list, a line each, starting with a dash.",
    "dict_type": "{name} must be a mapping of names to what they hold.",
    "model_type": "{name} must be a mapping of names to what they hold.",
    "too_short": "{name} needs at least {min_length}.",
    "too_long": "{name} has more than {max_length}.",
    "value_error": "{error}",
}
_PATTERNS = {
    CODE_PATTERN: "{name} must be lower-case letters and digits, with single hyphens between words.",
    VERSION_PATTERN: '{name} must be two whole numbers with a dot between, in quotes, such as "1.0".',
    _AREA_PATTERN: "{name} must be domain.area, in lower-case letters, digits and hyphens.",
    _ITEM_PATTERN: "{name} must be domain.area.item, in lower-case letters, digits and hyphens.",
    _RULE_PATTERN: f"{{name}} must be one of {', '.join(RULE_NAMES)}.",
}


def shape_faults(data: object) -> tuple[ToolFile | None, list[tuple[Location, str]]]:
    """Return the file as the format knows it, or None and what does not fit, place by place."""
    try:
        return ToolFile.model_validate(data), []
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        return None, [_fault(each) for each in errors if not _is_echo(each, errors)]


def _is_echo(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Say whether a list is called too short only because what stands in it has errors of its own."""
    place = error["loc"]
    return error["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and other["loc"] != place for other in errors
    )


def _fault(error: ErrorDetails) -> tuple[Location, str]:
    location = tuple(each for each in error["loc"] if each != "[key]")
    context = error.get("ctx", {})
    sentence = _PATTERNS.get(context.get("pattern", "")) or _SENTENCES.get(
        error["type"], "{name}: {message}."
    )
    return location, sentence.format(**{**context, "name": _name_of(location), "message": error["msg"]})


def _name_of(location: Location) -> str:
    """Return what a person would call the place."""
    match location:
        case (*_, "descriptors", value):
            return f"The descriptor for {value}"
        case (*_, str(name), int()):
            return f"An entry of {name}"
        case (*_, name):
            return str(name)
        case _:
            return "The file"
