"""The parts of one answer as a page sent them: each read, kept as typed, and what is wrong with it noted."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from gcp_tool.assessments.services.autosave import Typed
from gcp_tool.core.formatting import counted
from gcp_tool.core.text import SHOWN_INSTEAD, read_typed
from gcp_tool.domain.vocabulary import AnswerState
from gcp_tool.web.forms import read_date, typed_as

UNGRADED: Final[Mapping[str, Any]] = {"grade": None, "reason": None, "copied_from_profile_id": None}
_MOST_CHOSEN = 300
_LONGEST_CODE = 200
_CANNOT_BE_KEPT = f"A character here cannot be saved. Take it out: it is shown as {SHOWN_INSTEAD}"


class Given:
    """What was sent of an answer. Every part is read once; `problems` fills with what must be put right."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self.problems: list[str] = []

    def text(self, name: str, longest: int) -> str:
        """A text, whole however long it is."""
        sent = self._raw.get(name, "")
        typed = read_typed(sent if isinstance(sent, str) else "", longest=longest)
        if typed.cannot_be_kept:
            self.problems.append(_CANNOT_BE_KEPT)
        if typed.too_many:
            self.problems.append(
                f"This is {counted(typed.too_many, 'character')} too long: it can hold {longest:,}"
            )
        return typed.text

    def choice(self, name: str, codes: Collection[str]) -> str:
        """One of a list, or nothing."""
        code = self.text(name, _LONGEST_CODE)
        if code and code not in set(codes):
            self.problems.append("Choose from the list")
        return code

    def date(self, name: str, noun: str) -> tuple[date | None, str]:
        """A date of three parts, and what was typed of it."""
        parts = {part: self.text(f"{name}.{part}", _LONGEST_CODE) for part in ("day", "month", "year")}
        found, problem = read_date(parts, noun)
        if problem:
            self.problems.append(problem)
        return found, typed_as(parts)

    def several(self, name: str) -> list[str]:
        """What was chosen of a list of boxes."""
        sent = self._raw.get(name, [])
        chosen = [one for one in sent if isinstance(one, str)] if isinstance(sent, list) else []
        return [read_typed(one, longest=_LONGEST_CODE).text[:_LONGEST_CODE] for one in chosen[:_MOST_CHOSEN]]

    def is_ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self._raw.get(name))

    def said(self, raw: Mapping[str, str], *, stands: bool | None = None, level: int | None = None) -> Typed:
        """An answer in words: it stands when anything was typed, or as `stands` says."""
        if self.problems:
            return self.unfinished(raw)
        is_there = any(text.strip() for text in raw.values()) if stands is None else stands
        graded = AnswerState.GRADED if level is not None else AnswerState.WORDS
        state = graded if is_there else AnswerState.REMOVED
        return Typed({"raw": dict(raw), "state": state, "grade": level if is_there else None})

    def unfinished(self, raw: Mapping[str, Any]) -> Typed:
        """An answer that must be put right before it counts."""
        values = {"raw": dict(raw), "state": AnswerState.INVALID, **UNGRADED}
        return Typed(values, tuple(dict.fromkeys(self.problems)))
