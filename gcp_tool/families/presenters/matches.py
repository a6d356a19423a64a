"""Likely duplicates in words: what matches, and who to ask about what may not be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wtforms import SelectChoice

from gcp_tool.core.formatting import age_or_due, join_words
from gcp_tool.families.content import DIFFERENT
from gcp_tool.families.identity import Identifier, Shared
from gcp_tool.families.presenters.cards import children_words
from gcp_tool.families.queries.duplicates import Duplicates, FamilyMatch, KnownElsewhere, PersonMatch
from gcp_tool.models import Family
from gcp_tool.web.forms import option

_WORDS = {
    Identifier.NAME: "name",
    Identifier.BIRTH: "date of birth",
    Identifier.NHS_NUMBER: "NHS number",
    Identifier.LA_CHILD_ID: "local authority number",
}


@dataclass(frozen=True, slots=True)
class FamilyMatchShown:
    """A family that may be the one being registered."""

    key: str
    label: str
    ref: str
    children: str
    worker: str
    why: str


@dataclass(frozen=True, slots=True)
class MatchesShown:
    """What a look-up found, for the page that asks whether it is the same."""

    families: Sequence[FamilyMatchShown]
    people: Sequence[str]
    elsewhere: Sequence[str]

    @property
    def are_any(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.families or self.people or self.elsewhere)


def present_matches(found: Duplicates, today: date) -> MatchesShown:
    """What was found, in words."""
    return MatchesShown(
        families=[_present_family(match, today) for match in found.families],
        people=[match.person.name for match in found.people],
        elsewhere=[elsewhere_words(known) for known in found.elsewhere],
    )


def elsewhere_words(known: KnownElsewhere) -> str:
    """Who to ask, and nothing else. Of a restricted family not even that."""
    if known.restricted:
        return "This may be known already. Speak to your safeguarding lead before you go on."
    worker = f"ask {known.worker}" if known.worker else f"ask {known.team}"
    line = f", or ring the duty line on {known.duty_line}" if known.duty_line else ""
    return f"Already known to {known.agency}: {worker}{line}."


def person_choices(found: Duplicates, family: Family, today: date) -> list[SelectChoice]:
    """The people found as answers to choose from; those who are in this family now cannot join it again."""
    people = [_person_choice(match, family, today) for match in found.people]
    divider = "or" if people else ""
    return [*people, option(DIFFERENT, "I have looked: this is a different person", divider=divider)]


def shared_words(shared: Shared) -> str:
    """What matches: `the child’s name and date of birth, the carer’s name`."""
    groups = [
        *([f"the child’s {_identifier_words(shared.child)}"] if shared.child else []),
        *([f"the carer’s {_identifier_words(shared.carer)}"] if shared.carer else []),
        *(["what the family is called"] if shared.label else []),
    ]
    return "; ".join(groups)


def _present_family(match: FamilyMatch, today: date) -> FamilyMatchShown:
    row = match.row
    return FamilyMatchShown(
        key=row.key,
        label=row.label,
        ref=row.ref,
        children=children_words(row.children, today),
        worker=f"{row.worker or 'nobody yet'}, {row.team}",
        why=shared_words(match.shared),
    )


def _person_choice(match: PersonMatch, family: Family, today: date) -> SelectChoice:
    person = match.person
    born = age_or_due(person.birth_on, person.expected_birth_on, today)
    families = join_words(f"{row.label} ({row.ref})" for row in match.families)
    same = f"Same {_identifier_words(match.shared.child)}. " if match.shared.child else ""
    is_here = any(row.id == family.id for row in match.families)
    use = "Is or was in this family" if is_here else f"In {families}"
    return option(
        person.key,
        f"{person.name}, {born}",
        hint=f"{same}{use}. If you choose this, their record is used as it is: what you typed is not added",
    )


def _identifier_words(identifiers: frozenset[Identifier]) -> str:
    return join_words(words for identifier, words in _WORDS.items() if identifier in identifiers)
