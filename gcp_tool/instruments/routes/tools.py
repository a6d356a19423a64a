"""Reading tools: which there are, one as a whole, for one age, on paper, and two versions side by side."""

from flask import request

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.core.pagination import page_number
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.extensions import db
from gcp_tool.instruments import queries
from gcp_tool.instruments.blueprint import blueprint
from gcp_tool.instruments.content import BAND_WORDS
from gcp_tool.instruments.presenters.comparing import present_pairs, present_summary
from gcp_tool.instruments.presenters.tools import present_for_age, present_tool
from gcp_tool.models import InstrumentVersion
from gcp_tool.web.pages import Page, page


@blueprint.get("/")
@requires(Permission.TOOL_READ)
def index() -> Page:
    """The stored versions of tools."""
    actor = current_actor()
    versions = queries.list_versions(db.session, page_number(request.args.get("page")))
    return page(
        "instruments/index.html",
        versions=versions,
        latest=queries.latest_keys(versions.rows),
        waiting=queries.count_waiting_notes(db.session, actor),
        may_answer=actor.may(Permission.NOTE_ANSWER),
    )


@blueprint.get("/<key>")
@requires(Permission.TOOL_READ)
def show(key: str) -> Page:
    """One version as a whole: its scale, its rule, and what it grades."""
    version = queries.get_version(db.session, key)
    others = queries.list_other_versions(db.session, version)
    return page(
        "instruments/show.html", version=version, tool=present_tool(version.instrument), others=others
    )


@blueprint.get("/<key>/ages/<code>")
@requires(Permission.TOOL_READ)
def read(key: str, code: str) -> Page:
    """One version as it is read for children of one age, with every word."""
    version, band = queries.get_version(db.session, key), _band(code)
    return page(
        "instruments/read.html",
        version=version,
        tool=present_for_age(version.instrument, band),
        age=BAND_WORDS[band],
        code=code,
        may_note=current_actor().may(Permission.NOTE_WRITE),
    )


@blueprint.get("/<key>/blank/<code>")
@requires(Permission.TOOL_READ)
def blank(key: str, code: str) -> Page:
    """A form to print and fill in by hand, for one age."""
    version, band = queries.get_version(db.session, key), _band(code)
    tool = present_for_age(version.instrument, band)
    return page("instruments/blank.html", version=version, tool=tool, age=BAND_WORDS[band], code=code)


@blueprint.get("/<key>/compare/<code>")
@requires(Permission.TOOL_READ)
def compare(key: str, code: str) -> Page:
    """What differs between this version and another, as a whole."""
    version, old, new = _both(key, code)
    return page(
        "instruments/compare.html",
        version=version,
        other=code,
        old=old,
        new=new,
        summary=present_summary(old.instrument, new.instrument),
        ages=[(band.value, words) for band, words in BAND_WORDS.items()],
    )


@blueprint.get("/<key>/compare/<code>/<slot>")
@requires(Permission.TOOL_READ)
def compare_words(key: str, code: str, slot: str) -> Page:
    """Both versions side by side, item by item, for one age."""
    band = _band(slot)
    version, old, new = _both(key, code)
    return page(
        "instruments/compare_words.html",
        version=version,
        other=code,
        old=old,
        new=new,
        pairs=present_pairs(old.instrument, new.instrument, band),
        age=BAND_WORDS[band],
    )


def _both(key: str, name: str) -> tuple[InstrumentVersion, InstrumentVersion, InstrumentVersion]:
    """The version of this key, then both in the order in which they came."""
    version = queries.get_version(db.session, key)
    other = queries.get_other_version(db.session, version, name)
    old, new = sorted((version, other), key=lambda each: each.id)
    return version, old, new


def _band(code: str) -> AgeBand:
    """The age band of an address. Raises NotFound."""
    if code not in {band.value for band in AgeBand}:
        raise NotFound("There is no such age band.")
    return AgeBand(code)
