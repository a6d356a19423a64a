"""Whether what was read from a tool file has the shape of `format`, and the words for what does not fit."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gcp_tool.domain.instrument import RULE_NAMES
from gcp_tool.instruments.format import (
    AREA_PATTERN,
    CODE_PATTERN,
    ITEM_PATTERN,
    RULE_PATTERN,
    VERSION_PATTERN,
    ToolFile,
)
from gcp_tool.instruments.source import Location

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
    AREA_PATTERN: "{name} must be domain.area, in lower-case letters, digits and hyphens.",
    ITEM_PATTERN: "{name} must be domain.area.item, in lower-case letters, digits and hyphens.",
    RULE_PATTERN: f"{{name}} must be one of {', '.join(RULE_NAMES)}.",
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
        case (*_, "look_for", int()):
            return "A hint of look_for"
        case (*_, "interval_months", _):
            return "An entry of interval_months"
        case (*_, "descriptors", value):
            return f"The descriptor for {value}"
        case (*_, str(name), int()):
            return f"An entry of {name}"
        case (*_, name):
            return str(name)
        case _:
            return "The file"
