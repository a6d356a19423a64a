"""What somebody is told, in a sentence."""

from datetime import UTC, datetime

import pytest

from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.notices.content import SENTENCES
from gcp_tool.notices.presenters import present_notices
from gcp_tool.notices.queries import NoticeRow

AT = datetime(2026, 11, 3, 14, 32, tzinfo=UTC)


def notice(kind=NoticeKind.ALLOCATED, **changes):
    values = {"by": "Maria Costa", "family": "Harrow family", "family_key": "f", "assessment_key": None}
    return NoticeRow("key", kind, AT, **(values | changes))


def test_every_kind_has_its_sentence():
    assert set(SENTENCES) == set(NoticeKind)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_notice_is_one_sentence_without_gaps(kind):
    [view] = present_notices([notice(kind, by=None, family=None, family_key=None)])
    assert view.words.endswith(".")
    assert "{" not in view.words
    assert "None" not in view.words
    assert (view.family_key, view.assessment_key) == ("", "")


def test_a_notice_leads_to_the_assessment_or_else_to_the_family():
    both, family = present_notices([notice(assessment_key="a"), notice()])
    assert both.words == "Maria Costa allocated Harrow family to you."
    assert both.when == "3 November 2026 at 14:32"
    assert (both.assessment_key, both.family_key) == ("a", "")
    assert (family.assessment_key, family.family_key) == ("", "f")
