"""The scale of a tool, and the named rule by which several grades become one."""

from dataclasses import dataclass

from gcp_tool.domain.errors import NotFound

RULE_NAMES = ("median_with_override", "mode_with_override", "mode", "worst")


@dataclass(frozen=True, slots=True)
class CombiningRule:
    """How several grades become one; `override_from` counts only for the rules named `_with_override`.

    Raises ValueError for a rule that nobody knows or an override below the best level.
    """

    name: str = "median_with_override"
    override_from: int = 4

    def __post_init__(self) -> None:
        """Refuse a rule that cannot be followed."""
        if self.name not in RULE_NAMES:
            raise ValueError(f"There is no combining rule {self.name!r}: use one of {', '.join(RULE_NAMES)}.")
        if self.has_override and (type(self.override_from) is not int or self.override_from < 1):
            raise ValueError("override_from must be a level, counted from 1.")

    @property
    def has_override(self) -> bool:
        """Say whether one grade bad enough decides on its own."""
        return self.name.endswith("_with_override")


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale: its place from the best, and what forms and files show for it."""

    number: int
    value: int
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The levels from best to worst, and the levels from which care is a concern and is serious.

    Raises ValueError when the levels are not counted from 1, or concern and serious do not stand on them.
    """

    levels: tuple[Level, ...]
    concern_from: int
    serious_from: int

    def __post_init__(self) -> None:
        """Refuse a scale that cannot be read both ways."""
        if [level.number for level in self.levels] != list(range(1, len(self.levels) + 1)):
            raise ValueError("The levels of a scale are counted from 1, the best.")
        if len({level.value for level in self.levels}) != len(self.levels):
            raise ValueError("Each level of a scale has a value of its own.")
        if not 1 < self.concern_from <= self.serious_from <= len(self.levels):
            raise ValueError("Concern starts after the best level, and serious with it or after it.")

    def level(self, number: int) -> Level:
        """Return the level of a number. Raises NotFound."""
        if not 1 <= number <= len(self.levels):
            raise NotFound(f"There is no level {number}: this scale has levels 1 to {len(self.levels)}.")
        return self.levels[number - 1]

    def level_with_value(self, value: int) -> Level:
        """Return the level that forms and files show as a value. Raises NotFound."""
        for level in self.levels:
            if level.value == value:
                return level
        raise NotFound(f"{value} is not on the scale: use {self.choices}.")

    @property
    def choices(self) -> str:
        """Name the values that may be given, as a sentence does."""
        *most, last = (str(level.value) for level in self.levels)
        return f"{', '.join(most)} or {last}"

    def is_concern(self, number: int) -> bool:
        """Say whether a level is a concern."""
        return number >= self.concern_from

    def is_serious(self, number: int) -> bool:
        """Say whether a level is serious."""
        return number >= self.serious_from
