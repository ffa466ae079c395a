"""Stores that do not speak S3: Google's XML API as far as a deploy uses it, and Microsoft's own emulator of Azure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path
from typing import Any, Final

import pytest

from ssg.core.config import TargetConfig
from tests.deploy.desk import S3, Place
from tests.external.judges import judge
from tests.external.servers import free_port, running

ACCOUNT: Final = "devstoreaccount1"
KEY: Final = base64.b64encode(b"a key that only the emulator knows").decode()
AZURE: Final = {"AZURE_STORAGE_ACCOUNT_NAME": ACCOUNT, "AZURE_STORAGE_ACCOUNT_KEY": KEY, "no_proxy": "127.0.0.1"}

SIGNED: Final = "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
_ACCOUNT: Final = {"client_email": "", "private_key": "", "private_key_id": "", "disable_oauth": True}
GOOGLE: Final = {"GOOGLE_SERVICE_ACCOUNT_KEY": json.dumps(_ACCOUNT)}
"""A service account that asks nobody for a token."""


class Google(S3):
    """moto's server with what Google's XML API has of its own: conditional writes go by a generation, a missing file
    cannot be deleted (cloud.google.com/storage/docs/xml-api/reference-headers, …/xml-api/delete-object).
    """

    def __init__(self) -> None:
        super().__init__()
        self._generations: dict[str, int] = {}

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if not environ.get("HTTP_AUTHORIZATION", "").startswith("AWS4"):
            environ["HTTP_AUTHORIZATION"] = SIGNED  # S3 knows no tokens
        held = self._generations.get(path, 0)
        wanted = environ.get("HTTP_X_GOOG_IF_GENERATION_MATCH")
        if wanted is not None and int(wanted) != held:
            return self._refuse(environ, start, "412 Precondition Failed", "PreconditionFailed")
        if method == "DELETE" and not held:
            return self._refuse(environ, start, "404 Not Found", "NoSuchKey")

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if status.startswith("2") and method in ("PUT", "DELETE"):
                self._generations[path] = held + 1 if method == "PUT" else 0
            number = ("x-goog-generation", str(self._generations.get(path, 0)))
            return start(status, [*headers, number], *more)

        return super()._answer(environ, started)

    def _refuse(self, environ: dict[str, Any], start: Callable[..., Any], status: str, code: str) -> list[bytes]:
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        body = f"<Error><Code>{code}</Code></Error>".encode()
        start(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
        return [body]


class Azure:
    """A container of the emulator, made by a signed request (Shared Key)."""

    def __init__(self, port: int, container: str) -> None:
        self.port, self.container = port, container
        assert self._make() == 201

    def place(self) -> Place:
        endpoint = f"http://127.0.0.1:{self.port}/{ACCOUNT}"
        return Place(TargetConfig(url=f"az://{self.container}/site", endpoint=endpoint), AZURE, self.site)

    def site(self) -> dict[str, bytes]:
        """Give what a container shows to readers."""
        import obstore
        from obstore.store import AzureStore

        endpoint = f"http://127.0.0.1:{self.port}/{ACCOUNT}"
        options: Any = {"allow_http": True}
        store = AzureStore(
            self.container, account_name=ACCOUNT, account_key=KEY, endpoint=endpoint, client_options=options
        )
        paths = [str(one["path"]) for part in obstore.list(store, prefix="site") for one in part]
        shown = [path for path in paths if not path.startswith("site/.ssg-deploy/")]
        return {path.removeprefix("site/"): bytes(obstore.get(store, path).bytes()) for path in shown}

    def _make(self) -> int:
        date, version = formatdate(usegmt=True), "2021-10-04"
        canonical = f"x-ms-date:{date}\nx-ms-version:{version}\n/{ACCOUNT}/{ACCOUNT}/{self.container}"
        signed = f"PUT{12 * chr(10)}{canonical}\nrestype:container".encode()
        digest = base64.b64encode(hmac.new(base64.b64decode(KEY), signed, hashlib.sha256).digest()).decode()
        headers = {"x-ms-date": date, "x-ms-version": version, "Authorization": f"SharedKey {ACCOUNT}:{digest}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("PUT", f"/{ACCOUNT}/{self.container}?restype=container", headers=headers)
        status = connection.getresponse().status
        connection.close()
        return status


@contextmanager
def azurite(temp: Path) -> Iterator[int]:
    """Run Microsoft's emulator of Azure Blob Storage, which npm brings; give its port."""
    port = free_port()
    command = [str(judge("azurite") / ".bin" / "azurite-blob"), "--blobPort", str(port), "--silent"]
    command += ["--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AZURITE_ACCOUNTS", f"{ACCOUNT}:{KEY}")
        with running("azurite", command, temp, port):
            yield port
