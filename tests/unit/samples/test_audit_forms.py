"""The questions of audits: what a file may hold, and which edition a new sample uses."""

from pathlib import Path

import pytest

from gcp_tool.samples.audit_forms import (
    AUDIT_FORMS,
    AuditFormNotUsable,
    latest_forms,
    load_audit_forms,
)

WHOLE = """
title: A form
about: What this form is about.
sections:
  - title: Only part
    questions:
      - code: one
        ask: Is this one there?
"""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: [", "is not YAML"),
        (WHOLE.replace("title: A form", ""), "title: Field required"),
        (WHOLE.replace("code: one", "code: One!"), "sections, 0, questions, 0, code"),
        (WHOLE + "        shape: round\n", "shape: Extra inputs"),
        (WHOLE + "      - code: one\n        ask: Is it there twice?\n", "the question “one” is there twice"),
        (WHOLE.replace("ask: Is", "kind: sung\n        ask: Is"), "kind"),
    ],
)
def test_a_fault_in_a_form_is_told_with_the_file(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "some-form-1.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(AuditFormNotUsable, match=r"some-form-1\.yaml") as refused:
        load_audit_forms(tmp_path)
    assert fault in str(refused.value)


def test_a_new_sample_uses_the_newest_edition_of_each_form(tmp_path: Path) -> None:
    for name in ("some-form-2", "some-form-10", "other-1"):
        (tmp_path / f"{name}.yaml").write_text(WHOLE, encoding="utf-8")
    assert set(latest_forms(load_audit_forms(tmp_path))) == {"some-form-10", "other-1"}


def test_the_forms_that_ship_ask_what_the_audits_are_for() -> None:
    codes = {name: {one.code for one in form.questions} for name, form in AUDIT_FORMS.items()}
    assert {"same_concerns", "safety_plan", "reason"} <= codes["re-referral-audit-1"]
    assert {"voice", "evidence", "change", "drift"} <= codes["neglect-audit-1"]
