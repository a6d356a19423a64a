"""Settings, typed and checked: an unsafe deployment refuses to start and says what to do."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from gcp_tool.domain.errors import ToolError

ROOT = Path(__file__).resolve().parent.parent
SECRET_LENGTH = 32
_ADVICE = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
_NO_HTTPS = (
    "GCP_HTTPS is off outside the training area: passwords and records would travel in the open. Put the tool behind"
    " https and leave GCP_HTTPS on, or set GCP_TRAINING_AREA=true for invented families."
)
_NO_OWNER = (
    "GCP_OWNER_DATABASE_URL is not set: on PostgreSQL the app must connect as a role that owns nothing, and migrations"
    " as the owner. docs/operating.md shows how to make the two roles."
)
_NOT_PRIVATE = (
    "GCP_PRIVATE_TOOLS_FOLDER must be a full path to a folder outside the programme's own: licensed words must not be"
    " copied with it."
)
_WEAK = ("secret", "changeme", "password", "development", "dev")


class UnsafeSettings(ToolError):
    """The settings would put people's records at risk, so the tool does not start."""


class Settings(BaseSettings):
    """What a deployment decides. Read from the environment; `docs/reference/settings.md` is made from it."""

    model_config = SettingsConfigDict(env_prefix="GCP_", extra="ignore", frozen=True, populate_by_name=True)

    database_url: Annotated[str, Field(validation_alias="DATABASE_URL")] = f"sqlite:///{ROOT}/instance/gcp.db"
    """The database the app uses. On PostgreSQL: as a role that owns nothing."""
    owner_database_url: str = ""
    """The database as its owner, for migrations only. Empty: the same as DATABASE_URL (SQLite, the demo)."""
    secret_key: str = ""
    """Signs sessions and forms: at least 32 random characters, kept outside the repository."""
    training_area: bool = False
    """True says on every page that the families are invented, and allows what a real deployment must not."""
    host: Annotated[str, Field(validation_alias="HOST")] = "127.0.0.1"
    """The address the server listens on."""
    port: Annotated[int, Field(validation_alias="PORT", ge=1, le=65535)] = 8000
    """The port the server listens on."""
    https: bool = True
    """True when people reach the tool by https, as they must outside the training area."""
    proxies: Annotated[int, Field(ge=0, le=5)] = 0
    """How many proxies of our own stand in front, so that addresses are read from them."""
    tools_folder: Path = ROOT / "scoring_rules"
    """Where the published tools are."""
    private_tools_folder: Path | None = None
    """Where licensed tools are: a folder outside the programme's own, with a lock of its own. Empty: there are none."""
    idle_minutes: Annotated[int, Field(ge=5, le=240)] = 30
    """Minutes without a request after which a person is signed out; what they then send is kept for them."""
    longest_session_hours: Annotated[int, Field(ge=1, le=24)] = 12
    """Hours after which a person must sign in again, whatever they do."""
    sign_in_attempts: Annotated[int, Field(ge=3, le=20)] = 5
    """Wrong passwords in a row that lock an account."""
    sign_in_lock_minutes: Annotated[int, Field(ge=1, le=1440)] = 15
    """Minutes an account stays locked."""
    duty_line: str = "the duty line of children's social care"
    """Whom to ring when what was graded cannot wait, with the number: shown on the page about what to do now."""
    act_now_words: str = (
        "Decide today, with your manager or safeguarding lead, what your local threshold document asks for. If a child"
        " is in danger now, ring 999 first."
    )
    """What your own procedures say to do when what was graded cannot wait."""
    guides_url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    """Where your people read docs/guides, so that each page can lead to its place in them. Empty: no such link."""
    rate_limit_storage: str = "memory://"
    """Where the coarse limits per address are counted. In memory they are per server process."""

    @model_validator(mode="after")
    def _check_safe(self) -> Self:
        problems = [
            *self._secret_problems(),
            *self._exposure_problems(),
            *self._database_problems(),
            *self._folder_problems(),
        ]
        if problems:
            raise ValueError("\n".join(problems))
        return self

    def _secret_problems(self) -> list[str]:
        if len(self.secret_key) < SECRET_LENGTH:
            count = len(self.secret_key)
            return [f"GCP_SECRET_KEY has {count} characters and needs {SECRET_LENGTH} or more. {_ADVICE}"]
        if any(word in self.secret_key.lower() for word in _WEAK) or len(set(self.secret_key)) < 10:  # noqa: PLR2004
            return [f"GCP_SECRET_KEY can be guessed. {_ADVICE}"]
        return []

    def _exposure_problems(self) -> list[str]:
        if self.training_area or self.https:
            return []
        return [_NO_HTTPS]

    def _database_problems(self) -> list[str]:
        known = self.database_url.startswith(("sqlite:///", "postgresql+psycopg://"))
        if not known:
            return ["DATABASE_URL must begin sqlite:/// or postgresql+psycopg://."]
        if self.database_url.startswith("sqlite") or self.training_area or self.owner_database_url:
            return []
        return [_NO_OWNER]

    def _folder_problems(self) -> list[str]:
        private = self.private_tools_folder
        if private is None or (private.is_absolute() and not private.resolve().is_relative_to(ROOT)):
            return []
        return [_NOT_PRIVATE]

    @field_validator("private_tools_folder", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @property
    def tool_folders(self) -> tuple[Path, ...]:
        """Where tools come from: everybody's, then the licensed ones."""
        return (self.tools_folder, *([self.private_tools_folder] if self.private_tools_folder else []))

    @property
    def migration_url(self) -> str:
        """The database as its owner."""
        return self.owner_database_url or self.database_url

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def load_settings(**given: object) -> Settings:
    """The settings of this deployment, from the environment and `given`.

    Raises:
        UnsafeSettings: with one line a fault, each saying what to do.
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]  # checked by pydantic, which names each fault
    except ValidationError as error:
        lines = [_line(fault["loc"], fault["msg"]) for fault in error.errors(include_input=False)]
        raise UnsafeSettings("The tool will not start with these settings.\n" + "\n".join(lines)) from None


def _line(place: tuple[int | str, ...], message: str) -> str:
    return f"{_variable(str(place[0]))}: {message}" if place else message.removeprefix("Value error, ")


def _variable(name: str) -> str:
    """What the environment calls a setting."""
    known = Settings.model_fields.get(name.lower())
    return f"GCP_{name.upper()}" if known is not None and known.validation_alias is None else name.upper()
