"""Read the environment variables, typed; a bad value is refused by its variable's name."""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails

ROOT = Path(__file__).resolve().parent.parent

ASIDE = "a password with / # ? @ or % in it goes into DATABASE_PASSWORD"
ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d+)?")
# Only characters without a meaning of their own in an address, a cookie's name and a pattern.
ADDRESS = re.compile(r"([^/]+//[^/]+)((?:/[A-Za-z0-9_-]+)*)/?")


EMPTY_KEY = (
    "The secret key in {path} is empty: put the one back that a backup holds. If there is none, "
    "delete the file, so that the next start makes a new one."
)
# pydantic's own words are for programmers.
PLAIN = {
    "bool_parsing": "must be on or off",
    "int_parsing": "must be a whole number",
    "string_too_short": "must have at least {min_length} characters",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "literal_error": "must be {expected}",
}


def _fault_in_words(fault: ErrorDetails) -> str:
    plain = PLAIN.get(fault["type"])
    if plain is None:
        return fault["msg"].removeprefix("Value error, ")
    return plain.format(**fault.get("ctx", {}))


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        # urllib's own message would quote the value, with the password in it.
        raise ValueError("is no address that can be read") from None
    return parts


def _origin(value: str) -> str:
    """Return the origin in lower case, as browsers send it."""
    origin = value.lower().removesuffix("/")
    if not ORIGIN.fullmatch(origin):
        raise ValueError("must be like https://back.example.org, without a path")
    return _split(origin).geturl()


def _address(value: str) -> str:
    """Return an address in lower case, except for its path: two paths may differ by case alone."""
    if len(value.split()) > 1:
        raise ValueError("must be one address without spaces; others go into BACKHEALTH_OTHER_URLS")
    parts = ADDRESS.fullmatch(value)
    if parts is None or not ORIGIN.fullmatch(parts[1].lower()):
        raise ValueError("must be like https://back.example.org or https://example.org/back")
    return _split(parts[1].lower()).geturl() + parts[2]


def _origin_of(address: str) -> str:
    return address.removesuffix(_path_of(address))


def _path_of(address: str) -> str:
    return _split(address).path


def _database(value: str) -> str:
    if not re.match("(sqlite|postgres|postgresql)://", value):
        raise ValueError("must begin with sqlite:// or postgres://")
    try:
        parts = _split(value)
    except ValueError as error:
        raise ValueError(f"{error}; {ASIDE}") from None
    if not value.startswith("sqlite") and "@" in parts.path + parts.query + parts.fragment:
        # A character in the password ended the host early: the rest would name another server.
        raise ValueError(f"has an @ after the server's name; {ASIDE}")
    return value


