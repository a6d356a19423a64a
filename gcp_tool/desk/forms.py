"""The shape of what is typed on the desk and the pages that hang from it."""

from collections.abc import Mapping, Sequence
from datetime import date

from gcp_tool.core.formatting import counted
from gcp_tool.core.keys import KEY_LENGTH
from gcp_tool.desk.caseload.cases import Case
from gcp_tool.desk.queries.people import Person
from gcp_tool.families.queries.holding import Worker
from gcp_tool.notices.presenters import NoticeView
from gcp_tool.notices.queries import MOST_SHOWN
from gcp_tool.web.forms import (
    BaseForm,
    CheckboxesField,
    DatePartsField,
    HiddenField,
    SelectField,
    option,
)

_LONGEST_KEYS = (KEY_LENGTH + 1) * MOST_SHOWN


class SeenForm(BaseForm):
    """Which notices were shown, so that what came meanwhile stays."""

    keys = HiddenField()

    @property
    def shown(self) -> Sequence[str]:
        """The keys of the notices."""
        return self.keys.data[:_LONGEST_KEYS].split()


def seen_form(notices: Sequence[NoticeView]) -> SeenForm:
    """The form under these notices."""
    return SeenForm(data={"keys": " ".join(notice.key for notice in notices)})


class SinceForm(BaseForm):
    """The day of the last supervision."""

    since_on = DatePartsField(
        "When was the last supervision?",
        description="What changed is told from this day on",
        noun="The day of the last supervision",
        required="Enter the day of the last supervision",
    )

    def check(self, today: date) -> bool:
        """Whether the day is one on which something can have changed since."""
        if self.validate() and self.since_on.data is not None and self.since_on.data > today:
            self.since_on.errors = ["The day of the last supervision must be today or in the past"]
        return not self.errors


class HandOverForm(BaseForm):
    """Which families go to whom, and from when. `leads` are the allocations that were shown, with their families."""

    families = CheckboxesField("Which families?", required="Choose at least one family")
    worker = SelectField("Who will work with them?", required="Choose who will work with them")
    from_on = DatePartsField(
        "From when?",
        description="Today, or a day in the past. A family moves when you save this, never ahead of time",
        noun="The day",
        required="Enter the day from which they work with them",
    )
    leads = HiddenField()

    @property
    def shown(self) -> Mapping[str, int]:
        """The lead allocation of each family, by its key, as the page showed it."""
        pairs = (pair.rpartition(".") for pair in self.leads.data.split())
        return {key: int(number) for key, _, number in pairs if number.isascii() and number.isdigit()}


def hand_over_form(
    cases: Sequence[Case], workers: Sequence[Worker], leaving: Person, today: date
) -> HandOverForm:
    """The form with the families of who hands over, and everybody else in the teams that hold them."""
    leads = " ".join(f"{case.row.key}.{case.row.lead_id}" for case in cases)
    form = HandOverForm(data={"from_on": today, "leads": leads})
    several = len({case.row.team_id for case in cases}) > 1
    form.families.choices = [
        option(case.row.key, case.row.label, hint=f"Held by {case.row.team}" if several else "")
        for case in cases
    ]
    form.worker.choices = [
        option(one.key, f"{one.name}, {one.team}: {counted(one.families, 'family', 'families')}")
        for one in workers
        if one.id != leaving.id
    ]
    return form
