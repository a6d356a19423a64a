"""The histories of the invented families as the rows of a spreadsheet of past scores, for the import to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gcp_tool.demo.families import DOMAINS, HOUSEHOLDS, Child, Household, Told
from gcp_tool.demo.notes import CONCERN, LOW, SERIOUS, notes_for
from gcp_tool.domain.dates import add_months, age_band
from gcp_tool.domain.instrument import Area, Instrument
from gcp_tool.domain.vocabulary import AgeBand

SEED = 20141
PERIOD_DAYS = 20
NOT_LOOKED_AT = "."

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Borough:
    """What the rows rest on: the tool, the day that is today, the agency and team names by code."""

    tool: Instrument
    today: date
    domain_of_email: str
    agencies: dict[str, str]
    teams: dict[str, str]


def birth_of(child: Child, today: date) -> date:
    """When a child was born, or is due."""
    return add_months(today, -child.months) - timedelta(days=9)


def rows(borough: Borough) -> Iterator[Row]:
    """Every row of the borough's history, the same for the same day."""
    chance = Random(SEED)  # noqa: S311 - invented notes, not secrets
    for household in HOUSEHOLDS:
        for number, told in enumerate(household.story, start=1):
            yield from _assessment(borough, household, told, number, chance)


def _assessment(
    borough: Borough, household: Household, told: Told, number: int, chance: Random
) -> Iterator[Row]:
    common = _common(borough, household, told, number)
    window_to = borough.today - timedelta(days=told.days_ago)
    for place in told.children:
        child = household.children[place]
        born = birth_of(child, borough.today)
        band = age_band(window_to, born=born)
        if band is None:
            continue
        own = common | {
            "child_ref": f"{household.ref}-C{place + 1}",
            "child_dob": born.isoformat(),
            "child_name": f"{child.name} {household.surname}" if child.months >= 0 else child.name,
        }
        for domain, grade in zip(DOMAINS, told.grades, strict=True):
            if grade != NOT_LOOKED_AT:
                yield from _domain(
                    borough.tool, own, domain, int(grade),
                    band=band, whole=told.whole_domains, child=child.name, chance=chance,
                )  # fmt: skip


def _common(borough: Borough, household: Household, told: Told, number: int) -> Row:
    window_to = borough.today - timedelta(days=told.days_ago)
    carer = household.carers[told.carer]
    return {
        "assessment_ref": f"{household.ref}-A{number}",
        "family_ref": household.ref,
        "family_label": f"{household.surname} family",
        "team": borough.teams[household.team],
        "carer_ref": f"{household.ref}-P{told.carer + 1}",
        "carer_role": carer.role,
        "carer_name": carer.name,
        "purpose": "baseline" if number == 1 else "review",
        "window_from": (window_to - timedelta(days=PERIOD_DAYS)).isoformat(),
        "window_to": window_to.isoformat(),
        "completed_on": min(window_to + timedelta(days=1), borough.today).isoformat(),
        "lead_email": f"{told.by or household.worker}@{borough.domain_of_email}",
        "agency": borough.agencies[household.team],
        "instrument": borough.tool.code,
        "version": borough.tool.version,
    }


def _domain(
    tool: Instrument,
    own: Row,
    domain: str,
    grade: int,
    *,
    band: AgeBand,
    whole: bool,
    child: str,
    chance: Random,
) -> Iterator[Row]:
    def note(level: int) -> str:
        return chance.choice(notes_for(domain, _worry(tool, level), band)).format(child=child)

    graded = own | {"state": "graded", "reason": ""}
    if whole:
        yield graded | {"code": domain, "grade": str(grade), "evidence": note(grade)}
        return
    noted = False
    for area in tool.domain(domain).areas_for(band):
        for item, level in _item_grades(area, band, grade):
            needs = level == grade and (not noted or tool.scale.is_serious(level))
            evidence = note(level) if needs else ""
            noted = noted or needs
            yield graded | {"code": item, "grade": str(level), "evidence": evidence}


def _item_grades(area: Area, band: AgeBand, grade: int) -> Iterator[tuple[str, int]]:
    """Grades of an area's items that make the area the grade wanted: the first a step better, the rest as wanted."""
    items = area.items_for(band)
    for place, item in enumerate(items):
        better = place == 0 and len(items) > 1 and grade > 1
        yield item.id, grade - 1 if better else grade


def _worry(tool: Instrument, level: int) -> str:
    if tool.scale.is_serious(level):
        return SERIOUS
    return CONCERN if tool.scale.is_concern(level) else LOW
