"""The questions of a review as data: what the file holds, and what is refused when the tool starts."""

from pathlib import Path

import pytest

from gcp_tool.reviews.questions import QUESTIONS, QuestionsNotUsable, load_questions

GOOD = "- form: first-1\n  questions:\n    - {code: like_today, words: What is life like today?}\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_supervisor_asks_is_asked() -> None:
    asked = {question.code: question.words for question in QUESTIONS.current.questions}
    assert list(asked) == [
        "like_today",
        "changed",
        "whose_effort",
        "would_last",
        "tried_before",
        "others_see",
        "not_known",
        "if_nothing",
    ]
    assert all(words.endswith("?") for words in asked.values())


def test_the_last_form_is_in_use_and_the_one_before_keeps_its_words(tmp_path: Path) -> None:
    later = "- form: second-1\n  questions:\n    - {code: like_today, words: And how is it now then?}\n"
    forms = load_questions(written(tmp_path, GOOD + later))
    assert forms.current.form == "second-1"
    assert forms.words_of("first-1", "like_today") == "What is life like today?"


def test_a_question_that_the_file_has_lost_is_told_by_its_code() -> None:
    assert QUESTIONS.words_of("six-month-review-1", "an_old_one") == "An old one"
    assert QUESTIONS.words_of("never-heard-of", "like_today") == "Like today"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "holds no form"),
        ("- form: a: b", "is not YAML"),
        ("- form: first-1\n  questions: []\n", "0, questions"),
        (GOOD.replace("like_today", "Like Today"), "code"),
        (GOOD + GOOD, "“first-1” is there twice"),
        (GOOD + "    - {code: like_today, words: What else is there?}\n", "“like_today” is there twice"),
        (GOOD + "  other: 1\n", "other"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_tool_and_says_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(QuestionsNotUsable, match=said):
        load_questions(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsNotUsable, match=r"missing: questions\.yaml"):
        load_questions(tmp_path / "questions.yaml")
