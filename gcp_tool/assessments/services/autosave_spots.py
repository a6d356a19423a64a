"""Where one autosaved answer belongs, and whether the assessment still asks for it there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.places import Place as ItemPlace
from gcp_tool.assessments.places import places_of
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.analysis import OF_A_CHILD, OF_THE_WHOLE
from gcp_tool.assessments.services.evidence import VISIT
from gcp_tool.assessments.words import (
    CARER_VIEW,
    DAY,
    FAMILY,
    HISTORY,
    IMMEDIATE,
    MEANS,
    SEEN,
    WHY,
    WHY_NOT,
    WORDS,
)
from gcp_tool.domain.errors import NotFound, ToolError
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind
from gcp_tool.models import Profile

WHOLE = "whole"
_OF_A_PART = (AnswerKind.ITEM, AnswerKind.EVIDENCE)
_CHILD, _CARER = "child:", "carer:"
_MOST_DIGITS = 15


class NoLongerApplies(ToolError):
    """The assessment does not ask for this answer any more, or never did."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer is kept. A profile about the whole or a child may not be there yet: then it is made.

    `care` is the child with the carer it is about, `item` the place of an item on its screen. `of_carer` marks what
    a carer gives for their own care, which is their part of the assessment and not the lead's.
    """

    kind: AnswerKind
    code: str
    slot: int
    profile_kind: ProfileKind
    profile: Profile | None = None
    care: Care | None = None
    item: ItemPlace | None = None
    of_carer: bool = False


def whose(care: Care) -> str:
    """How a page names the child of a care."""
    return f"{_CHILD}{care.profile.id}"


def carers_own(care: Care) -> str:
    """How a page names what the carer gives for their own care."""
    return f"{_CARER}{care.profile.id}"


def find_spot(record: Record, *, profile: str, kind: AnswerKind, code: str, slot: int) -> Spot:
    """Where this answer is kept. Of an item, the record holds what is on record at that place.

    Raises:
        NoLongerApplies: it is not asked for, here or at all.
    """
    find = _FINDERS.get(kind)
    is_asked = not isinstance(record, OwnPart) or (kind in _OF_A_PART and code != VISIT)
    if find is None or not is_asked or (slot != 0 and kind is not AnswerKind.EVIDENCE):
        raise NoLongerApplies("This is not asked for here.")
    try:
        return find(_Asked(record, profile, code, slot))
    except NotFound as error:
        raise NoLongerApplies(str(error)) from None


@dataclass(frozen=True, slots=True)
class _Asked:
    record: Record
    profile: str
    code: str
    slot: int

    def care(self, prefix: str = "") -> Care:
        """The child with the carer that was named. Raises NoLongerApplies when they are not assessed."""
        number = self.profile.removeprefix(prefix) if self.profile.startswith(prefix) else ""
        for care in self.record.cares:
            if str(care.profile.id) == number:
                return care
        raise NoLongerApplies("This child with this carer is not part of the assessment any more.")

    def spot(self, kind: AnswerKind, care: Care, *, of_carer: bool = False) -> Spot:
        """A place about a child with a carer."""
        return Spot(
            kind, self.code, self.slot, ProfileKind.CHILD_CARER, care.profile, care, of_carer=of_carer
        )

    def of_child(self, kind: AnswerKind) -> Spot:
        """A place about a child, whoever cares for them."""
        care = self.care(_CHILD)
        profile = self.record.profile(ProfileKind.CHILD, care.profile.child_id)
        return Spot(kind, self.code, self.slot, ProfileKind.CHILD, profile, care)

    def of_whole(self, kind: AnswerKind) -> Spot:
        """A place about the whole assessment. Raises NoLongerApplies when another was named."""
        if self.profile != WHOLE:
            raise NoLongerApplies("This is about the assessment as a whole.")
        profile = self.record.profile(ProfileKind.WHOLE)
        return Spot(kind, self.code, self.slot, ProfileKind.WHOLE, profile, self.record.cares[0])


def _item(asked: _Asked) -> Spot:
    area = asked.record.area_for_any(asked.record.instrument.area_of(asked.code).id)
    for place in places_of(asked.record, area):
        if (place.item.id, str(place.profile.id)) == (asked.code, asked.profile):
            return Spot(
                AnswerKind.ITEM, asked.code, 0, place.profile.kind, place.profile, place.cares[0], place
            )
    raise NoLongerApplies("This item is not asked about this child or home any more.")


def _domain(asked: _Asked) -> Spot:
    domain = asked.record.instrument.domain(asked.code)
    if not asked.profile.startswith(_CARER):
        return asked.spot(AnswerKind.DOMAIN, asked.care())
    care = asked.care(_CARER)
    if domain not in asked.record.instrument.domains_for(care.band):
        raise NoLongerApplies("This part of the tool is not for a child of this age.")
    return asked.spot(AnswerKind.DOMAIN, care, of_carer=True)


def _evidence(asked: _Asked) -> Spot:
    """A note that is being written has the number 0, a change to a note the number below 0 of that note."""
    if asked.slot > 0:
        raise NoLongerApplies("A note is changed as a whole, on its own page.")
    if asked.code != VISIT:
        asked.record.area_for_any(asked.code)
    return asked.of_whole(AnswerKind.EVIDENCE)


def _voice(asked: _Asked) -> Spot:
    if asked.code == CARER_VIEW:
        return asked.spot(AnswerKind.VOICE, asked.care())
    _check_code(asked, {WORDS, SEEN, DAY, WHY_NOT})
    return asked.of_child(AnswerKind.VOICE)


def _told(asked: _Asked) -> Spot:
    _check_code(asked, {FAMILY, IMMEDIATE})
    return asked.of_whole(AnswerKind.TOLD)


def _factor(asked: _Asked) -> Spot:
    about_child = asked.profile.startswith(_CHILD)
    _check_code(asked, {factor.code for factor in (OF_A_CHILD if about_child else OF_THE_WHOLE)})
    return asked.of_child(AnswerKind.FACTOR) if about_child else asked.of_whole(AnswerKind.FACTOR)


def _analysis(asked: _Asked) -> Spot:
    if asked.code in (WHY, HISTORY):
        return asked.of_whole(AnswerKind.ANALYSIS)
    if asked.code == MEANS:
        return asked.of_child(AnswerKind.ANALYSIS)
    asked.record.instrument.item(asked.code)
    return asked.spot(AnswerKind.ANALYSIS, asked.care())


def _check_code(asked: _Asked, codes: set[str]) -> None:
    if asked.code not in codes:
        raise NoLongerApplies("This is not asked for here.")


_FINDERS: Mapping[AnswerKind, Callable[[_Asked], Spot]] = {
    AnswerKind.ITEM: _item,
    AnswerKind.DOMAIN: _domain,
    AnswerKind.EVIDENCE: _evidence,
    AnswerKind.VOICE: _voice,
    AnswerKind.TOLD: _told,
    AnswerKind.FACTOR: _factor,
    AnswerKind.ANALYSIS: _analysis,
}
