"""Buckets: S3 and what speaks like it (R2, MinIO), Google Cloud Storage, Azure Blob Storage; by obstore.

obstore is imported when a bucket is opened. Credentials come from the environment that the caller gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from ssg.core.config import TargetConfig
from ssg.core.message import NOTHING, Message, say
from ssg.deploy.objects import Upload
from ssg.deploy.targets.model import Found, Request, Superseded, problem
from ssg.jobs.threads import some_threads

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_AT_ONCE: Final = 32
_DELETED_AT_ONCE: Final = 1000
_ATTRIBUTES: Final = ("Content-Type", "Cache-Control", "Content-Encoding")
_S3: Final = (
    ("AWS_ACCESS_KEY_ID", "access_key_id"),
    ("AWS_SECRET_ACCESS_KEY", "secret_access_key"),
    ("AWS_SESSION_TOKEN", "session_token"),
)
_S3_OTHERS: Final = (
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
_GS: Final = (
    ("GOOGLE_APPLICATION_CREDENTIALS", "application_credentials"),
    ("GOOGLE_SERVICE_ACCOUNT_KEY", "service_account_key"),
)
_AZ: Final = (
    ("AZURE_STORAGE_ACCOUNT_KEY", "account_key"),
    ("AZURE_STORAGE_SAS_TOKEN", "sas_key"),
    ("AZURE_STORAGE_CLIENT_SECRET", "client_secret"),
    ("AZURE_FEDERATED_TOKEN_FILE", "federated_token_file"),
)
_AZ_MORE: Final = (
    ("AZURE_STORAGE_ACCOUNT_NAME", "account_name"),
    ("AZURE_STORAGE_CLIENT_ID", "client_id"),
    ("AZURE_STORAGE_TENANT_ID", "tenant_id"),
)
_NO_BUCKET: Final = ("NoSuchBucket", "ContainerNotFound", "bucket does not exist")
_HIDDEN: Any = {"Content-Type": "application/octet-stream", "Cache-Control": "private, no-store"}
_CREDENTIALS: Final = (
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "ExpiredToken",
    "InvalidToken",
    "AuthenticationFailed",
    "AccessDenied",
    "AuthorizationFailure",
    "401 Unauthorized",
    "403 Forbidden",
    "Unauthenticated",
    "Unauthorized",
)


def open_bucket(request: Request) -> BucketTarget:
    """Open a bucket. Raises SiteProblem if obstore or the credentials are missing."""
    url = request.config.url
    try:
        import obstore.store as stores
    except ImportError as missing:
        hint = say("run `pip install 'toasoan[deploy]'`")
        raise problem(url, say("missing library for buckets: obstore"), hint, "E780") from missing
    parts = urlsplit(url)
    client: dict[str, Any] = {"timeout": timedelta(seconds=max(request.patience, 30))}
    retry: dict[str, Any] = {"max_retries": 8, "retry_timeout": timedelta(seconds=request.patience)}
    if (request.config.endpoint or request.environment.get("AWS_ENDPOINT_URL", "")).startswith("http://"):
        client["allow_http"] = True
    prefix = unquote(parts.path).strip("/")
    settings = {"s3": _s3, "gs": _gs, "az": _az}[parts.scheme](request.config, request.environment)
    kinds: dict[str, Any] = {"s3": stores.S3Store, "gs": stores.GCSStore, "az": stores.AzureStore}
    common = {"prefix": prefix or None, "client_options": client, "retry_config": retry}
    return BucketTarget(url, kinds[parts.scheme](parts.netloc, **common, **settings))


def _s3(config: TargetConfig, environment: Mapping[str, str]) -> dict[str, Any]:
    given = _given(_S3, environment)
    if not ("access_key_id" in given and "secret_access_key" in given) and not any(map(environment.get, _S3_OTHERS)):
        raise _no_credentials(config.url, "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY")
    endpoint = config.endpoint or environment.get("AWS_ENDPOINT_URL", "")
    region = config.region or environment.get("AWS_REGION", "") or ("auto" if endpoint else "us-east-1")
    return given | {"region": region} | ({"endpoint": endpoint} if endpoint else {})


def _gs(config: TargetConfig, environment: Mapping[str, str]) -> dict[str, Any]:
    given = _given(_GS, environment)
    if not given:
        raise _no_credentials(config.url, "GOOGLE_APPLICATION_CREDENTIALS")
    return given | ({"base_url": config.endpoint} if config.endpoint else {})


def _az(config: TargetConfig, environment: Mapping[str, str]) -> dict[str, Any]:
    given, more = _given(_AZ, environment), _given(_AZ_MORE, environment)
    if not given or "account_name" not in more:
        raise _no_credentials(config.url, "AZURE_STORAGE_ACCOUNT_NAME, AZURE_STORAGE_ACCOUNT_KEY")
    return given | more | ({"endpoint": config.endpoint} if config.endpoint else {})


def _given(names: Sequence[tuple[str, str]], environment: Mapping[str, str]) -> dict[str, Any]:
    return {key: environment[name] for name, key in names if environment.get(name)}


def _no_credentials(url: str, names: str) -> Exception:
    hint = say("set in the environment: {names}", names=names)
    return problem(url, say("no credentials for this target"), hint)


class BucketTarget:
    """A bucket, or a folder of one, as a target."""

    def __init__(self, url: str, store: ObjectStore) -> None:
        """Use an open store."""
        import obstore

        self._url, self._store, self._api = url, store, obstore
        self._errors = (obstore.exceptions.BaseError, OSError)

    def read(self, path: str) -> Found | None:
        """Return a file; None if it is missing. A missing bucket is a problem."""
        with self._told():
            try:
                got = self._api.get(self._store, path)
                return Found(bytes(got.bytes()), _version(got.meta))
            except FileNotFoundError as wrong:
                if any(sign in str(wrong) for sign in _NO_BUCKET):
                    raise
                return None

    def swap(self, path: str, data: bytes, version: str | None) -> str:
        """Replace a file that is of a version: `If-Match`, or `If-None-Match` for a new one."""
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        tag, _, number = (version or "").partition("\n")
        known = {name: value for name, value in (("e_tag", tag), ("version", number)) if value}
        mode: Any = "create" if version is None else known
        with self._told():
            try:
                return _version(self._api.put(self._store, path, data, mode=mode, attributes=_HIDDEN))
            except (AlreadyExistsError, PreconditionError) as other:
                raise Superseded from other
            except self._errors as wrong:
                if "ConditionalRequestConflict" in str(wrong):  # S3: another such request is just being answered
                    raise Superseded from wrong
                raise

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        with self._told():
            self._api.put(self._store, path, data, attributes=_HIDDEN)

    def send(self, uploads: Sequence[Upload], read: Callable[[Upload], bytes]) -> None:
        """Write files with their headers, many at once."""

        def one(upload: Upload) -> None:
            headers: Any = {name: value for name, value in zip(_ATTRIBUTES, upload.headers, strict=True) if value}
            self._api.put(self._store, upload.path, read(upload), attributes=headers)

        with self._told(), some_threads(min(_AT_ONCE, len(uploads) or 1)) as threads:
            for done in [threads.submit(one, upload) for upload in uploads]:
                done.result()

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, up to a thousand with one request."""
        for at in range(0, len(paths), _DELETED_AT_ONCE):
            some = list(paths[at : at + _DELETED_AT_ONCE])
            with self._told():
                try:
                    self._api.delete(self._store, some)
                except FileNotFoundError:
                    self._remove_singly(some)

    def _remove_singly(self, paths: Sequence[str]) -> None:
        """Remove files one by one, where a store reports one that was missing."""
        for path in paths:
            with suppress(FileNotFoundError):
                self._api.delete(self._store, path)

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files."""
        with self._told():
            for part in self._api.list(self._store):
                yield from (str(one["path"]) for one in part)

    def close(self) -> None:
        """Hold nothing."""

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Raise SiteProblem, with what to do, for an error of the library."""
        try:
            yield
        except self._errors as wrong:
            message, hint = _told(str(wrong))
            raise problem(self._url, message, hint) from wrong


def _version(meta: Mapping[str, Any]) -> str:
    """Return what conditional writes of the store go by: S3 and Azure by the tag, Google by the number."""
    return f"{meta['e_tag'] or ''}\n{meta['version'] or ''}"


def _told(said: str) -> tuple[Message, Message]:
    """Return what is wrong and what to do about it, by what a store answers."""
    if any(sign in said for sign in _NO_BUCKET):
        return say("bucket not found"), say("create it, or correct the address (of a target: `url` in site.toml)")
    if "RequestTimeTooSkewed" in said or "RequestExpired" in said:
        return say("the clock of this machine is wrong"), say("set it, for example with NTP")
    if any(sign in said for sign in _CREDENTIALS):
        hint = say("correct them in the environment; they must allow reading, writing, deleting and listing")
        return say("the target does not accept the credentials"), hint
    if "412" in said and "Precondition" in said:
        return say("the target was changed meanwhile"), say("deploy again")
    first = " ".join(said.split())[:300]
    return say("the target cannot be reached, or refuses: {reason}", reason=first), NOTHING
