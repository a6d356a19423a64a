"""The text of our own tool: that it is whole, and that it keeps the rules it was written by."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from gcp_tool.domain.instrument import CombiningRule, instrument_from
from gcp_tool.domain.vocabulary import AgeBand, NeglectType
from gcp_tool.instruments.loader import load_file
from gcp_tool.instruments.publishing import check_published, list_published

FOLDER = Path(__file__).parents[3] / "scoring_rules"
LOADED = load_file(FOLDER / "six-domain-care" / "0.9.yaml")
TOOL = LOADED.instrument
WORDINGS = [(item, wording) for item in TOOL.items for wording in item.wordings]
DESCRIPTORS = [
    (f"{item.id} {wording.bands[0].value} {level}", text)
    for item, wording in WORDINGS
    for level, text in enumerate(wording.words, start=1)
]

# Judgements, one gender's words, and words that only say how often without saying it.
BANNED = re.compile(
    r"\b(mum|dad|mummy|daddy|mother|father|mothers|fathers|he|she|him|her|his|hers|poor|poorly|adequate|inadequate"
    r"|appropriate|inappropriate|good enough|chaotic|failing|failed|fails|neglectful|neglect|neglected|gcp|gcp2|nspcc"
    r"|always|often|sometimes|usually|rarely|frequently|regularly|occasionally|never|unborn|worst|parenting|engage"
    r"|engagement|attachment|disclose|dysfunctional|hygiene|stimulation)\b",
    re.IGNORECASE,
)
# Marks of text that is about having money, not about what is done.
ABOUT_MONEY = re.compile(r"\b(afford|expensive|brand|branded|luxury|own home|owns|benefits)\b", re.IGNORECASE)


def words_of(text):
    return re.findall(r"[a-z']+", text.lower())


def test_the_tool_is_published_as_it_stands():
    check_published(FOLDER)
    published = {each.name: each.sha256 for each in list_published(FOLDER)}
    assert published["six-domain-care/0.9"] == LOADED.sha256


def test_stored_content_gives_the_tool_back():
    assert instrument_from(json.loads(json.dumps(LOADED.content))) == TOOL


def test_it_has_five_levels_and_our_rule():
    assert [level.value for level in TOOL.scale.levels] == [1, 2, 3, 4, 5]
    assert (TOOL.scale.concern_from, TOOL.scale.serious_from) == (3, 4)
    assert TOOL.combining == CombiningRule("median_with_override", 4)
    assert "MIT" in TOOL.licence


def test_the_six_domains_are_the_six_kinds_of_neglect():
    assert [domain.neglect_type for domain in TOOL.domains] == list(NeglectType)
    assert [domain.id for domain in TOOL.domains] == [kind.value for kind in NeglectType]


def test_every_domain_has_two_areas_and_every_area_two_items():
    for domain in TOOL.domains:
        assert len(domain.areas) >= 2, domain.id
        assert all(len(area.items) >= 2 for area in domain.areas), domain.id


@pytest.mark.parametrize(
    ("band", "items", "areas"),
    [
        (AgeBand.UNBORN, 10, 7),
        (AgeBand.UNDER_TWO, 22, 11),
        (AgeBand.TWO_TO_FOUR, 24, 12),
        (AgeBand.FIVE_TO_TEN, 29, 12),
        (AgeBand.ELEVEN_TO_SEVENTEEN, 28, 12),
    ],
)
def test_every_age_band_has_its_items(band, items, areas):
    assert len(TOOL.items_for(band)) == items
    assert len(TOOL.areas_for(band)) == areas


def test_a_child_of_any_age_once_born_is_looked_at_in_all_six_domains():
    for band in AgeBand:
        assert len(TOOL.domains_for(band)) == (5 if band is AgeBand.UNBORN else 6)


def test_a_few_items_belong_to_the_household_and_a_few_cannot_wait():
    household = {item.id for item in TOOL.items if item.household}
    assert household == {
        "physical.home.warmth",
        "physical.home.cleanliness",
        "emotional.home-life.conflict",
        "supervision.safety.hazards",
    }
    immediate = {item.id for item in TOOL.items if item.immediate}
    assert immediate == {
        "nutritional.food.enough",
        "medical.care.illness",
        "medical.everyday.mind",
        "supervision.safety.watching",
        "supervision.safety.safe-sleep",
        "supervision.safety.substances",
    }


def test_every_item_opens_with_a_question():
    assert all(item.question.endswith("?") for item in TOOL.items)


def test_no_two_descriptors_are_equal():
    texts = [text for _, text in DESCRIPTORS]
    assert len(texts) == 310
    assert len(set(texts)) == len(texts)


def test_no_two_items_share_a_title_or_a_question():
    assert len({item.title for item in TOOL.items}) == len(TOOL.items) == 32
    assert len({item.question for item in TOOL.items}) == len(TOOL.items)


def test_descriptors_are_short_enough_to_read_and_long_enough_to_see():
    off = {place: len(text.split()) for place, text in DESCRIPTORS if not 12 <= len(text.split()) <= 35}
    assert off == {}


def test_sentences_are_short():
    long = {
        place: sentence
        for place, text in DESCRIPTORS
        for sentence in text.split(". ")
        if len(sentence.split()) > 27
    }
    assert long == {}


def test_descriptors_are_whole_sentences():
    assert [place for place, text in DESCRIPTORS if not (text[0].isupper() and text.endswith("."))] == []


def test_banned_words_do_not_come_up():
    everything = [
        *DESCRIPTORS,
        *((item.id, f"{item.title} {item.question}") for item in TOOL.items),
        *((level.label, f"{level.label} {level.meaning}") for level in TOOL.scale.levels),
        *((part.id, part.title) for domain in TOOL.domains for part in (domain, *domain.areas)),
    ]
    found = {place: match[0] for place, text in everything if (match := BANNED.search(text))}
    assert found == {}


def test_care_is_graded_and_not_money():
    found = {place: match[0] for place, text in DESCRIPTORS if (match := ABOUT_MONEY.search(text))}
    assert found == {}


def test_neighbouring_grades_differ_by_more_than_a_word_or_two():
    close = {
        f"{item.id} {wording.bands[0].value} {level}": sorted(set(words_of(one)) ^ set(words_of(next_one)))
        for item, wording in WORDINGS
        for level, (one, next_one) in enumerate(pairwise(wording.words), start=1)
        if len(set(words_of(one)) ^ set(words_of(next_one))) < 20
    }
    assert close == {}


@pytest.mark.parametrize(
    ("band", "word"),
    [
        (AgeBand.UNBORN, r"baby|pregnan"),
        (
            AgeBand.ELEVEN_TO_SEVENTEEN,
            r"young person|child|adults|people|floor|toilet|rooms?|food|alarms|dangers",
        ),
    ],
)
def test_words_fit_the_age_band(band, word):
    for item in TOOL.items_for(band):
        if not item.household:
            text = " ".join(item.descriptors(band))
            assert re.search(word, text, re.IGNORECASE), item.id


def test_a_baby_who_is_due_is_not_written_of_as_a_child_at_school():
    for item in TOOL.items_for(AgeBand.UNBORN):
        text = " ".join(item.descriptors(AgeBand.UNBORN))
        assert not re.search(r"\b(the child|school|nursery|young person)\b", text), item.id


def test_no_character_is_there_that_nobody_can_see():
    assert [c for c in json.dumps(LOADED.content, ensure_ascii=False) if not c.isprintable()] == []
