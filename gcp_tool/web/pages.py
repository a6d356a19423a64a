"""A page that waits to be rendered, so that a write can end before its answer is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint, Flask, Response, make_response, redirect, render_template
from flask.typing import ResponseReturnValue

from gcp_tool.web.forms import BaseForm, VersionedForm

OK, CONFLICT, UNPROCESSABLE = 200, 409, 422


@dataclass(frozen=True, slots=True)
class Page:
    """A template with its values and status, rendered when Flask asks for the response."""

    template: str
    context: Mapping[str, Any]
    status: int = OK

    def render(self) -> Response:
        """The page as a response."""
        return make_response(render_template(self.template, **self.context), self.status)


View = TypeVar("View", bound=Callable[..., Any])


class Room(Blueprint):
    """A blueprint whose views may return a `Page`."""

    def get(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Show something at this address."""
        return super().get(rule, **options)

    def post(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Take a form at this address."""
        return super().post(rule, **options)


class PageFlask(Flask):
    """Flask that understands a `Page` as what a view returns."""

    def make_response(self, rv: "ResponseReturnValue | Page") -> Response:
        """Render a page; leave everything else to Flask."""
        return super().make_response(rv.render() if isinstance(rv, Page) else rv)

    def log_exception(self, exc_info: Any) -> None:
        """Log a failure that no error page caught; Flask would write the address too, and with it a key."""
        self.logger.error("an answer could not be made", exc_info=exc_info)


def go_to(address: str) -> Response:
    """Lead the browser on after a form was taken."""
    return make_response(redirect(address, 303))


def page(template: str, /, *, status: int = OK, **context: Any) -> Page:
    """A page of a template with these values."""
    return Page(template, context, status)


def form_page(template: str, /, *, form: BaseForm, **context: Any) -> Page:
    """A page with a form: 422 when it has errors, 409 when somebody else got there first, otherwise 200."""
    status = OK
    if isinstance(form, VersionedForm) and form.conflict is not None:
        status = CONFLICT
    elif form.errors:
        status = UNPROCESSABLE
    return Page(template, {"form": form, **context}, status)
