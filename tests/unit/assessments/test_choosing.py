"""Which tools are offered when an assessment is started, and what is said of training."""

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gcp_tool.assessments.presenters.choosing import Choosing, present_choosing
from gcp_tool.domain.instrument import content_of
from gcp_tool.models import Accreditation, InstrumentVersion
from tests.factories import small_tool

TODAY = date(2026, 6, 1)


def version(code: str, *, headings_only: bool = False) -> InstrumentVersion:
    """A tool of this code, as it is stored."""
    tool = replace(small_tool(code), title=code.capitalize(), headings_only=headings_only)
    content = json.dumps(content_of(tool))
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return InstrumentVersion(
        key=code, code=code, version="1.0", title=tool.title, sha256=sha256, content=content
    )


def trained(code: str, *, over: bool = False) -> Accreditation:
    """Training for a tool of this code."""
    days = -1 if over else 1
    return Accreditation(instrument_code=code, expires_on=TODAY + timedelta(days=days))


def choosing(*training: Accreditation) -> Choosing:
    """What somebody with this training chooses from."""
    tools = [version("headings", headings_only=True), version("ours"), version("theirs")]
    return present_choosing([], tools, training, TODAY)


@pytest.mark.parametrize(
    ("training", "offered"),
    [
        ((), ["ours", "theirs"]),
        ((trained("ours"),), ["ours", "theirs"]),
        ((trained("headings"),), ["headings", "ours", "theirs"]),
        ((trained("headings", over=True),), ["headings", "ours", "theirs"]),
    ],
)
def test_a_tool_of_headings_only_is_offered_to_whoever_was_trained_for_it(
    training: tuple[Accreditation, ...], offered: list[str]
) -> None:
    assert list(choosing(*training).tools) == offered


@pytest.mark.parametrize(
    ("training", "said"),
    [
        ((trained("ours"),), ""),
        ((), "You have no current training on record for Ours or Theirs. You can go on; tell your manager."),
        (
            (trained("ours", over=True),),
            "You have no current training on record for Ours or Theirs. You can go on; tell your manager.",
        ),
    ],
)
def test_whoever_has_no_current_training_at_all_is_told_so(
    training: tuple[Accreditation, ...], said: str
) -> None:
    assert choosing(*training).training == said
