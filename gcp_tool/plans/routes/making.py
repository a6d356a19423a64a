"""Forms made for their family and their kind of record, and what was typed into them as the services take it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gcp_tool.access.actor import Actor
from gcp_tool.audit.versions import as_field
from gcp_tool.domain.errors import EditConflict, NotFound
from gcp_tool.extensions import db
from gcp_tool.models import Family, Support, Target, TimelineEvent
from gcp_tool.plans.content import WHOLE_FAMILY, RecordKind
from gcp_tool.plans.details import Details
from gcp_tool.plans.forms.records import (
    AddEventForm,
    AddPlanForm,
    AddReferralForm,
    AddSupportForm,
    ChangeEventForm,
    ChangePlanForm,
    ChangeReferralForm,
    ChangeSupportForm,
    RecordForm,
)
from gcp_tool.plans.presenters.choices import (
    anybody_choices,
    as_shown,
    child_choices,
    event_choices,
    target_choices,
)
from gcp_tool.plans.queries.members import Member, list_members
from gcp_tool.plans.queries.records import Record, find_target, get_record, list_open_targets
from gcp_tool.plans.services.recording import person_id_of

_ADD: Mapping[RecordKind, type[RecordForm]] = {
    RecordKind.PLAN: AddPlanForm,
    RecordKind.REFERRAL: AddReferralForm,
    RecordKind.SUPPORT: AddSupportForm,
    RecordKind.EVENT: AddEventForm,
}
_CHANGE: Mapping[RecordKind, type[RecordForm]] = {
    RecordKind.PLAN: ChangePlanForm,
    RecordKind.REFERRAL: ChangeReferralForm,
    RecordKind.SUPPORT: ChangeSupportForm,
    RecordKind.EVENT: ChangeEventForm,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a form is filled in from: its family with the people in it, the targets, and the record if there is one."""

    kind: RecordKind
    family: Family
    members: Sequence[Member]
    targets: Sequence[Target]
    row: Record | None = None

    @property
    def about(self) -> Member | None:
        """Whom the record is about; None for the family as a whole, and for what is new."""
        person_id = person_id_of(self.row) if self.row is not None else None
        return next((member for member in self.members if member.id == person_id), None)


def kind_of(code: str) -> RecordKind:
    """The kind of record that an address names.

    Raises:
        NotFound: it names none.
    """
    if code not in set(RecordKind):
        raise NotFound("There is no such page.")
    return RecordKind(code)


def desk_for_new(family: Family, kind: RecordKind) -> Desk:
    """What is needed to add a record to the family."""
    return Desk(kind, family, list_members(db.session, family.id), _targets(family, kind))


def desk_for(actor: Actor, kind: RecordKind, key: str) -> Desk:
    """What is needed to change the record of this key.

    Raises:
        NotFound: there is none that the actor may open.
    """
    row = get_record(db.session, actor, kind, key)
    targets = _targets(row.family, kind)
    if isinstance(row, Support) and row.target_id and row.target_id not in {one.id for one in targets}:
        settled = find_target(db.session, row.family_id, row.target_id)
        targets = [*targets, settled] if settled else targets
    return Desk(kind, row.family, list_members(db.session, row.family_id), targets, row)


def form_for(desk: Desk, *, shown: bool = False) -> RecordForm:
    """The form of a record; `shown` fills it in with what is on record."""
    values = shown_values(desk) if shown else {}
    made = _ADD if desk.row is None else _CHANGE
    form = made[desk.kind](**values)
    if isinstance(form, AddPlanForm | AddReferralForm):
        form.people.choices = child_choices(desk.members)
        _choose_the_only_one(form)
    elif isinstance(form, AddSupportForm | ChangeSupportForm | AddEventForm | ChangeEventForm):
        form.people.choices = anybody_choices(desk.members)
    if isinstance(form, AddSupportForm | ChangeSupportForm):
        form.target.choices = target_choices(desk.targets)
        form.target.blank = "No target"
    if isinstance(form, AddEventForm | ChangeEventForm):
        form.kind.choices = event_choices(desk.row.kind if isinstance(desk.row, TimelineEvent) else None)
    return form


def shown_values(desk: Desk) -> dict[str, object]:
    """What is on record, with its version."""
    if desk.row is None:
        return {}
    return {**as_shown(desk.row, desk.members, desk.targets), "version": desk.row.version}


def details_of(form: RecordForm, desk: Desk) -> Details:
    """What was typed; the form was found whole before."""
    if isinstance(form, AddSupportForm | ChangeSupportForm):
        chosen = (target.id for target in desk.targets if target.key == form.target.data)
        return form.details_for(next(chosen, None))
    return form.details()


def about_of(form: RecordForm, desk: Desk) -> Sequence[int | None]:
    """Whom the record is to be about."""
    if isinstance(form, ChangePlanForm | ChangeReferralForm):
        return [person_id_of(desk.row)] if desk.row is not None else []
    ids: dict[str, int | None] = {member.key: member.id for member in desk.members}
    return [(ids | {WHOLE_FAMILY: None})[key] for key in form.chosen]


def as_chosen(conflict: EditConflict, desk: Desk) -> EditConflict:
    """What somebody else saved, by the names of the form's fields."""
    if desk.row is None:
        return conflict
    fields = {name: as_field(value) for name, value in as_shown(desk.row, desk.members, desk.targets).items()}
    return EditConflict(replace(conflict.theirs, fields=fields))


def _targets(family: Family, kind: RecordKind) -> Sequence[Target]:
    return list_open_targets(db.session, family.id) if kind is RecordKind.SUPPORT else []


def _choose_the_only_one(form: AddPlanForm | AddReferralForm) -> None:
    """A lone child need not be chosen; a form that was sent says itself what was chosen."""
    choices = form.people.choices or []
    if len(choices) == 1 and not form.is_submitted():
        form.people.data = [choices[0].value]
