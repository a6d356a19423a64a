"""Whether the settings of this deployment are safe. What is plainly unsafe stops the tool from starting anyway."""

from collections.abc import Iterator

from gcp_tool.core.findings import Finding, look, well, wrong
from gcp_tool.settings import Settings

_TWO_ROLES = "Make two roles, one that owns and one that does not: docs/operating.md shows how."


def check_settings(settings: Settings) -> Iterator[Finding]:
    """What is found of settings that the tool would start with."""
    yield well("Secret", f"{len(settings.secret_key)} characters")
    yield _check_https(settings)
    yield _check_roles(settings)
    if settings.rate_limit_storage == "memory://":
        yield look(
            "Limits per address",
            "counted in each server process by itself",
            "Name a shared store in GCP_RATE_LIMIT_STORAGE if several processes or machines serve.",
        )


def _check_https(settings: Settings) -> Finding:
    if settings.training_area:
        return look(
            "Training area",
            "this is for invented families: every page says so",
            "Set GCP_TRAINING_AREA=false before anything real is written down.",
        )
    if not settings.proxies and not settings.is_loopback:
        return look(
            "https",
            "on, and no proxy is set, so the server itself is open to the network",
            "Listen on 127.0.0.1 behind a proxy that does https, and set GCP_PROXIES=1.",
        )
    return well("https", "people reach the tool by https")


def _check_roles(settings: Settings) -> Finding:
    what = "Database roles"
    if settings.database_url.startswith("sqlite"):
        return well(what, "a file has none; it is for one team or a trial")
    if settings.migration_url != settings.database_url:
        return well(what, "the app and the owner are two")
    if settings.training_area:
        return look(what, "the app owns its tables", _TWO_ROLES)
    return wrong(what, "the app connects as the owner, who may drop any lock on a record", _TWO_ROLES)
