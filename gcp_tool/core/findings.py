"""What an examination of a deployment finds: all well, worth a look, or wrong, and then what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a finding is to be taken, in the words of the list."""

    WELL = "well"
    LOOK = "look"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was examined, what was found, and what to do about it when it is not well."""

    what: str
    verdict: Verdict
    words: str
    advice: str = ""

    @property
    def line(self) -> str:
        """The finding as a line of a list, with what to do on one below it."""
        first = f"{self.verdict.value:<5}  {self.what}: {self.words}"
        return f"{first}\n       To do: {self.advice}" if self.advice else first


def well(what: str, words: str) -> Finding:
    """Nothing is wrong."""
    return Finding(what, Verdict.WELL, words)


def look(what: str, words: str, advice: str) -> Finding:
    """It works, and somebody should look at it."""
    return Finding(what, Verdict.LOOK, words, advice)


def wrong(what: str, words: str, advice: str) -> Finding:
    """It must be put right."""
    return Finding(what, Verdict.WRONG, words, advice)
