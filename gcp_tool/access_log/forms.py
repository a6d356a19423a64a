"""What somebody asks the log for. It stands in the address, as keys, codes and dates: never a name."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import Form

from gcp_tool.access_log.queries import Named, Wanted
from gcp_tool.access_log.sentences import KIND_WORDS, OF_FAMILIES, Kind, events_of
from gcp_tool.core.clock import LOCAL
from gcp_tool.web.forms import DatePartsField, SelectField, error_list, option
from gcp_tool.web.forms.problems import ErrorLink

_MOST_DIGITS = 18
Sent = MultiDict[str, str]
AnyForm = TypeVar("AnyForm", bound="ChooseForm")


class ChooseForm(Form):
    """Which events. Nothing chosen is all of them. It changes nothing, so it carries no mark and is sent by GET."""

    user = SelectField("Who did it", blank="Anybody")
    kind = SelectField("What", blank="Anything")
    since_on = DatePartsField("From", noun="The first day")
    until_on = DatePartsField("To", noun="The last day")

    def check(self) -> bool:
        """Whether the shape of everything is good, and the days are in order."""
        first, last = self.since_on.data, self.until_on.data
        if self.validate() and first and last and last < first:
            self.until_on.errors = ["The last day must be the same as or after the first day"]
        return not self.errors

    def error_list(self) -> list[ErrorLink]:
        """The lines of the error summary."""
        return error_list(self)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not any(field.data for field in self)

    def as_query(self) -> Mapping[str, str]:
        """What stands in an address to ask for the same."""
        said: dict[str, str] = {}
        for field in self:
            if isinstance(field, DatePartsField):
                said |= {f"{field.name}-{part}": typed for part, typed in field.typed.items() if typed}
            elif field.data:
                said[field.name] = field.data
        return said


class ChooseOfFamilyForm(ChooseForm):
    """Which events of one family: also by whom in the family they are about."""

    person = SelectField("About whom", blank="Anybody in the family")


def choose_form(args: Sent, *, staff: Sequence[Named]) -> ChooseForm:
    """The form for the whole log, as the address fills it in, with what there is to choose from."""
    return _with_choices(ChooseForm(args), staff, tuple(Kind))


def choose_of_family_form(
    args: Sent, *, staff: Sequence[Named], people: Sequence[Named]
) -> ChooseOfFamilyForm:
    """The form for the log of one family."""
    form = ChooseOfFamilyForm(args)
    form.person.choices = [option(one.key, one.name) for one in people]
    return _with_choices(form, staff, OF_FAMILIES)


def _with_choices(form: AnyForm, staff: Sequence[Named], kinds: Sequence[Kind]) -> AnyForm:
    form.user.choices = [option(one.key, one.name) for one in staff]
    form.kind.choices = [option(kind.value, KIND_WORDS[kind]) for kind in kinds]
    return form


def wanted_of(form: ChooseForm, *, staff: Sequence[Named], before: str | None = None) -> Wanted:
    """What a checked form asks for. The days are those of the wall clock, both counted."""
    since, until = form.since_on.data, form.until_on.data
    return Wanted(
        actor_id=id_of(form.user.data, staff),
        events=sorted(events_of(Kind(form.kind.data))) if form.kind.data else (),
        since=_begin_of(since) if since else None,
        until=_begin_of(until + timedelta(days=1)) if until else None,
        before=_number(before),
    )


def id_of(key: str | None, choices: Sequence[Named]) -> int | None:
    """Who was chosen; None when nobody was."""
    return next((one.id for one in choices if one.key == key), None) if key else None


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL).astimezone(UTC)


def _number(text: str | None) -> int | None:
    """The number of an event; anything else asks for the newest."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if text is not None and is_number else None
