"""Who has looked at a family, for its manager; and the whole log, without case content."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Response, request
from sqlalchemy.orm import joinedload

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.log_policies import check_read_log, check_see_who_looked
from gcp_tool.access.permissions import Permission
from gcp_tool.access_log.blueprint import blueprint
from gcp_tool.access_log.export import MOST_ROWS, write_events
from gcp_tool.access_log.forms import ChooseForm, choose_form, choose_of_family_form, id_of, wanted_of
from gcp_tool.access_log.presenters import EventView, present_events
from gcp_tool.access_log.queries import Named, Wanted, list_events, list_people, list_staff, list_who_looked
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.extensions import db
from gcp_tool.models import Family
from gcp_tool.web.downloads import FileKind, send_file_made
from gcp_tool.web.pages import UNPROCESSABLE, Page, page

PAGE_SIZE = 50
_WITH_TEAM = joinedload(Family.team)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for; `family` is None for the whole log, and then nobody of any family is named."""

    form: ChooseForm
    wanted: Wanted
    is_good: bool
    family: Family | None = None
    people: Sequence[Named] = ()

    def show(self, limit: int) -> Sequence[EventView]:
        """The newest events that are asked for, in words."""
        rows = list_events(db.session, self.wanted, limit=limit)
        return present_events(db.session, rows, people=self.people, of_one_family=self.family is not None)

    def say(self, event: Event, count: int) -> None:
        """Put on record that so many events were shown, and what was asked for: ids and codes alone."""
        given = {"count": count, "user": self.wanted.actor_id, "kind": self.form.kind.data}
        details = {name: value for name, value in given.items() if value is not None}
        family_id = self.family.id if self.family is not None else None
        viewed(event, family_id=family_id, person_id=self.wanted.person_id, details=details)


@blueprint.get("/families/<key>/log")
@requires(Permission.FAMILY_LOG_READ)
@records_viewing
def who_looked(key: str) -> Page:
    """Who has looked at a family, changed it, or was refused: the newest first."""
    asked = _ask_of_family(key)
    return _page("access_log/family.html", asked, family=asked.family)


@blueprint.get("/families/<key>/log/csv")
@requires(Permission.FAMILY_LOG_READ)
@records_viewing
def who_looked_file(key: str) -> Response:
    """The same as a file: made, then put on record, then sent."""
    return _file(_ask_of_family(key), "who-has-looked")


@blueprint.get("/log")
@requires(Permission.LOG_READ)
@records_viewing
def log() -> Page:
    """The whole log, without case content: the newest first."""
    return _page("access_log/log.html", _ask())


@blueprint.get("/log/csv")
@requires(Permission.LOG_READ)
@records_viewing
def log_file() -> Response:
    """The same as a file: made, then put on record, then sent."""
    return _file(_ask(), "log")


def _ask_of_family(key: str) -> _Asked:
    actor = current_actor()
    family = scope.get_family(db.session, actor, key, _WITH_TEAM)
    check_see_who_looked(actor, family)
    staff, people = list_who_looked(db.session, family.id), list_people(db.session, family.id)
    form = choose_of_family_form(request.args, staff=staff, people=people)
    is_good = form.check()
    wanted = replace(
        wanted_of(form, staff=staff, before=request.args.get("before")),
        family_id=family.id,
        person_id=id_of(form.person.data, people),
    )
    return _Asked(form, wanted, is_good, family, people)


def _ask() -> _Asked:
    check_read_log(current_actor())
    staff = list_staff(db.session)
    form = choose_form(request.args, staff=staff)
    is_good = form.check()
    return _Asked(form, wanted_of(form, staff=staff, before=request.args.get("before")), is_good)


def _page(template: str, asked: _Asked, **context: object) -> Page:
    """A page of events; of one that asks for what cannot be, only what is wrong with it."""
    views = asked.show(PAGE_SIZE + 1) if asked.is_good else ()
    shown = views[:PAGE_SIZE]
    if asked.is_good:
        asked.say(Event.LOG_VIEWED, len(shown))
    return page(
        template,
        status=200 if asked.is_good else UNPROCESSABLE,
        form=asked.form,
        events=shown,
        older=shown[-1].number if len(views) > PAGE_SIZE else None,
        is_newest=asked.wanted.before is None,
        query=asked.form.as_query(),
        most=MOST_ROWS,
        **context,
    )


def _file(asked: _Asked, name: str) -> Response:
    if not asked.is_good:
        raise Invalid({link.get("href", ""): link["text"] for link in asked.form.error_list()})
    views = asked.show(MOST_ROWS)
    made_on = clock.today()
    db.end_read()
    asked.say(Event.LOG_EXPORTED, len(views))
    return send_file_made(write_events(views), kind=FileKind.CSV, name=name, made_on=made_on)
