"""The shape of a tool file: its names and what each may hold. In a file, scale values stand as people see them.

The words for what does not fit live in `shape`, what must agree across a file in `checks`. The docstrings of the
fields are what an editor shows to whoever writes a file: `schema` publishes them.
"""

from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.instrument import RULE_NAMES
from gcp_tool.domain.vocabulary import AgeBand, NeglectType, PlanKind

_SEGMENT = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
CODE_PATTERN = f"^{_SEGMENT}$"
VERSION_PATTERN = r"^(?:0|[1-9][0-9]{0,3})\.(?:0|[1-9][0-9]{0,3})$"
AREA_PATTERN = rf"^{_SEGMENT}\.{_SEGMENT}$"
ITEM_PATTERN = rf"^{_SEGMENT}\.{_SEGMENT}\.{_SEGMENT}$"
RULE_PATTERN = f"^(?:{'|'.join(RULE_NAMES)})$"

Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN, max_length=60)]
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN)]
AreaId = Annotated[str, StringConstraints(pattern=AREA_PATTERN, max_length=100)]
ItemId = Annotated[str, StringConstraints(pattern=ITEM_PATTERN, max_length=150)]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _text(longest: int) -> object:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Title = Annotated[str, _text(80), AfterValidator(_on_one_line)]
Words = Annotated[str, _text(600), AfterValidator(_on_one_line)]
Hint = Annotated[str, _text(160), AfterValidator(_on_one_line)]
LookFor = Annotated[tuple[Hint, ...], Field(min_length=2, max_length=5)]
Descriptors = dict[StrictInt, Words]
Bands = Annotated[tuple[AgeBand, ...], Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class LevelPart(_Part):
    """One level of the scale; levels stand from best to worst."""

    value: StrictInt
    """What forms and print show for the level."""
    label: Title
    """A word or two, such as Strong."""
    meaning: Words
    """What the level means for every item."""


class ScalePart(_Part):
    """The scale. Concern and serious are named by value."""

    levels: Annotated[tuple[LevelPart, ...], Field(min_length=2, max_length=10)]
    """From the best to the worst."""
    concern_from: StrictInt
    """The value from which care is a concern."""
    serious_from: StrictInt
    """The value from which care is serious."""


class CombiningPart(_Part):
    """The combining rule; the override is named by value and needed only by the rules that have one."""

    rule: Annotated[
        str, StringConstraints(pattern=RULE_PATTERN), Field(json_schema_extra={"enum": list(RULE_NAMES)})
    ]
    """How items make an area and areas make a domain."""
    override_from: StrictInt | None = None
    """The value from which one grade decides on its own."""


class ChangePart(_Part):
    """The numbers of the change rule; from where care is a concern is said by the scale."""

    kept_after_months: StrictInt
    """Months that better care must last to count as kept."""
    drift_after_months: StrictInt
    """Months at concern without a better grade after which somebody must ask why."""
    tolerance_days: StrictInt
    """Days by which a month may be missed."""
    rescore_every_months: StrictInt
    """Months to the next assessment."""
    interval_months: dict[PlanKind, StrictInt] = {}
    """Months to the next assessment on a kind of plan, where they are others. Without it all plans have the same."""
    overdue_after_days: StrictInt
    """Days past its date after which an assessment counts as not made in time."""
    up_and_down_months: StrictInt
    """Months looked at for care that goes up and down."""
    up_and_down_reversals: StrictInt
    """Turns within them that make it so."""
    settled_after_months: StrictInt
    """Months below concern after which it no longer is."""

    @model_validator(mode="after")
    def _must_make_a_rule(self) -> Self:
        """Let the change rule say which numbers make no sense together."""
        ChangeRule(**self.model_dump())
        return self


class WordingPart(_Part):
    """Descriptors that replace an item's own for some age bands."""

    bands: Bands
    """The age bands that these words are for."""
    descriptors: Descriptors
    """What a visitor would see or hear, for each value of the scale."""
    question: Words | None = None
    """A question for these ages, where the item's own does not fit."""
    look_for: LookFor = ()
    """Hints for these ages, where the item's own do not fit."""


class ItemPart(_Part):
    """What is graded, with a descriptor for each value of the scale."""

    id: ItemId
    """The area's id, a dot, and the item's own name."""
    title: Title
    """A few words."""
    question: Words | None = None
    """A friendly question that opens the conversation."""
    look_for: LookFor = ()
    """Two to five short hints: what to look for or ask."""
    household: StrictBool = False
    """True for what is graded once for everybody in the home."""
    immediate: StrictBool = False
    """True where a serious grade cannot wait."""
    applies_to: Bands
    """The age bands in which the item is graded."""
    descriptors: Descriptors | None = None
    """What a visitor would see or hear, for each value of the scale; for the bands without words of their own."""
    by_band: tuple[WordingPart, ...] = ()
    """Words of their own for some age bands."""


class AreaPart(_Part):
    """Items that make one grade."""

    id: AreaId
    """The domain's id, a dot, and the area's own name."""
    title: Title
    """A few words."""
    items: Annotated[tuple[ItemPart, ...], Field(min_length=1)]
    """What is graded, in the order in which it is asked."""


class DomainPart(_Part):
    """Areas that make one grade."""

    id: Code
    """A short name that the ids of areas and items start with."""
    title: Title
    """A few words."""
    neglect_type: NeglectType
    """Which of the six kinds of neglect the domain tells about."""
    areas: Annotated[tuple[AreaPart, ...], Field(min_length=1)]
    """Each makes one grade."""


class ToolFile(_Part):
    """A whole tool file."""

    code: Code
    """The folder the file is in."""
    version: Version
    """The name of the file without .yaml, in quotes."""
    title: Title
    """What the tool is called on screen."""
    licence: Words
    """Printed wherever the tool shows."""
    guidance: tuple[Words, ...] = ()
    """How the words are to be read, a sentence or two each, shown where care is graded."""
    headings_only: StrictBool = False
    """True for a tool whose words are on licensed paper: titles, and no descriptors."""
    comparable_with: tuple[Version, ...] = ()
    """Earlier versions whose grades may be joined with those of this one on one line."""
    scale: ScalePart
    """The levels and where concern and serious begin."""
    combining: CombiningPart
    """How several grades become one."""
    change: ChangePart
    """The numbers by which change is told."""
    domains: Annotated[tuple[DomainPart, ...], Field(min_length=1)]
    """What is graded."""
