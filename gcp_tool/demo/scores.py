"""The older readings of the invented families as the rows of a spreadsheet of past scores, for the import to read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gcp_tool.demo.families import Household, Reading, households
from gcp_tool.demo.grading import levels, looked_at
from gcp_tool.demo.notes import notes_of
from gcp_tool.domain.dates import age_band
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import AgeBand, AnswerState, NotGradedReason

PERIOD_DAYS = 20

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Borough:
    """What the rows rest on: the tool, the day that is today, how long ago the borough began to use the tool itself.

    Agencies and teams are named by code.
    """

    tool: Instrument
    today: date
    began: int
    domain_of_email: str
    agencies: dict[str, str]
    teams: dict[str, str]


def is_old(reading: Reading, began: int) -> bool:
    """Whether a reading was made before the borough had the tool, and so comes from a spreadsheet."""
    return reading.ago > began


def rows(borough: Borough) -> Iterator[Row]:
    """Every row of the borough's past, the same for the same day."""
    for household in households():
        old = [reading for reading in household.readings if is_old(reading, borough.began)]
        for number, reading in enumerate(old, start=1):
            yield from _assessment(borough, household, reading, number)


def children_in(
    household: Household, reading: Reading, today: date, on: date
) -> Iterator[tuple[str, AgeBand]]:
    """The children that a reading is about, each with the age band of that day; those not thought of yet are not."""
    for child in reading.of or household.children:
        born = household.born(child, today)
        band = age_band(on, expected=born) if born > on else age_band(on, born=born)
        if band is not None and (born - on).days < _PREGNANCY_DAYS:
            yield child, band


_PREGNANCY_DAYS = 240


def _assessment(borough: Borough, household: Household, reading: Reading, number: int) -> Iterator[Row]:
    on = borough.today - timedelta(days=reading.ago)
    common = _common(borough, household, reading, number, on)
    noted: set[str] = set()
    for child, band in children_in(household, reading, borough.today, on):
        born = household.born(child, borough.today)
        own = common | {
            "child_ref": household.child_ref(child),
            "child_dob": born.isoformat(),
            "child_name": household.name_of(child),
        }
        graded = list(_answers(borough.tool, household, reading, child, band))
        evidence = _evidence(reading, graded, noted)
        for code, answer in graded:
            yield own | {"code": code, "evidence": evidence.get(code, ""), **answer}


def _answers(
    tool: Instrument, household: Household, reading: Reading, child: str, band: AgeBand
) -> Iterator[tuple[str, Row]]:
    if reading.whole:
        for domain, grade in looked_at(tool, reading, child, band):
            yield domain.id, _graded(grade)
        return
    for code, level in levels(tool, household, reading, child, band).items():
        yield code, _graded(level)
    for code in reading.not_known:
        yield code, {"state": AnswerState.NOT_KNOWN, "grade": "", "reason": NotGradedReason.NOT_SEEN}


def _graded(level: int) -> Row:
    return {"state": AnswerState.GRADED, "grade": str(level), "reason": ""}


def _evidence(reading: Reading, graded: Iterable[tuple[str, Row]], noted: set[str]) -> dict[str, str]:
    """The notes by the code that they stand beside: each once, with the first child whom it can be about."""
    known = {code: int(answer["grade"]) for code, answer in graded if answer["grade"]}
    own = {code: given for code, given in reading.saw.items() if code not in noted}
    fits = {
        code: given
        for code, given in own.items()
        if any(k == code or k.startswith(f"{code}.") for k in known)
    }
    noted |= fits.keys()
    found: dict[str, list[str]] = {}
    for note in notes_of(reading.model_copy(update={"saw": fits}), known):
        found.setdefault(note.items[0], []).append(note.words)
    return {code: " ".join(words) for code, words in found.items()}


def _common(borough: Borough, household: Household, reading: Reading, number: int, on: date) -> Row:
    carer = reading.carer or household.main_carer
    return {
        "assessment_ref": f"{household.ref}-A{number}",
        "family_ref": household.ref,
        "family_label": household.label,
        "team": borough.teams[household.team],
        "carer_ref": household.carer_ref(carer),
        "carer_role": household.carers[carer],
        "carer_name": carer,
        "purpose": "baseline" if number == 1 else "review",
        "window_from": (on - timedelta(days=PERIOD_DAYS)).isoformat(),
        "window_to": on.isoformat(),
        "completed_on": (on + timedelta(days=1)).isoformat(),
        "lead_email": f"{reading.by or household.worker}@{borough.domain_of_email}",
        "agency": borough.agencies[household.team],
        "instrument": borough.tool.code,
        "version": borough.tool.version,
    }
