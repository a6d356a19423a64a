"""An assessment as the rows that the import reads. Pure.

Texts go through the import's own reading, so that what comes in again is what went out.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gcp_tool.data_imports.answers import Place
from gcp_tool.data_imports.columns import COLUMNS
from gcp_tool.data_imports.exporting.queries import AnswerTold, CareTold, Loaded
from gcp_tool.data_imports.rows import CARERS, DUE, NEXT_NOTE, band_cell, read_evidence, read_line
from gcp_tool.documents.content import Column, Row
from gcp_tool.documents.words import Value
from gcp_tool.domain.errors import ToolError
from gcp_tool.domain.vocabulary import MemberRole

EXPORTED = tuple(Column(column.name) for column in COLUMNS)
_NOT_SAID = "It is not on record why."

Cells = dict[str, Value]


class CannotExport(ToolError):
    """A text is longer than a file may hold."""


class _Line(NamedTuple):
    """A row to be: the child with the carer, what was asked, and what holds for them."""

    care: CareTold
    place: Place
    answer: AnswerTold

    @property
    def key(self) -> tuple[int, str]:
        """Whose answer it is: rows that repeat it tell the same."""
        return self.answer.profile_id, self.answer.code


def rows_of(loaded: Loaded) -> Iterator[Row]:
    """The rows of an assessment: by child and carer, then in the order of the tool."""
    lines = list(_lines(loaded))
    evidence = _evidence(loaded, lines)
    common = _common(loaded)
    own = {care.id: common | _care_cells(care) for care in loaded.cares}
    for line in lines:
        cells = own[line.care.id] | _answer_cells(loaded, line) | {"evidence": evidence.get(line.key, "")}
        yield tuple(cells[column.heading] for column in EXPORTED)


def _lines(loaded: Loaded) -> Iterator[_Line]:
    for care in sorted(loaded.cares, key=lambda care: (care.child_ref, care.carer_ref)):
        for place in loaded.book.places.values():
            answer = _holding(loaded, care, place)
            if answer is not None and care.band in place.bands:
                yield _Line(care, place, answer)


def _holding(loaded: Loaded, care: CareTold, place: Place) -> AnswerTold | None:
    """What holds for a child: their own answer, else that of their home if it was asked there."""
    own = loaded.answers.get((care.id, place.code))
    home, band = loaded.households.get(care.household, (0, None))
    if own is not None or not place.is_household or band not in place.bands:
        return own
    return loaded.answers.get((home, place.code))


def _evidence(loaded: Loaded, lines: list[_Line]) -> Mapping[tuple[int, str], str]:
    """The notes of each answer as one text; those that show nothing of any row stand at the first of their area."""
    notes: dict[tuple[int, str], list[str]] = {}
    for line in lines:
        why = str(line.answer.raw.get("why", ""))
        notes.setdefault(line.key, [why] if why.strip() else [])
    for note in loaded.notes:
        places = [link for link in dict.fromkeys(note.links) if link in notes]
        if not places:
            profiles = {profile for profile, _ in note.links}
            places = [_nearest(lines, note.code, profiles)] if lines else []
        for place in places:
            notes[place].append(note.words)
    return {key: _joined(loaded, words) for key, words in notes.items() if words}


def _nearest(lines: list[_Line], code: str, profiles: set[int]) -> tuple[int, str]:
    def farness(line: _Line) -> tuple[bool, bool]:
        return code not in (line.place.evidence_code, line.place.code), line.key[0] not in profiles

    return min(lines, key=farness).key


def _joined(loaded: Loaded, words: list[str]) -> str:
    try:
        return read_evidence(NEXT_NOTE.join(words))
    except ValueError as error:
        raise CannotExport(
            f"The evidence of one answer in {loaded.told.ref} is longer than a cell may be. Nothing was exported."
        ) from error


def _common(loaded: Loaded) -> Cells:
    told, tool = loaded.told, loaded.book.instrument
    return {
        "assessment_ref": read_line(told.ref),
        "family_ref": read_line(told.family_ref),
        "purpose": told.purpose.value,
        "window_from": told.window_from,
        "window_to": told.window_to,
        "completed_on": told.completed_on,
        "lead_email": told.lead_email.lower(),
        "agency": read_line(told.agency),
        "instrument": tool.code,
        "version": tool.version,
        "family_label": read_line(told.family_label),
        "team": read_line(told.team),
        "scope": " ".join(told.scope),
    }


def _care_cells(care: CareTold) -> Cells:
    role = care.carer_role if care.carer_role in CARERS else MemberRole.OTHER
    return {
        "child_ref": read_line(care.child_ref),
        "child_dob": care.born or (f"{DUE} {care.due.isoformat()}" if care.due else ""),
        "carer_ref": read_line(care.carer_ref),
        "carer_role": role.value,
        "child_name": read_line(f"{care.child_given} {care.child_family}"),
        "carer_name": read_line(f"{care.carer_given} {care.carer_family}"),
        "household": read_line(care.household or ""),
        "age_band": band_cell(care.band) if care.band else "",
    }


def _answer_cells(loaded: Loaded, line: _Line) -> Cells:
    answer, scale = line.answer, loaded.book.instrument.scale
    differs = line.place.is_household and answer.profile_id == line.care.id
    different = str(answer.raw.get("different", "")).strip() or _NOT_SAID
    return {
        "code": line.place.code,
        "state": answer.state.value,
        "grade": scale.level(answer.grade).value if answer.grade is not None else "",
        "reason": answer.reason or "",
        "different": read_evidence(different) if differs else "",
    }