def _admin_path(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+", value):
        raise ValueError("must be one word of small letters, digits and hyphens")
    return value


def _age_key(value: str) -> str:
    if not re.fullmatch(r"age1[a-z0-9]{58}|AGE-SECRET-KEY-1[A-Z0-9]{58}", value):
        raise ValueError("must be a key that ./bh backup --new-key made")
    return value


def _words(value: object) -> object:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Port = Annotated[int, Field(ge=1, le=65535)]


class Environment(BaseModel):
    """The app's settings from outside; each field is named after its variable."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    BACKHEALTH_URL: Annotated[str, AfterValidator(_address)] = "http://localhost:8000"
    BACKHEALTH_OTHER_URLS: Annotated[
        tuple[Annotated[str, AfterValidator(_address)], ...], BeforeValidator(_words)
    ] = ()
    BACKHEALTH_API_ORIGINS: Annotated[
        tuple[Annotated[str, AfterValidator(_origin)], ...], BeforeValidator(_words)
    ] = ()
    BACKHEALTH_DATA: Path = ROOT / "var"
    BACKHEALTH_SECRET_KEY: Annotated[str, Field(min_length=50)] | None = None
    BACKHEALTH_ADMIN_PATH: Annotated[str, AfterValidator(_admin_path)] | None = None
    BACKHEALTH_DEBUG: bool = False
    BACKHEALTH_BEHIND_PROXY: bool = False
    BACKHEALTH_TICK: bool = True
    BACKHEALTH_BACKUP_DIR: Path | None = None
    BACKHEALTH_BACKUP_KEEP: Annotated[int, Field(ge=1)] = 7
    BACKHEALTH_BACKUP_KEY: Annotated[str, AfterValidator(_age_key)] | None = None
    BACKHEALTH_LOGS: Literal["plain", "json"] = "plain"
    BACKHEALTH_METRICS_TOKEN: Annotated[str, Field(min_length=20)] | None = None
    BACKHEALTH_SMTP_HOST: str | None = None
    BACKHEALTH_SMTP_PORT: Port = 587
    BACKHEALTH_SMTP_USER: str = ""
    BACKHEALTH_SMTP_PASSWORD: str = ""
    BACKHEALTH_MAIL_FROM: str = "backhealth@localhost"
    DATABASE_URL: Annotated[str, AfterValidator(_database)] | None = None
    DATABASE_PASSWORD: str | None = None
    HOST: Annotated[str, Field(min_length=1)] = "localhost"
    PORT: Port = 8000

    @field_validator("BACKHEALTH_OTHER_URLS")
    @classmethod
    def _as_safe_as_the_first(
        cls, others: tuple[str, ...], read: ValidationInfo
    ) -> tuple[str, ...]:
        first = read.data.get("BACKHEALTH_URL", "")
        if first.startswith("https://") and any(each.startswith("http://") for each in others):
            # With https cookies are sent over https only, and plain http is redirected.
            raise ValueError("must begin with https://, as BACKHEALTH_URL does")
        if first and any(_path_of(each) not in {"", _path_of(first)} for each in others):
            raise ValueError("must have the path of BACKHEALTH_URL, or none")
        return tuple(_origin_of(each) for each in others)

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> Self:
        """Read the variables. Raises ImproperlyConfigured, which names each bad variable and its
        fault but never its value.

        An empty variable counts as not set, because compose files pass unset variables that way.
        """
        try:
            return cls.model_validate({name: text for name, text in variables.items() if text})
        except ValidationError as error:
            faults = [f"{each['loc'][0]}: {_fault_in_words(each)}" for each in error.errors()]
            raise ImproperlyConfigured("Environment: " + "; ".join(faults)) from None

    @property
    def url(self) -> str:
        """The public address, or, if none is given, this machine's with the port it listens on."""
        given = "BACKHEALTH_URL" in self.model_fields_set
        return self.BACKHEALTH_URL if given else f"http://localhost:{self.PORT}"

    @property
    def origin(self) -> str:
        """The public address without its path."""
        return _origin_of(self.url)

    @property
    def prefix(self) -> str:
        """The path at which the app lies on its host: "/back", or "" if it has the host for
        itself."""
        return _path_of(self.url)

    def named(self, name: str) -> str:
        """Return the name of a cookie: "sessionid", or "at.back.sessionid" below /back.

        Apps at several paths of a host get each other's cookies. Scripts name what they keep in the
        browser in the same way (static/js/place.js).
        """
        return f"at{self.prefix.replace('/', '.')}.{name}" if self.prefix else name

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")

    @property
    def authority(self) -> str:
        """The public address without its scheme, as printed on paper."""
        return self.url.partition("://")[2]

    @property
    def origins(self) -> list[str]:
        """The origins whose pages may send forms to the app, the public one first."""
        return list(dict.fromkeys([self.origin, *self.BACKHEALTH_OTHER_URLS]))

    @property
    def hosts(self) -> list[str]:
        """The accepted host names, the public one first; the machine's own names always work,
        for health checks."""
        public = [match[1] for match in map(ORIGIN.fullmatch, self.origins) if match]
        return list(dict.fromkeys([*public, "localhost", "127.0.0.1", "[::1]"]))

    @property
    def mail_stays_here(self) -> bool:
        """Return whether the mail server is on this machine."""
        return self.BACKHEALTH_SMTP_HOST in {"localhost", "127.0.0.1", "::1"}

    @contextmanager
    def data_folder(self) -> Iterator[Path]:
        """Yield the data folder, made if needed. Raises ImproperlyConfigured with its name if
        the block can't read or write in it."""
        folder = self.BACKHEALTH_DATA
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield folder
        except OSError as error:
            elsewhere = error.filename and str(error.filename) != str(folder)
            place = f" ({error.filename})" if elsewhere else ""
            raise ImproperlyConfigured(
                f"The data folder {folder} can't be used: {error.strerror}{place}. Mend that, or "
                "name another folder in BACKHEALTH_DATA."
            ) from None

    def secret_key(self) -> str:
        """Return the given key, or else the data folder's, which is made on the first start with
        mode 600."""
        if self.BACKHEALTH_SECRET_KEY:
            return self.BACKHEALTH_SECRET_KEY
        with self.data_folder() as folder:
            return self._key_in(folder / "secret-key")

    @staticmethod
    def _key_in(path: Path) -> str:
        draft = path.with_name(f"secret-key.{secrets.token_hex(8)}")
        if not path.exists():
            # Written in full, then linked: of two first starts one wins, both read the same.
            draft.touch(mode=0o600)
            with draft.open("w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(64))
                file.flush()
                os.fsync(file.fileno())  # a power cut must not leave an empty one
            try:
                path.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        key = path.read_text(encoding="ascii")
        if not key:
            raise ImproperlyConfigured(EMPTY_KEY.format(path=path))
        return key
