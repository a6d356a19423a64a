"""What the grading screen fills in beforehand drawn markup is what the macros draw, whatever was chosen."""

from dataclasses import replace
from itertools import product

import pytest
from flask import Flask, render_template_string

from gcp_tool.assessments.presenters.grading import REASONS, Choice, NotGraded, Row
from gcp_tool.assessments.presenters.skeleton import radios
from gcp_tool.web.drawn_once import untouched
from gcp_tool.web.forms import BaseForm, LongTextField, RadiosField, option

LEVELS = tuple(Choice(str(n), f"Level <{n}>", f"What & is “seen” at {n}") for n in range(1, 6))
OTHERS = tuple(
    NotGraded(state, label, f"reason-{state}-food.meals.enough-7", REASONS, "", "")
    for state, label in (("not_applicable", "Not applicable"), ("not_known", "Not known"))
)
ROW = Row("grade-food.meals.enough-7", "Isla", "", OTHERS, "", "", "", "")
MACRO = (
    '{% from "components/grades.html" import grade_radios %}'
    "{{ grade_radios(row.name, legend, levels, chosen=row.chosen, not_graded=row.not_graded, hint=hint,"
    ' error=row.error, not_graded_divider="or") }}'
)
CHOSEN = ("", "1", "5", "not_applicable", "not_known", "9", '"><script>')


@pytest.fixture
def shown(made_app: Flask) -> Flask:
    return made_app


@pytest.mark.parametrize(("chosen", "reason"), list(product(CHOSEN, ("", "not_seen", "other", "<b>"))))
def test_what_is_filled_in_is_what_the_macro_draws(shown: Flask, chosen: str, reason: str) -> None:
    others = (OTHERS[0], replace(OTHERS[1], reason_chosen=reason))
    for error, hint in product(("", "Choose <one>"), ("", "Look for: mould & damp")):
        row = replace(ROW, chosen=chosen, not_graded=others, error=error)
        with shown.test_request_context():
            legend = "What <do> you see?"
            drawn = render_template_string(MACRO, row=row, legend=legend, levels=LEVELS, hint=hint)
            assert radios(row, legend, LEVELS, hint) == drawn


def test_two_places_of_one_item_do_not_share_what_was_chosen(shown: Flask) -> None:
    with shown.test_request_context():
        first = radios(replace(ROW, chosen="3"), "What?", LEVELS)
        second = radios(replace(ROW, name="grade-food.meals.enough-8"), "What?", LEVELS)
    assert first.count(" checked") == 1
    assert " checked" not in second
    assert "enough-7" not in second.replace("reason-not_known-food.meals.enough-7", "")


class Form(BaseForm):
    words = LongTextField("Words")
    source = RadiosField("Source", [option("a", "A"), option("b", "B")])


@pytest.mark.parametrize("data", [{}, {"words": "Toast"}, {"source": "b"}])
def test_a_field_is_drawn_again_only_while_nothing_is_in_it(shown: Flask, data: dict[str, str]) -> None:
    with shown.test_request_context():
        untouched(Form().words)
        form = Form(data=data)
        assert untouched(form.words) == form.words()
        assert untouched(form.source) == form.source()
