"""The pages of one's own account: who am I here, a new password, sign out everywhere, what was kept for me."""

from flask import Response, session, url_for
from flask_security import hash_password, logout_user, verify_password

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import signed_in
from gcp_tool.access.permissions import Permission
from gcp_tool.accounts import presenters, queries, services
from gcp_tool.accounts.blueprint import blueprint
from gcp_tool.accounts.forms import ConfirmForm, PasswordChangeForm
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to, page


@blueprint.get("/")
@signed_in
def show() -> Page:
    """Who I am here: where I work, my roles, my training."""
    actor = current_actor()
    user = queries.get_user(db.session, actor.id)
    return page(
        "accounts/show.html",
        user=user,
        agency=actor.agency_name,
        roles=presenters.role_words(queries.list_roles(db.session, actor.id)),
        training=presenters.training_words(queries.list_accreditations(db.session, actor.id), clock.today()),
        can_arrange_cover=actor.may(Permission.COVER_ARRANGE),
        form=ConfirmForm(),
    )


@blueprint.get("/password")
@signed_in
def password() -> Page:
    """Ask for a new password."""
    return form_page("accounts/password.html", form=PasswordChangeForm())


@blueprint.post("/password")
@signed_in
def change_password() -> Page | Response:
    """Set a new password. The hashing is done before the write begins."""
    form, actor = PasswordChangeForm(), current_actor()
    user = queries.get_user(db.session, actor.id)
    valid = form.validate()
    if valid and not verify_password(form.current_password.data or "", user.password or ""):
        form.current_password.errors = ["Your password now is not right"]
        valid = False
    if not valid:
        return form_page("accounts/password.html", form=form)
    hashed = hash_password(form.new_password.data)
    db.end_read()
    with transaction(db.engines) as write:
        session["_user_id"] = services.change_password(write, password_hash=hashed, by=actor)
    return go_to(url_for("accounts.show"))


@blueprint.post("/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> Response:
    """End all my sessions, this one too."""
    actor = current_actor()
    db.end_read()
    with transaction(db.engines) as write:
        services.sign_out_everywhere(write, by=actor)
    logout_user()
    return go_to(url_for("security.login"))


@blueprint.get("/kept/<key>")
@signed_in
def kept(key: str) -> Page:
    """What I typed when my session had ended, to look at and send again."""
    held = queries.get_held_input(db.session, key, of=current_actor(), now=clock.now())
    return page("accounts/kept.html", held=presenters.present_held(held))
