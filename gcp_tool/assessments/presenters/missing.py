"""What is lacking before an assessment can be submitted, in words, each with the page where it is mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments.presenters.unfinished import whereabouts
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.checking import Missing
from gcp_tool.domain.gates import Lack

_OF_AN_ITEM = {
    Lack.ANSWER: "needs a grade, or a reason why there is none",
    Lack.REASON: "needs a reason why it has no grade",
    Lack.EVIDENCE: "needs evidence, because it is graded {value}",
    Lack.CONFIRMING: "was copied from another child: confirm it with evidence of this child’s own",
    Lack.EFFORT: "is much better than last time: say what you saw that shows it, and whose effort it was",
}
_TOLD = "What the family was told, and whether they agree; or why they were not told"


@dataclass(frozen=True, slots=True)
class MissingView:
    """What holds up submitting, and where to mend it: an endpoint, its values, and a place on its page."""

    words: str
    endpoint: str
    values: Mapping[str, str]
    anchor: str = ""


def present_missing(record: Record, found: Sequence[Missing]) -> Sequence[MissingView]:
    """Each thing that is lacking; the child is named where there are several."""
    return [_missing(record, missing) for missing in found]


def _missing(record: Record, missing: Missing) -> MissingView:
    key = {"key": record.assessment.key}
    if missing.answer is not None:
        place = whereabouts(record, missing.answer)
        anchor = str(place.values.get("_anchor", ""))
        values = {name: str(value) for name, value in place.values.items() if name != "_anchor"}
        words = f"{place.words}: what you typed is kept but not finished. Put it right, or clear it"
        return MissingView(words, place.endpoint, key | values, anchor)
    if missing.lack is Lack.TOLD:
        return MissingView(_TOLD, "assessments.told", key)
    child = missing.care.profile.child
    if missing.lack is Lack.VOICE:
        name = child.name if child else "the child"
        words = f"{name}: the child’s voice, or why there is none"
        return MissingView(words, "assessments.child_voice", key | {"child_key": child.key if child else ""})
    if missing.lack is Lack.NOTE and missing.area is not None:
        words = f"{missing.area.title}: one dated note of what you saw or heard; a strength counts"
        return MissingView(words, "assessments.area", key | {"code": missing.area.id}, "words")
    return _of_item(record, missing, key)


def _of_item(record: Record, missing: Missing, key: dict[str, str]) -> MissingView:
    item = missing.item
    if item is None:
        raise RuntimeError(f"{missing.lack} is lacking of no item")
    area = record.instrument.area_of(item.id)
    answer = record.answer(missing.care, item)
    value = record.instrument.scale.level(answer.grade).value if answer and answer.grade else ""
    words = f"{area.title}: “{item.title}” {_OF_AN_ITEM[missing.lack].format(value=value)}"
    if _is_about_one_child(record, missing):
        words = f"{missing.care.profile.child.given_name if missing.care.profile.child else ''}, {words}"
    if missing.lack is Lack.EFFORT:
        return MissingView(words, "assessments.effort", key)
    anchor = "words" if missing.lack in (Lack.EVIDENCE, Lack.CONFIRMING) else ""
    return MissingView(words, "assessments.area", key | {"code": area.id}, anchor or _field(record, missing))


def _is_about_one_child(record: Record, missing: Missing) -> bool:
    if len(record.cares) == 1 or missing.item is None:
        return False
    answer = record.answer(missing.care, missing.item)
    return not missing.item.household or (answer is not None and answer.profile_id == missing.care.profile.id)


def _field(record: Record, missing: Missing) -> str:
    """The first radio of the item where there is one child; with several the page's own names differ."""
    return f"grade-{missing.item.id}" if missing.item and len(record.cares) == 1 else ""
