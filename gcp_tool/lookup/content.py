"""The words of look-up and break-glass: reasons, how a use is judged, and what is said of a restricted family."""

from collections.abc import Mapping
from typing import Final

from gcp_tool.domain.break_glass import OpeningVerdict

VERDICT_WORDS: Final[Mapping[OpeningVerdict, str]] = {
    OpeningVerdict.ACCEPTED: "Accepted: there was good reason to open this family",
    OpeningVerdict.NOT_JUSTIFIED: "Not justified: there was no good reason to open this family",
}
