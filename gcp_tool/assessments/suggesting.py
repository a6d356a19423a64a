"""The areas that a focused review had better look at: with an open target, or an item at serious last time."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from gcp_tool.assessments.queries.previous import load_previous
from gcp_tool.assessments.queries.targets import list_open_codes
from gcp_tool.assessments.record import Record
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.instrument import Area, Instrument
from gcp_tool.domain.vocabulary import AnswerKind

OPEN_TARGET = "An open target"
SERIOUS = "{title} was at serious last time"


def suggest_areas(session: Session, record: Record) -> Mapping[str, str]:
    """Why to look at an area, by its id, for the children of the assessment; nothing for the others."""
    reasons: dict[str, list[str]] = {}
    for code, pair in list_open_codes(session, record.assessment.family_id):
        area = _area_of(record.instrument, code) if pair in record.pairs else None
        if area is not None and OPEN_TARGET not in reasons.setdefault(area.id, []):
            reasons[area.id].append(OPEN_TARGET)
    for care in record.cares:
        before = load_previous(session, record, care)
        for _, area in record.every_area(care):
            for item in record.items(care, area):
                found = before.get(item.line)
                if found is not None and record.instrument.scale.is_serious(found.level):
                    said = SERIOUS.format(title=item.title)
                    if said not in reasons.setdefault(area.id, []):
                        reasons[area.id].append(said)
    return {code: "; ".join(said) for code, said in reasons.items()}


def _area_of(tool: Instrument, code: str) -> Area | None:
    """The area of a code of a target, which may be an item or an area, or of another version."""
    try:
        kind = tool.code_kind(code)
    except NotFound:
        return None
    if kind is AnswerKind.ITEM:
        return tool.area_of(code)
    return tool.area(code) if kind is AnswerKind.AREA else None
