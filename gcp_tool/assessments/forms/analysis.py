"""Why care is as it is, what it means for a child, and whose effort a change for the better was."""

from collections.abc import Sequence
from typing import Any

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.services.analysis import Analysis, EffortGiven
from gcp_tool.assessments.sheets import AsFields, Sheet
from gcp_tool.assessments.words import HISTORY, MEANS, WHY
from gcp_tool.domain.factors import Factor, FactorGroup
from gcp_tool.domain.instrument import Item
from gcp_tool.domain.vocabulary import AnswerKind, Effort
from gcp_tool.models import Profile
from gcp_tool.web.forms import CheckboxesField, LongTextField, RadiosField, TextField, VersionedForm, option

LONGEST_ANALYSIS = 10_000
LONGEST_FACTOR = 500
LONGEST_EFFORT = 4000


class AnalysisForm(VersionedForm):
    """Texts, and factors to tick with a few words each. Made by `analysis_form`."""

    texts: Sequence[str]
    factors: Sequence[Factor]
    groups: Sequence[FactorGroup]
    sheet: Sheet

    def given(self) -> Analysis:
        """What was typed. The form was found valid before."""
        ticked = [code for group in self.groups for code in self[group.value].data]
        return Analysis(
            texts={code: self[code].data for code in self.texts},
            factors={code: self[words_name(code)].data for code in ticked},
        )


def words_name(code: str) -> str:
    """The name of the field for the words of a factor."""
    return f"words-{code}"


def analysis_form(
    factors: Sequence[Factor], sheet: Sheet, *, about_child: bool, by_age: frozenset[str] = frozenset()
) -> AnalysisForm:
    """The form of the whole or of a child, holding what was written down before.

    `by_age` are the factors that the child's age makes true by itself: said so, and left to be ticked.
    """
    texts = (MEANS,) if about_child else (WHY, HISTORY)
    groups = tuple(dict.fromkeys(factor.group for factor in factors))
    fields: dict[str, Any] = {"texts": texts, "factors": factors, "groups": groups}
    for code in texts:
        label, hint = content.ANALYSIS_WORDS[code]
        fields[code] = LongTextField(label, longest=LONGEST_ANALYSIS, rows=6, description=hint)
    for group in groups:
        choices = [_choice(factor, by_age) for factor in factors if factor.group is group]
        fields[group.value] = CheckboxesField(content.FACTOR_GROUP_WORDS[group], choices)
    for factor in factors:
        fields[words_name(factor.code)] = TextField("What you know of it", longest=LONGEST_FACTOR)
    kind = type("OneAnalysisForm", (AnalysisForm,), fields)
    held: dict[str, Any] = dict(analysis_fields(factors, about_child=about_child)(sheet))
    held |= {group.value: [code for code in held[group.value].split(",") if code] for group in groups}
    form: AnalysisForm = kind(data=held | {"version": sheet.version})
    form.sheet = sheet
    return form


def _choice(factor: Factor, by_age: frozenset[str]) -> Any:
    parts = [
        f"Assessment factor {factor.statutory}" if factor.statutory else "",
        "So by date of birth" if factor.code in by_age else "",
        "A strength" if factor.is_strength else "",
    ]
    return option(factor.code, factor.words, hint=". ".join(part for part in parts if part))


def analysis_fields(factors: Sequence[Factor], *, about_child: bool) -> AsFields:
    """What the fields of the form show of what is held."""

    def as_fields(sheet: Sheet) -> dict[str, str]:
        texts = (MEANS,) if about_child else (WHY, HISTORY)
        shown = {code: sheet.text(AnswerKind.ANALYSIS, code) for code in texts}
        for factor in factors:
            shown[words_name(factor.code)] = sheet.text(AnswerKind.FACTOR, factor.code)
        for group in dict.fromkeys(factor.group for factor in factors):
            ticked = [
                factor.code
                for factor in factors
                if factor.group is group and sheet.find(AnswerKind.FACTOR, factor.code) is not None
            ]
            shown[group.value] = ",".join(ticked)
        return shown

    return as_fields


Asked = Sequence[tuple[Profile, Item]]


class EffortForm(VersionedForm):
    """For each item so much better: what shows it, and whose effort it was. Made by `effort_form`."""

    asked: Asked
    sheet: Sheet

    def given(self) -> list[EffortGiven]:
        """What was typed. The form was found valid before."""
        return [
            EffortGiven(
                profile=profile,
                item_id=item.id,
                words=self[effort_name("words", profile, item)].data,
                effort=Effort(chosen)
                if (chosen := self[effort_name("effort", profile, item)].data)
                else None,
            )
            for profile, item in self.asked
        ]


def effort_name(name: str, profile: Profile, item: Item) -> str:
    """The name of a field about an item."""
    return f"{name}-{profile.id}-{item.id}"


def effort_form(asked: Asked, sheet: Sheet) -> EffortForm:
    """The form, holding what was written down before."""
    fields: dict[str, Any] = {"asked": asked}
    for profile, item in asked:
        fields[effort_name("words", profile, item)] = LongTextField(
            "What did you see that shows it?", longest=LONGEST_EFFORT, rows=3
        )
        fields[effort_name("effort", profile, item)] = RadiosField(
            "Whose effort was it?", options_of(content.EFFORT_WORDS)
        )
    kind = type("OneEffortForm", (EffortForm,), fields)
    form: EffortForm = kind(data={**effort_fields(asked)(sheet), "version": sheet.version})
    form.sheet = sheet
    return form


def effort_fields(asked: Asked) -> AsFields:
    """What the fields of the form show of what is held."""

    def as_fields(sheet: Sheet) -> dict[str, str]:
        return {
            effort_name(name, profile, item): sheet.text(AnswerKind.ANALYSIS, item.id, name, profile.id)
            for profile, item in asked
            for name in ("words", "effort")
        }

    return as_fields
