"""Answers offered by fields, made from the words for codes."""

from typing import Any

from wtforms import SelectChoice

from gcp_tool.web.forms import option


def options_of(words: dict[Any, str], hints: dict[Any, str] | None = None) -> list[SelectChoice]:
    """The answers of a field, a line each, from the words for codes."""
    return [option(code.value, label, hint=(hints or {}).get(code, "")) for code, label in words.items()]
