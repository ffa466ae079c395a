"""The preview as a web application: the gate, then the room's answers, as HTTP. Starlette's responses do the bytes."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs

from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from ssg.copies import Copy
from ssg.preview.answers import Answer, Desk
from ssg.preview.bar import FRONT
from ssg.preview.events import Stream
from ssg.preview.gate import Refused, admit
from ssg.preview.room import AT, News, Room
from ssg.preview.types import HTML, type_of

_FILES = {
    name: (Path(__file__).parent / "files" / name).read_bytes()
    for name in ("client.js", "worker.js", "idiomorph.js", "preview.css")
}
# Nothing of the preview is for other sites, for caches, or for guessing at.
_ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_OWN_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"  # noqa: E501
_T = TypeVar("_T")


class App:
    """The application. `hosts` are the names under which it may be asked."""

    def __init__(self, room: Room, boot: str, hosts: frozenset[str]) -> None:
        """Answer for a room."""
        self.stream = Stream()
        self._room = room
        self._desk = Desk(room, boot)
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        target, query = scope["raw_path"], scope["query_string"]
        path = admit(scope["method"], target, query, scope["headers"], self._hosts)
        if isinstance(path, Refused):
            headers = {"Allow": "GET, HEAD"} if path.status == 405 else {}
            response: Response = PlainTextResponse(f"{path.reason}\n", path.status, headers)
        else:
            response = await self._answer(path, query.decode("latin-1"), dict(scope["headers"]))
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def _answer(self, path: str, query: str, headers: dict[bytes, bytes]) -> Response:
        asked = {name: values[-1] for name, values in parse_qs(query).items()}
        desk = self._desk
        if not path.startswith(FRONT) or path.startswith(AT):
            return await self._of_site(path, asked.get("now", ""), headers)
        name = path.removeprefix(FRONT)
        if name in _FILES:
            return Response(_FILES[name], media_type=type_of(name))
        if name == "events":
            return StreamingResponse(self.stream.listen(self.hello()), media_type="text/event-stream")
        inner: dict[str, Callable[[], Answer]] = {
            "": desk.front,
            "where": partial(desk.where, asked.get("kind", ""), asked.get("subject", "")),
            "unpublished": desk.unpublished,
            "go": partial(desk.go, asked.get("now", ""), "/"),
        }
        if name not in inner:
            return PlainTextResponse("there is no such page\n", 404)
        response = self._response(await self._ask(inner[name]), headers)
        response.headers["Content-Security-Policy"] = _OWN_POLICY
        return response

    async def _of_site(self, path: str, moment: str, headers: dict[bytes, bytes]) -> Response:
        """Answer with what is the site's, under the policy that servers are told of."""
        answer, policy = await self._ask(lambda: (self._desk.answer(path, moment), self._desk.policy))
        response = self._response(answer, headers)
        response.headers["Content-Security-Policy"] = policy or _OWN_POLICY
        return response

    async def _ask(self, what: Callable[[], _T]) -> _T:
        """Ask the printing thread."""
        return await asyncio.get_running_loop().run_in_executor(self._room.thread, what)

    def hello(self) -> str:
        """Tell a listener where we are."""
        return json.dumps({"epoch": self._desk.epoch, "changed": []})

    def tell(self, news: News) -> None:
        """Tell all listeners of a step."""
        self.stream.tell(json.dumps({"epoch": self._desk.epoch, "changed": news.changed}))

    def _response(self, answer: Answer, headers: dict[bytes, bytes]) -> Response:
        if answer.location:
            return Response(b"", answer.status, {"Location": answer.location})
        if answer.copied is not None:
            return _copy(answer.copied, answer.type)
        tag = f'"{answer.digest}"'
        if answer.digest and headers.get(b"if-none-match") == tag.encode():
            return Response(b"", 304, {"ETag": tag, "X-Epoch": self._desk.epoch})
        response = Response(answer.data, answer.status, media_type=answer.type)
        if answer.digest:
            response.headers["ETag"] = tag
        if answer.type == HTML:
            response.headers["X-Epoch"] = self._desk.epoch
        return response


def _copy(copied: Copy, kind: str) -> Response:
    """Send a file as it is: from the disk, if it is still a plain file of its folder."""
    if copied.entry is None:
        return Response(copied.data, media_type=kind)
    folder = os.path.realpath(copied.folder)
    file = os.path.realpath(copied.folder / copied.entry.name)
    if not file.startswith(folder + os.sep) or not Path(file).is_file():
        return PlainTextResponse("this file is not there any more\n", 404)
    return FileResponse(file, media_type=kind)
