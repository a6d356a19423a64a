"""The invented families as they are written down in `borough/`: a file for each story, read and checked here.

`borough/README.md` says how to add one. No name or place is a real one.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from ruamel.yaml import YAML

from gcp_tool.domain.change.summaries import Headline
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.errors import ToolError
from gcp_tool.domain.vocabulary import (
    Effort,
    EvidenceSource,
    MemberRole,
    PlanKind,
    ResponseKind,
    RevisionState,
    SupportOutcome,
)

FOLDER = Path(__file__).with_name("borough")
DOMAINS = ("physical", "nutritional", "medical", "emotional", "educational", "supervision")
NOT_LOOKED_AT = "."
CARERS = (MemberRole.MAIN_CARER, MemberRole.SECOND_CARER)
_AGE = re.compile(r"(?P<due>due )?(?:(?P<years>\d+)y)?(?:(?P<months>\d+)m)?")

Grades = Annotated[str, Field(pattern=r"^[1-5.]{6}$")]
Days = Annotated[int, Field(ge=0)]


class BoroughNotUsable(ToolError):
    """A file of invented families cannot be read; the message says which, and where."""


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Help(_Told):
    """Help given to a family: what, by whom, from and until how many days ago, and how it went."""

    what: str
    by: str
    since: Days | None = None
    until: Days | None = None
    went: SupportOutcome | None = None
    offered: Days | None = None


class Plan(_Told):
    """A plan for the children, from and until how many days ago, and in how many days they meet next."""

    kind: PlanKind
    since: Days
    until: Days | None = None
    meets_in: int | None = None


class Referral(_Told):
    """A referral of the children, how many days ago and by whom."""

    ago: Days
    by: str
    words: str = ""
    nfa: bool = False


class Happening(_Told):
    """Something that happened, how many days ago, and to which child; without one, to the whole family."""

    kind: str
    ago: Days
    words: str = ""
    child: str = ""


class Aimed(_Told):
    """A target: what it is about, the grade aimed at, in how many days from then, what is to be seen, who does what."""

    about: str
    aim: int
    within: int
    what: str
    who: str


class Answered(_Told):
    """What a carer answered to a signed-off assessment."""

    kind: ResponseKind
    words: str = ""


class Reading(_Told):
    """A look at the care: how many days ago the period ended, six grades in the order of `DOMAINS`, and what was seen.

    Without `of` it is about every child there was. A full stop is a domain that was not looked at. `whole` are grades
    of whole domains, as old spreadsheets have them. `spread` is how many items stand at the grade: most, all or few.
    """

    ago: Days
    grades: Grades | Mapping[str, Grades]
    of: tuple[str, ...] = ()
    carer: str = ""
    by: str = ""
    whole: bool = False
    spread: Literal["most", "all", "few"] = "most"
    not_known: tuple[str, ...] = ()
    saw: Mapping[str, str | Mapping[EvidenceSource, str]] = {}
    visit: str = ""
    voice: Mapping[str, str] = {}
    silent: str = ""
    carer_says: str = ""
    told: str = ""
    agreement: Literal["agreed", "partly", "did_not_agree"] = "agreed"
    effort: str = ""
    whose: Effort = Effort.BOTH
    why: str = ""
    means: Mapping[str, str] = {}
    factors: Mapping[str, str] = {}
    targets: tuple[Aimed, ...] = ()
    state: RevisionState = RevisionState.SIGNED_OFF
    waited: Days = 2
    comments: str = ""
    told_whom: str = ""
    response: Answered | None = None

    def grades_of(self, child: str) -> str:
        """The six grades of a child."""
        return self.grades if isinstance(self.grades, str) else self.grades[child]


class Household(_Told):
    """An invented family: who is in it, who works with it, what happened, and how care has gone."""

    ref: Annotated[str, Field(pattern=r"^TH-\d{4}$")]
    name: str
    area: str
    team: str
    worker: str
    children: Annotated[Mapping[str, str], Field(min_length=1)]
    carers: Annotated[Mapping[str, Literal["main_carer", "second_carer"]], Field(min_length=1)]
    restricted: bool = False
    known_for: Days = 20
    plans: tuple[Plan, ...] = ()
    referrals: tuple[Referral, ...] = ()
    support: tuple[Help, ...] = ()
    events: tuple[Happening, ...] = ()
    readings: tuple[Reading, ...] = ()

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        named = [*(one for reading in self.readings for one in (*reading.of, *reading.voice, *reading.means))]
        named += [one.child for one in self.events if one.child]
        lost = sorted({*named} - {*self.children})
        lost += [one.carer for one in self.readings if one.carer and one.carer not in self.carers]
        if lost:
            raise ValueError(f"{lost[0]} is not in the {self.name} family")
        return self

    @property
    def label(self) -> str:
        """What the family is called."""
        return f"{self.name} family"

    @property
    def main_carer(self) -> str:
        """The first carer."""
        return next(iter(self.carers))

    def name_of(self, child: str) -> str:
        """The whole name of a child; a baby who is due is written down as they are called."""
        return child if " " in child else f"{child} {self.name}"

    def child_ref(self, child: str) -> str:
        """What old spreadsheets call a child."""
        return f"{self.ref}-C{list(self.children).index(child) + 1}"

    def carer_ref(self, carer: str) -> str:
        """What old spreadsheets call a carer."""
        return f"{self.ref}-P{list(self.carers).index(carer) + 1}"

    def born(self, child: str, today: date) -> date:
        """When a child was born, or is due."""
        return birth_of(self.children[child], today)


class Story(_Told):
    """A way that care can go, what the caseload says of it today, and the families that went that way."""

    tells: str
    ends_as: str | None
    families: Annotated[tuple[Household, ...], Field(min_length=1)]

    @property
    def headline(self) -> Headline | None:
        """The headline that these families are to have; none for those not assessed yet."""
        return None if self.ends_as is None else Headline[self.ends_as.upper()]


def birth_of(age: str, today: date) -> date:
    """When somebody of this age was born: "7y8m", "4m", or "due 2m" for a baby who is due in two months."""
    found = _AGE.fullmatch(age)
    if not age or found is None:
        raise BoroughNotUsable(f"“{age}” is no age. Write it like 7y8m, 4m, or due 2m.")
    months = 12 * int(found["years"] or 0) + int(found["months"] or 0)
    return add_months(today, months if found["due"] else -months) - timedelta(days=9)


@cache
def read_stories(folder: Path = FOLDER) -> Mapping[str, Story]:
    """The stories by name, which is the name of their file.

    Raises:
        BoroughNotUsable: a file cannot be read, or two families share a reference.
    """
    stories = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    refs = [one.ref for story in stories.values() for one in story.families]
    twice = sorted({ref for ref in refs if refs.count(ref) > 1})
    if twice:
        raise BoroughNotUsable(f"Two families are called {twice[0]}.")
    return stories


def households() -> Sequence[Household]:
    """Every invented family, in the order of their references."""
    families = [one for story in read_stories().values() for one in story.families]
    return sorted(families, key=lambda one: one.ref)


def _read(path: Path) -> Story:
    try:
        return TypeAdapter(Story).validate_python(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        fault = error.errors()[0]
        place = ", ".join(str(part) for part in fault["loc"])
        raise BoroughNotUsable(f"{path.name}, {place}: {fault['msg']}.") from error
