"""Every view declares who may call it. A view that declares nothing is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, request

from gcp_tool.access.actor import find_actor, find_user_id
from gcp_tool.access.permissions import Permission
from gcp_tool.domain.errors import NotAllowed, ToolError

View = TypeVar("View", bound=Callable[..., Any])


class SignInNeeded(ToolError):
    """Nobody is signed in, and the page is not for everybody."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call a view: everybody, everybody signed in, or those who hold the permission."""

    public: bool = False
    permission: Permission | None = None

    def __str__(self) -> str:
        """As the list of routes shows it."""
        if self.public:
            return "public"
        return self.permission.value if self.permission else "signed in"


def stamp(view: View, access: Access) -> View:
    """Write the declaration on the view, where `check_access` and the list of routes find it."""
    vars(view)["access"] = access
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Only those who hold the permission."""
    return lambda view: stamp(view, Access(permission=permission))


def signed_in(view: View) -> View:
    """Everybody who is signed in."""
    return stamp(view, Access())


def public(view: View) -> View:
    """Everybody."""
    return stamp(view, Access(public=True))


def access_of(app: Flask, endpoint: str) -> Access | None:
    """What the view of an endpoint declares, or None when it declares nothing."""
    access: Access | None = getattr(app.view_functions.get(endpoint), "access", None)
    return access


def check_access() -> None:
    """Refuse a request that the view's declaration does not allow. Runs before every view.

    Raises:
        SignInNeeded: when nobody is signed in.
        NotAllowed: when the person lacks the permission or a posting, or the view declares nothing.
    """
    if request.endpoint is None:
        return
    access = access_of(current_app, request.endpoint)
    if access is None:
        raise NotAllowed("This page does not say who may see it, so nobody may.")
    if access.public:
        return
    actor = find_actor()
    if actor is None:
        raise _refusal_of_stranger()
    if access.permission is not None and not actor.may(access.permission):
        raise NotAllowed("Your account does not have access to this page. Ask your manager if you need it.")


def _refusal_of_stranger() -> ToolError:
    """Sign-in would not help somebody who is signed in and has no posting: they would be led round in a circle."""
    if find_user_id() is None:
        return SignInNeeded("Sign in to see this page.")
    return NotAllowed(
        "Your account is not at work in any agency today, so it cannot be used here. Ask the person who looks after"
        " accounts in your agency."
    )
