"""Settings that would put people's records at risk are refused, each with the sentence that says what to do."""

from pathlib import Path
from typing import Any

import pytest

from gcp_tool.domain.errors import ToolError
from gcp_tool.settings import ROOT, Settings, UnsafeSettings, load_settings

GOOD = "bR4nch-wInd0w-k3ttle-9-Q7zX2mLp8u"
POSTGRESQL = "postgresql+psycopg://gcp_app@db.example/gcp"
OWNER = "postgresql+psycopg://gcp_owner@db.example/gcp"
MAKE_ONE = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
WITHOUT_HTTPS = "GCP_HTTPS is off outside the training area: passwords and records would travel in the open."
WITHOUT_OWNER = (
    "GCP_OWNER_DATABASE_URL is not set: on PostgreSQL the app must connect as a role that owns nothing"
)
GUESSED = f"GCP_SECRET_KEY can be guessed. {MAKE_ONE}"
NOT_PRIVATE = "GCP_PRIVATE_TOOLS_FOLDER must be a full path to a folder outside the programme's own"
BEGINS = "DATABASE_URL must begin sqlite:/// or postgresql+psycopg://."


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing."""
    for name in (
        "DATABASE_URL",
        "HOST",
        "PORT",
        *(f"GCP_{field.upper()}" for field in Settings.model_fields),
    ):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


UNSAFE: dict[str, tuple[dict[str, Any], list[str]]] = {
    "no secret": ({"secret_key": ""}, [f"GCP_SECRET_KEY has 0 characters and needs 32 or more. {MAKE_ONE}"]),
    "a short secret": (
        {"secret_key": GOOD[:31]},
        [f"GCP_SECRET_KEY has 31 characters and needs 32 or more. {MAKE_ONE}"],
    ),
    "a secret that says so": ({"secret_key": f"my-secret-{GOOD}"}, [GUESSED]),
    "a secret in capitals": ({"secret_key": f"CHANGEME-{GOOD}"}, [GUESSED]),
    "a password": ({"secret_key": f"{GOOD}-password"}, [GUESSED]),
    "a secret of few characters": ({"secret_key": "abcdefghi" * 5}, [GUESSED]),
    "one character": ({"secret_key": "a" * 64}, [GUESSED]),
    "no https": ({"https": False}, [WITHOUT_HTTPS]),
    "another database": ({"database_url": "mysql://db.example/gcp"}, [BEGINS]),
    "another driver": ({"database_url": "postgresql://db.example/gcp"}, [BEGINS]),
    "no database": ({"database_url": ""}, [BEGINS]),
    "a relative SQLite address": ({"database_url": "sqlite://gcp.db"}, [BEGINS]),
    "PostgreSQL as one role": ({"database_url": POSTGRESQL}, [WITHOUT_OWNER]),
    "everything": (
        {"secret_key": "x", "https": False, "database_url": POSTGRESQL},
        ["GCP_SECRET_KEY has 1 character", WITHOUT_HTTPS, WITHOUT_OWNER],
    ),
    "licensed tools among the programme's files": (
        {"private_tools_folder": ROOT / "scoring_rules"},
        [NOT_PRIVATE],
    ),
    "licensed tools nobody knows where": ({"private_tools_folder": Path("tools")}, [NOT_PRIVATE]),
    "port 0": ({"port": 0}, ["PORT: Input should be greater than or equal to 1"]),
    "port 65536": ({"port": 65536}, ["PORT: Input should be less than or equal to 65535"]),
    "a port that is none": ({"port": "x"}, ["PORT: Input should be a valid integer"]),
    "six proxies": ({"proxies": 6}, ["GCP_PROXIES: Input should be less than or equal to 5"]),
    "minus one proxy": ({"proxies": -1}, ["GCP_PROXIES: Input should be greater than or equal to 0"]),
    "a session that never idles": ({"idle_minutes": 241}, ["GCP_IDLE_MINUTES: "]),
    "a session that idles at once": ({"idle_minutes": 4}, ["GCP_IDLE_MINUTES: "]),
    "a session of two days": ({"longest_session_hours": 48}, ["GCP_LONGEST_SESSION_HOURS: "]),
    "no session": ({"longest_session_hours": 0}, ["GCP_LONGEST_SESSION_HOURS: "]),
    "no lockout": ({"sign_in_attempts": 1000}, ["GCP_SIGN_IN_ATTEMPTS: "]),
    "lockout at the second": ({"sign_in_attempts": 2}, ["GCP_SIGN_IN_ATTEMPTS: "]),
    "a lock of no time": ({"sign_in_lock_minutes": 0}, ["GCP_SIGN_IN_LOCK_MINUTES: "]),
    "a lock for ever": ({"sign_in_lock_minutes": 1441}, ["GCP_SIGN_IN_LOCK_MINUTES: "]),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_unsafe_settings_are_refused_with_what_to_do(case: str) -> None:
    changes, sentences = UNSAFE[case]
    with pytest.raises(UnsafeSettings) as refusal:
        load_settings(**{"secret_key": GOOD, **changes})
    first, *lines = str(refusal.value).splitlines()
    assert first == "The tool will not start with these settings."
    assert [line[: len(sentence)] for line, sentence in zip(lines, sentences, strict=True)] == sentences
    assert isinstance(refusal.value, ToolError)


SAFE: list[dict[str, Any]] = [
    {},
    {"https": False, "training_area": True},
    {"database_url": POSTGRESQL, "owner_database_url": OWNER},
    {"database_url": POSTGRESQL, "training_area": True},
    {"secret_key": "0123456789" * 4},
    {"private_tools_folder": Path("/srv/licensed-tools")},
    {"port": 1, "idle_minutes": 5, "longest_session_hours": 24, "sign_in_attempts": 3, "proxies": 5},
    {"port": 65535, "idle_minutes": 240, "longest_session_hours": 1, "sign_in_attempts": 20, "proxies": 0},
]


@pytest.mark.parametrize("changes", SAFE, ids=str)
def test_safe_settings_are_taken(changes: dict[str, Any]) -> None:
    settings = load_settings(**{"secret_key": GOOD, **changes})
    for name, value in changes.items():
        assert getattr(settings, name) == value


def test_a_refusal_never_repeats_a_secret() -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        load_settings(
            secret_key="my-secret-kettle-branch-window-zebra",
            database_url="mysql://u:hunter2@db/x",
            port="x9",
        )
    assert [word for word in ("zebra", "hunter2", "x9") if word in str(refusal.value)] == []


def test_what_is_not_said_is_safe(bare: pytest.MonkeyPatch) -> None:
    settings = load_settings(secret_key=GOOD)
    assert (settings.host, settings.port, settings.https, settings.training_area) == (
        "127.0.0.1",
        8000,
        True,
        False,
    )
    assert (settings.idle_minutes, settings.longest_session_hours) == (30, 12)
    assert (settings.sign_in_attempts, settings.sign_in_lock_minutes) == (5, 15)
    assert settings.database_url == f"sqlite:///{ROOT}/instance/gcp.db"
    assert settings.tools_folder == ROOT / "scoring_rules"
    assert settings.tool_folders == (ROOT / "scoring_rules",)
    assert settings.is_loopback
    with pytest.raises(UnsafeSettings):
        load_settings()


def test_settings_are_read_from_the_environment(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = {
        "GCP_SECRET_KEY": GOOD,
        "DATABASE_URL": POSTGRESQL,
        "GCP_OWNER_DATABASE_URL": OWNER,
        "HOST": "0.0.0.0",
        "PORT": "9000",
        "GCP_IDLE_MINUTES": "20",
        "GCP_TOOLS_FOLDER": str(tmp_path),
        "GCP_NOT_A_SETTING": "x",
    }
    for name, value in said.items():
        bare.setenv(name, value)
    settings = load_settings()
    assert (settings.database_url, settings.migration_url) == (POSTGRESQL, OWNER)
    assert (settings.host, settings.port, settings.idle_minutes) == ("0.0.0.0", 9000, 20)
    assert settings.tools_folder == tmp_path


@pytest.mark.parametrize(("said", "meant"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_yes_and_no_in_the_environment(bare: pytest.MonkeyPatch, said: str, meant: bool) -> None:
    bare.setenv("GCP_TRAINING_AREA", said)
    assert load_settings(secret_key=GOOD).training_area is meant


def test_a_word_that_is_neither_yes_nor_no_is_refused(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("GCP_TRAINING_AREA", "perhaps")
    with pytest.raises(UnsafeSettings, match="GCP_TRAINING_AREA: Input should be a valid boolean"):
        load_settings(secret_key=GOOD)


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("tool.example", False),
        ("", False),
    ],
)
def test_whether_only_this_machine_can_reach_the_server(host: str, only_here: bool) -> None:
    assert load_settings(secret_key=GOOD, host=host).is_loopback is only_here


def test_without_an_owner_of_its_own_the_app_migrates() -> None:
    assert load_settings(secret_key=GOOD, database_url="sqlite:///x.db").migration_url == "sqlite:///x.db"


def test_settings_do_not_change_while_the_tool_runs() -> None:
    settings = load_settings(secret_key=GOOD)
    with pytest.raises(ValueError, match="frozen"):
        settings.https = False  # type: ignore[misc]


@pytest.mark.parametrize(("said", "folders"), [("", []), ("/srv/licensed", [Path("/srv/licensed")])])
def test_licensed_tools_come_after_everybodys(
    bare: pytest.MonkeyPatch, said: str, folders: list[Path]
) -> None:
    bare.setenv("GCP_PRIVATE_TOOLS_FOLDER", said)
    assert load_settings(secret_key=GOOD).tool_folders == (ROOT / "scoring_rules", *folders)
