"""Every event is told in a plain sentence, and can be asked for by one kind."""

import re

import pytest

from gcp_tool.access_log.sentences import (
    CLOSER,
    KIND_WORDS,
    NO_WORDS,
    OF_FAMILIES,
    SENTENCES,
    Kind,
    events_of,
    sentence_for,
)
from gcp_tool.audit.events import Event

PLACES = {"who": "Tom Adeyemi", "whom": "Jo Bell", "family": "this family", "of_family": " of this family"}
ALL = [*SENTENCES.values(), *(one for _, closer in CLOSER.values() for one in closer.values())]


def test_every_event_has_a_sentence() -> None:
    assert set(Event) - set(SENTENCES) == set()


@pytest.mark.parametrize("sentence", ALL)
def test_a_sentence_is_plain_and_says_who(sentence: str) -> None:
    said = sentence.format(**PLACES)
    assert said[0].isupper()
    assert said[-1].isalpha()
    assert not re.search(r"[{}_]|\bid\b|\.\w", said)
    assert "{who}" in sentence or "{whom}" in sentence


@pytest.mark.parametrize("event", Event)
def test_every_event_is_of_one_kind(event: Event) -> None:
    assert [event in events_of(kind) for kind in Kind].count(True) == 1


def test_every_kind_has_words_and_those_of_families_are_some_of_them() -> None:
    assert set(KIND_WORDS) == set(Kind)
    assert set(OF_FAMILIES) < set(Kind)
    about_families = {one for one in Event if one.value.startswith(("family.", "assessment.", "person."))}
    assert about_families <= frozenset[Event]().union(*(events_of(kind) for kind in OF_FAMILIES))


@pytest.mark.parametrize(
    ("event", "details", "said"),
    [
        ("family.viewed", {}, "{who} opened {family}’s page"),
        ("family.viewed", {"page": "timeline"}, "{who} opened {family}’s timeline"),
        ("family.viewed", {"page": "add plan"}, "{who} opened a page of {family}’s record"),
        ("family.viewed", {"break_glass": 4}, "{who} opened {family}’s page under break-glass"),
        ("access.refused", {"status": 404}, CLOSER[Event.REFUSED][1][404]),
        ("access.refused", {"status": 403}, SENTENCES[Event.REFUSED]),
        ("hologram.opened", {}, NO_WORDS),
    ],
)
def test_details_say_more(event: str, details: dict[str, object], said: str) -> None:
    assert sentence_for(event, details) == said
