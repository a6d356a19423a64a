"""Names as people write, type and hear them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.families.names import (
    fold,
    label_words,
    labels_alike,
    name_parts,
    names_alike,
    parts_alike,
    sound_of,
    sounds_of,
)

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LETTERS = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=20)
ACCENTS = st.sampled_from(["\u0300", "\u0301", "\u0302", "\u0303", "\u0308", "\u030a", "\u0327"])


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Zoë", "zoe"),
        ("ZOË", "zoe"),
        ("Zoe\u0308", "zoe"),
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Straße", "strasse"),
        ("Ægir", "aegir"),
        ("İpek", "ipek"),
        ("Iğdır", "igdir"),
        ("ﬁona", "fiona"),
        ("مُحَمَّد", "محمد"),
        ("\u200fMia\u200b", "mia"),
    ],
)
def test_a_name_folds_to_plain_small_letters(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_the_form_in_which_unicode_was_sent_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(LETTERS)
def test_capitals_do_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@given(LETTERS, ACCENTS)
def test_an_accent_does_not_matter(text: str, accent: str) -> None:
    assert fold("".join(letter + accent for letter in text)) == fold(text)


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        (("Zoë", "O’Brien-Łuk"), ["zoe", "obrien", "luk"]),
        (("  Mary   Jane ", "de la Cruz"), ["mary", "jane", "de", "la", "cruz"]),
        (("😀", "!!"), []),
        (("Anne_Marie", ""), ["anne", "marie"]),
        (("محمد", "علي"), ["محمد", "علي"]),
        (("x" * 5000, "Hassan"), ["x" * 400]),
    ],
)
def test_a_name_falls_into_parts(names: tuple[str, str], parts: list[str]) -> None:
    assert name_parts(*names) == parts


@given(ANY_TEXT, ANY_TEXT)
def test_every_name_has_sounds_of_as_many_parts(one: str, other: str) -> None:
    sounds = sounds_of(one, other).split()
    assert len(sounds) == len(name_parts(one, other))
    assert all(sounds)


@given(LETTERS, LETTERS)
def test_the_sounds_of_a_name_are_those_of_its_parts_in_order(given_name: str, family_name: str) -> None:
    assert sounds_of(given_name, family_name) == f"{sounds_of(given_name)} {sounds_of(family_name)}".strip()


@given(LETTERS, ACCENTS)
def test_a_name_sounds_the_same_however_it_is_typed(name: str, accent: str) -> None:
    assert sounds_of(f" {name.upper()}{accent} ") == sounds_of(name)


@pytest.mark.parametrize("part", ["محمد", "李", "2"])
def test_a_part_without_a_code_stands_for_itself(part: str) -> None:
    assert sound_of(part) == part


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hassan", "hasan"), ("stephen", "steven"), ("catherine", "katherine"), ("lee", "leigh"), ("mia", "mya"),
        ("zoe", "zoey"), ("philip", "filip"), ("jo", "joe"), ("thomas", "tomas"),
        ("anthony", "antony"), ("aisha", "ayesha"), ("mohammed", "muhammad"), ("علي", "علي"),
    ],
)  # fmt: skip
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert parts_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("mia", "may"), ("mia", "mo"), ("hassan", "harrow"), ("adam", "eve"), ("علي", "عمر"), ("ann", "ian")],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert not parts_alike(one, other)


@given(
    st.text(st.characters(categories=["Ll"]), min_size=1),
    st.text(st.characters(categories=["Ll"]), min_size=1),
)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert parts_alike(one, other) == parts_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("Mia", "Hassan"), ("Mya", "Hasan"), True),
        (("Sam", "Okafor"), ("Samuel", "Okafor"), True),
        (("Mia Rose", "Hassan"), ("Mia", "Hassan"), True),
        (("Mia", "Hassan-Price"), ("Mia", "Price"), True),
        (("Hassan", "Mia"), ("Mia", "Hassan"), True),
        (("Mia", ""), ("Mia", "Hassan"), True),
        (("Isla", "Harrow"), ("Ilsa", "Harow"), True),
        (("Isla", "Harrow"), ("Isa", "Harrow"), False),
        (("Mia", "Hassan"), ("Mia", "Price"), False),
        (("Mia", "Hassan"), ("Adam", "Hassan"), False),
        (("Al", "Hassan"), ("Alan", "Hassan"), False),
        (("", "Hassan"), ("Mia", "Hassan"), False),
        (("", ""), ("", ""), False),
    ],
)
def test_people_whose_names_are_alike(one: tuple[str, str], other: tuple[str, str], *, alike: bool) -> None:
    assert names_alike(*one, *other) is alike
    assert names_alike(*other, *one) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Hassan family", "The Hasan family", True),
        ("Hassan / Price", "Price", True),
        ("Family", "Family", False),
        ("The family", "Hassan family", False),
        ("Hassan", "Harrow", False),
    ],
)
def test_labels_that_are_alike(one: str, other: str, *, alike: bool) -> None:
    assert labels_alike(one, other) is alike


def test_words_that_every_label_has_tell_nothing() -> None:
    assert label_words("The Hassan Family and Price household") == ["hassan", "price"]
