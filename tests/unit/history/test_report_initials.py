"""Initials in place of names: in every word of a document, and nowhere that is no name."""

from datetime import date

import pytest

from gcp_tool.documents.content import Bullets, Column, Document, Quote, Section, Strong, Table, Words
from gcp_tool.history.report.initials import replacements, with_initials

MIA, LEA = ("Mia", "Harrow"), ("Lea Ann", "Harrow-West")


def told(text, *people):
    document = Document("Report", "OFFICIAL", date(2026, 11, 3), "Mia Clark", (Words((text,)),))
    [part] = with_initials(document, people).parts
    return part.paragraphs[0]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Mia Harrow, cared for by Lea Ann Harrow-West", "M.H., cared for by L.A.H.W."),
        ("Mia's bed, and Mia’s drawer", "M.H.'s bed, and M.H.’s drawer"),
        ("Ms Harrow said so", "Ms H. said so"),
        ("the Harrows", "the Harrows"),
        ("Miami", "Miami"),
        ("mia", "mia"),
    ],
)
def test_a_name_stands_by_its_initials_and_a_part_of_a_word_is_no_name(text, becomes):
    assert told(text, MIA, LEA) == becomes


def test_a_month_is_no_child():
    assert told("May was here on 3 May 2026, and May 2026 was long", ("May", "Harrow")) == (
        "M.H. was here on 3 May 2026, and May 2026 was long"
    )


def test_two_people_with_the_same_initials_are_numbered():
    assert told("Mia and Max", MIA, ("Max", "Harrow")) == "M.H. (1) and M.H. (2)"


def test_somebody_without_a_family_name_has_one_letter():
    assert told("Baby slept", ("Baby", "")) == "B. slept"


def test_without_names_nothing_is_replaced():
    assert replacements([("", ""), (" ", "")]) == {}
    assert told("Mia slept") == "Mia slept"


def test_every_part_of_a_document_is_changed_and_who_made_it_is_not():
    document = Document(
        "Report",
        "OFFICIAL",
        date(2026, 11, 3),
        "Mia Clark",
        (
            Section(
                "Mia",
                (
                    Bullets(((Strong("Mia"), " slept"),)),
                    Quote("I am Mia", "Mia", date(2026, 5, 1)),
                    Table(
                        "Of Mia", (Column("Who"), Column("Grade", numeric=True)), (("Mia", 4), ("Max", None))
                    ),
                ),
            ),
        ),
        footer=("Made by Mia",),
    )
    changed = with_initials(document, [MIA])
    [section] = changed.parts
    bullets, quote, table = section.parts
    assert (section.heading, bullets.items, quote.words, quote.who) == (
        "M.H.",
        ((Strong("M.H."), " slept"),),
        "I am M.H.",
        "M.H.",
    )
    assert (table.caption, table.rows) == ("Of M.H.", (("M.H.", 4), ("Max", None)))
    assert (changed.made_by, changed.footer, quote.when) == ("Mia Clark", ("Made by Mia",), date(2026, 5, 1))
