"""A target: what it is about, the grade to reach, by when, and who does what."""

from collections.abc import Sequence
from typing import Any

from gcp_tool.assessments.services.targets import TargetGiven
from gcp_tool.domain.instrument import Scale
from gcp_tool.models import Target
from gcp_tool.web.forms import (
    BaseForm,
    DatePartsField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionedForm,
    option,
)


class TargetFields:
    """What every target says, in the order of the page."""

    aim = RadiosField("Which grade is it to reach?", required="Choose the grade it is to reach")
    what = LongTextField(
        "What will be seen then?",
        longest=2000,
        rows=3,
        required="Enter what will be seen when the target is reached",
        description=(
            "Something you can see or count: “A cooked meal on five days of seven”, not “better meals”. One thing,"
            " within reach"
        ),
    )
    who = TextField(
        "Who does what?",
        longest=500,
        required="Enter who does what",
        description="The carer, the family, and what a service does to make it possible",
    )
    by_on = DatePartsField(
        "By when?",
        noun="The day it is to be reached by",
        required="Enter by when it is to be reached",
        description="Usually before the next assessment: that is where the outcome is read from",
    )


class NewTargetForm(TargetFields, BaseForm):
    """A new target."""

    about = SelectField(
        "What is it about?",
        required="Choose what the target is about",
        description="What is graded worse than best",
    )


class TargetForm(TargetFields, VersionedForm):
    """A target to change."""


class GiveUpForm(VersionedForm):
    """Giving a target up."""

    reason = LongTextField(
        "Why is this target given up?",
        longest=2000,
        required="Enter why this target is given up",
        description="For example: another target takes its place, or the carer no longer looks after the child",
    )


def new_target_form(scale: Scale, about: Sequence[tuple[str, str]]) -> NewTargetForm:
    """The form of a new target; `about` are the items and areas to choose from."""
    form = NewTargetForm()
    form.about.choices = [option(value, words) for value, words in about]
    _offer(form, scale, len(scale.levels))
    return form


def target_form(scale: Scale, target: Target) -> TargetForm:
    """The form of a target, holding what it says now."""
    data: dict[str, Any] = {
        "aim": scale.level(target.aim).value,
        "what": target.what,
        "who": target.who,
        "by_on": target.by_on,
        "version": target.version,
    }
    form = TargetForm(data=data)
    _offer(form, scale, target.current)
    return form


def _offer(form: NewTargetForm | TargetForm, scale: Scale, current: int) -> None:
    """The grades better than the one it is now."""
    levels = [level for level in scale.levels if level.number < current]
    form.aim.choices = [option(str(level.value), f"{level.label} ({level.value})") for level in levels]


def given_of(form: NewTargetForm | TargetForm, scale: Scale) -> TargetGiven:
    """What was typed. The form was found valid before.

    Raises:
        ValueError: it was not.
    """
    if form.by_on.data is None or not form.aim.data:
        raise ValueError("a target has a grade and a day")
    return TargetGiven(
        aim=scale.level_with_value(int(form.aim.data)).number,
        by_on=form.by_on.data,
        what=form.what.data,
        who=form.who.data,
    )


def theirs_in_values(scale: Scale, fields: dict[str, str]) -> dict[str, str]:
    """What somebody else saved, its level as the value that the form shows."""
    level = fields.get("aim", "")
    shown = str(scale.level(int(level)).value) if level.isdigit() else level
    return fields | {"aim": shown}
