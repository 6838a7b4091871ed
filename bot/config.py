"""Settings: from the environment and `.env`; an empty value counts as unset. `.env.example` lists them all."""

import os
import re
import tomllib
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.time import is_zone

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
# Where containers and systemd (LoadCredential) put secrets: a file for each, by the setting's name.
SECRETS = "/run/secrets"
# What a consent says about the operator: a real bot does not start without it.
OPERATOR = {
    "operator_name": "who keeps their personal data",
    "operator_contact": "whom to write to about their personal data",
    "data_location": "where their personal data is kept: country and city",
}
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")
SANDBOX_TOKEN = "42:sandbox"  # noqa: S105 - of a bot that exists only in the sandbox


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=ROOT / ".env",
        env_ignore_empty=True,
        extra="ignore",
    )

    bot_token: SecretStr | None = None
    bot_api_url: str | None = Field(None, pattern=r"^https?://")
    bot_proxy: Annotated[tuple[str, ...], NoDecode] = ()
    database_url: str = Field(
        f"sqlite+aiosqlite:///{DATA / 'tos.db'}", pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://"
    )
    redis_url: str | None = Field(None, pattern=r"^rediss?://")
    backup_dir: Path | None = None
    backup_key: str | None = Field(None, pattern=r"^age1[0-9a-z]+$")
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    operator_name: str | None = None
    operator_contact: str | None = None
    data_location: str | None = None
    timezone: str = "Asia/Yakutsk"
    default_locale: Literal["ru", "en"] = "ru"
    working_hours: Annotated[tuple[int, int], NoDecode] = (9, 18)
    answer_within_hours: float = Field(8, gt=0, le=1000)
    remind_after_hours: Annotated[tuple[float, ...], NoDecode] = (4, 8)
    send_rate: float = Field(25, gt=0, le=1000)
    paid_broadcast: bool = False
    connect_timeout: float = Field(5, gt=0, le=60)
    read_timeout: float = Field(12, gt=0, le=300)
    answer_timeout: float = Field(5, gt=0, le=60)
    total_timeout: float = Field(60, gt=0, le=600)
    tick_seconds: float = Field(5, gt=0, le=3600)
    webhook_url: str | None = Field(None, pattern=r"^https?://")
    webhook_secret: SecretStr | None = None
    public_url: str | None = Field(None, pattern=r"^https?://")
    web_host: str = "127.0.0.1"
    web_port: int = Field(8080, ge=0, le=65535)
    sandbox_port: int = Field(0, ge=0, le=65535)
    demo_clock: Path | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @field_validator("bot_proxy", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value

    @field_validator("bot_proxy")
    @classmethod
    def _proxies(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(proxy.startswith(("socks5://", "http://")) for proxy in value):
            raise ValueError("addresses that begin with socks5:// or http://, separated by commas")
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return frozenset(int(part) for part in value.split(",") if part.strip())
        except ValueError:
            raise ValueError("Telegram ids separated by commas, such as 1,2") from None

    @field_validator("working_hours", mode="before")
    @classmethod
    def _hours(cls, value: object) -> object:
        return tuple(value.split("-")) if isinstance(value, str) else value

    @field_validator("working_hours")
    @classmethod
    def _day(cls, value: tuple[int, int]) -> tuple[int, int]:
        if not 0 <= value[0] < value[1] <= 24:
            raise ValueError("whole hours of one day, such as 9-18")
        return value

    @field_validator("remind_after_hours", mode="before")
    @classmethod
    def _thresholds(cls, value: object) -> object:
        return tuple(part for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        return _spelt(value, r"\d+:\S+", "the token that @BotFather gave you, such as 123456:ABC-def")

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        return _spelt(value, r"[A-Za-z0-9_-]{1,256}", "letters A-Z a-z, digits, _ and -, at most 256")

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if not is_zone(value):
            raise ValueError("a zone's name such as Asia/Yakutsk")
        return value

    @model_validator(mode="after")
    def _together(self) -> "Settings":
        if self.demo_clock and not (self.bot_api_url or "").startswith(LOOPBACK):
            raise ValueError("DEMO_CLOCK is only for the sandbox: BOT_API_URL has to be on loopback")
        if self.send_rate > 30 and not self.paid_broadcast:
            raise ValueError("SEND_RATE above 30 needs PAID_BROADCAST=true")
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_URL needs WEBHOOK_SECRET, a long random word")
        return self

    @property
    def is_demo(self) -> bool:
        return self.bot_token is None

    @property
    def on_this_machine(self) -> bool:
        """Tell whether the Bot API server is on loopback."""
        return (self.bot_api_url or "").startswith(LOOPBACK)

    @property
    def in_sandbox(self) -> bool:
        """Tell whether it is the sandbox's bot: only there is no real data. A Bot API on loopback may be real."""
        return self.bot_token is not None and self.bot_token.get_secret_value() == SANDBOX_TOKEN


def _spelt(secret: SecretStr | None, pattern: str, expected: str) -> SecretStr | None:
    if secret and not re.fullmatch(pattern, secret.get_secret_value()):
        raise ValueError(expected)
    return secret


class SettingsError(Exception):
    """A setting is wrong; the message is one line for the person who starts the bot."""


def load(*, serves: bool = True) -> Settings:
    """The settings; SettingsError names the wrong setting, its value (never a secret) and the expected one.

    What only works on the store, and `serves` nobody, needs neither token nor operator.
    """
    folders = [
        each for name in (SECRETS, os.environ.get("CREDENTIALS_DIRECTORY")) if name and (each := Path(name)).is_dir()
    ]
    try:
        settings = Settings(_secrets_dir=folders or None)
    except ValidationError as error:
        raise SettingsError(_one_line(error)) from None
    if missing := _missing_packages(settings):
        raise SettingsError(f"{missing} needs more packages than are installed: run `make setup` once more")
    if not serves:
        return settings
    if settings.is_demo and (settings.operator_name or settings.webhook_url):
        raise SettingsError(
            "BOT_TOKEN is missing, though OPERATOR_NAME or WEBHOOK_URL is set: this looks like a real bot, not a demo"
        )
    if not settings.is_demo and not settings.in_sandbox:
        _need_operator(settings)
    return settings


def _missing_packages(settings: Settings) -> str:
    """The setting whose extra of pyproject.toml is not installed, empty when all is there."""
    extras = {
        "DATABASE_URL": settings.database_url.startswith("postgresql") and "asyncpg",
        "REDIS_URL": settings.redis_url is not None and "redis",
    }
    return next((name for name, package in extras.items() if package and find_spec(package) is None), "")


def unknown_names(env_file: Path | None = None) -> list[tuple[str, str]]:
    """The names in `.env` that are no settings, each with the setting that was probably meant, or an empty string."""
    file, known = env_file or ROOT / ".env", [name.upper() for name in Settings.model_fields]
    text = file.read_text("utf-8") if file.is_file() else ""
    names = [name.upper() for name in re.findall(r"^\s*(?:export\s+)?(\w+)\s*=", text, re.MULTILINE)]
    return [(name, "".join(get_close_matches(name, known, 1))) for name in names if name not in known]


def version() -> str:
    """The version of this release."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _need_operator(settings: Settings) -> None:
    for name, what in OPERATOR.items():
        if getattr(settings, name) is None:
            raise SettingsError(f"{name.upper()} is missing: people have to know {what}")


def _one_line(error: ValidationError) -> str:
    first = error.errors()[0]
    if not first["loc"]:
        return str(first["msg"]).removeprefix("Value error, ")
    name = str(first["loc"][0]).upper()
    said = first["msg"].removeprefix("Value error, ")
    shown = "" if "TOKEN" in name or "SECRET" in name or "URL" in name or "PROXY" in name else f"={first['input']}"
    return f"{name}{shown}: {said}"
