"""What every answer tells the browser to allow: no inline script of ours, and GOV.UK's one by its hash."""

import re
from base64 import b64encode
from collections.abc import MutableMapping
from hashlib import sha256

from flask import Flask, Response, request
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

BAD_REQUEST = 400
_YEAR = 365 * 24 * 60 * 60
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
# The library's page with the two blocks it cannot fill by itself left empty, as our layout does.
_BARE_PAGE = (
    '{% extends "govuk_frontend_jinja/template.html" %}'
    "{% block headIcons %}{% endblock %}"
    "{% block govukHeader %}{% endblock %}"
    "{% block govukFooter %}{% endblock %}"
)


def configure_security_headers(app: Flask, *, https: bool) -> None:
    """Send the same security headers with every answer; dynamic answers are never kept by a browser or proxy.

    Call it after `configure_templates`. Raises RuntimeError when GOV.UK's page no longer holds exactly one
    inline script.
    """
    headers = security_headers(inline_script(app), https=https)

    @app.after_request
    def _secure(response: Response) -> Response:
        for name, value in headers.items():
            response.headers[name] = value
        if response.status_code >= BAD_REQUEST or not _is_static(request.endpoint):
            response.headers["Cache-Control"] = (
                "no-store"  # assigned: Flask-Security sends one that is malformed
            )
        return response


def security_headers(script: str, *, https: bool) -> dict[str, str]:
    """The headers as text, made once. `script` is the one inline script that may run."""
    secure = Secure(
        csp=content_security_policy(script),
        hsts=StrictTransportSecurity().max_age(_YEAR).include_subdomains() if https else None,
        xcto=XContentTypeOptions(),
        xfo=XFrameOptions().deny(),
        # same-origin, not no-referrer: on https the check against forged posts needs to see our own pages
        referrer=ReferrerPolicy().same_origin(),
        permissions=PermissionsPolicy().camera().microphone().geolocation().payment().usb(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
    )
    return {header.header_name: header.header_value for header in secure.headers_list}


def content_security_policy(script: str) -> ContentSecurityPolicy:
    """Nothing but our own files, and the one inline script by its hash."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'", f"'sha256-{digest}'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .font_src("'self'")
        .connect_src("'self'")
        .manifest_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
    )


def inline_script(app: Flask) -> str:
    """The text of the one inline script in the page we extend, as it is rendered."""
    page = app.jinja_env.from_string(_BARE_PAGE).render()
    scripts = _INLINE_SCRIPT.findall(page)
    if len(scripts) != 1:
        raise RuntimeError(f"GOV.UK's page holds {len(scripts)} inline scripts, and the policy allows for 1.")
    return str(scripts[0])


def add_static_headers(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """For WhiteNoise's `add_headers_function`: static files are served before the app sees the request."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Referrer-Policy"] = "same-origin"


def _is_static(endpoint: str | None) -> bool:
    return endpoint is not None and (endpoint == "static" or endpoint.endswith(".static"))
