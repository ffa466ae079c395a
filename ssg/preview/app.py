"""The preview as a web application: the gate, then the responder's answers, sent by Starlette."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from ssg.core.content_types import HTML, type_of
from ssg.preview.answers import Answer, Responder
from ssg.preview.bar import FRONT
from ssg.preview.copied import copied
from ssg.preview.events import Stream
from ssg.preview.glance import FIRST_LOOK, Glance
from ssg.preview.start import Start
from ssg.preview.state import AT, News, State
from ssg.resident.gate import LOOPBACK, Refused, admit, host_of, is_local

_FILES = {
    name: (Path(__file__).parent / "files" / name).read_bytes()
    for name in ("client.js", "worker.js", "idiomorph.js", "slots.js", "preview.css")
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
_VIEW = b"ssg-view"  # the cookie that keeps what an editor chose to see
_VIEWS = (b"all", b"readers")
_LONGEST_QUERY = 8_192
_MOST_FIELDS = 32
_LONGEST_BODY = 16_384


class App:
    """The application. `hosts` are the names under which it may be asked; who writes needs `token` (none: nobody)."""

    def __init__(
        self, state: State, start: Start, glance: Glance, boot: str, hosts: frozenset[str], token: str = ""
    ) -> None:
        """Answer for a state as soon as `start` is over; before that with a `glance`, if that takes long."""
        self.stream = Stream()
        self._state = state
        self._start = start
        self._glance = glance
        self._responder = Responder(state, boot)
        self._hosts = hosts
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        target, query = scope["raw_path"], scope["query_string"]
        path = admit(scope["method"], target, query, scope["headers"], self._hosts | _reached_at(scope))
        if isinstance(path, Refused):
            headers = {"Allow": "GET, HEAD"} if path.status == 405 else {}
            response: Response = PlainTextResponse(f"{path.reason}\n", path.status, headers)
        elif scope["method"] == "POST":
            response = await self._written(scope, receive)
        else:
            response = await self._answer(path, query.decode("latin-1"), scope)
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def _answer(self, path: str, query: str, scope: Scope) -> Response:
        asked = _asked(query)
        if isinstance(asked, Response):
            return asked
        name = path.removeprefix(FRONT) if path.startswith(FRONT) and not path.startswith(AT) else None
        if name in _FILES:
            return Response(_FILES[name], media_type=type_of(name))
        if name == "events":
            return StreamingResponse(self.stream.listen(self.hello()), media_type="text/event-stream")
        if not await self._start.is_over():
            return await self._early(scope, path if name is None else "")
        if name is None:
            return await self._of_site(path, asked.get("now", ""), dict(scope["headers"]))
        return await self._own(name, asked, scope)

    async def _own(self, name: str, asked: dict[str, str], scope: Scope) -> Response:
        """Answer with a page of the preview's own, or with what its scripts ask for."""
        responder = self._responder
        inner: dict[str, Callable[[], Answer]] = {
            "": responder.front,
            "where": partial(responder.where, asked.get("kind", ""), asked.get("subject", "")),
            "unpublished": responder.unpublished,
            "front/": partial(
                responder.slots, asked.get("page", ""), asked.get("find", ""), self._token if _may_write(scope) else ""
            ),
            "go": partial(responder.go, asked.get("now", ""), "/"),
            "view": partial(responder.view, asked.get("to", "/")),
        }
        if name not in inner:
            return PlainTextResponse("page not found\n", 404)
        response = self._response(await self._ask(inner[name]), dict(scope["headers"]))
        response.headers["Content-Security-Policy"] = _OWN_POLICY
        if name == "view" and (show := asked.get("show", "").encode()) in _VIEWS:
            response.set_cookie(_VIEW.decode(), show.decode(), path="/", httponly=True, samesite="strict")
        return response

    async def _of_site(self, path: str, moment: str, headers: dict[bytes, bytes]) -> Response:
        """Answer with what is the site's, under the policy that servers are told of."""
        everything = self._everything(headers.get(b"cookie", b""))
        answer, policy = await self._ask(
            lambda: (self._responder.answer(path, moment, everything=everything), self._responder.policy(path))
        )
        response = self._response(answer, headers)
        response.headers["Content-Security-Policy"] = policy or _OWN_POLICY
        return response

    def _everything(self, cookies: bytes) -> bool:
        """Return whether a browser asks for unpublished articles too, in lists as well."""
        chosen = {one.strip() for one in cookies.split(b";")} & {_VIEW + b"=" + name for name in _VIEWS}
        return _VIEW + b"=all" in chosen if chosen else not self._state.options.as_readers

    async def _written(self, scope: Scope, receive: Receive) -> Response:
        """Take a change of a front page: from this machine, with the token that its page was given."""
        if not await self._start.is_over():
            return await self._early(scope, "")
        request = Request(scope, receive)
        given = request.headers.get("x-preview-token", "")
        if not self._token or not _may_write(scope) or not secrets.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse("writing is not allowed\n", 403)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LONGEST_BODY:
                return PlainTextResponse("the body is too long\n", 413)
        return self._response(await self._ask(partial(self._responder.change, body)), {})

    async def _early(self, scope: Scope, path: str) -> Response:
        """Answer to a request that comes before the site has been read; `path` is one of the site, or ""."""
        accept = dict(scope["headers"]).get(b"accept", b"")
        if path:
            found = await self._glance.answer(path, self._start.now.said(), accept)
            if found is not None:
                return found
        kind = {"kind": FIRST_LOOK} if self._glance.is_there else {}
        response = self._start.answer(accept, **kind)
        response.headers["Content-Security-Policy"] = _OWN_POLICY
        return response

    async def _ask(self, what: Callable[[], _T]) -> _T:
        """Ask the printing thread."""
        return await asyncio.get_running_loop().run_in_executor(self._state.thread, what)

    def policy(self, path: str) -> str:
        """Return the policy of a path of the site."""
        return self._responder.policy(path)

    def hello(self) -> str:
        """Notify a listener where we are."""
        if not self._start.over.is_set():
            return json.dumps({"start": self._start.news() | {"glance": self._glance.is_there}})
        return json.dumps({"epoch": self._responder.epoch, "changed": []})

    def tell(self, news: News) -> None:
        """Notify all listeners of a step."""
        self.stream.tell(json.dumps({"epoch": self._responder.epoch, "changed": news.changed}))

    def tell_start(self) -> None:
        """Notify all listeners of how far the start is, and begin with a first look if that takes long."""
        if self._start.now.is_long():
            self._glance.begin(self.tell_start)
        self.stream.tell(self.hello())

    def _response(self, answer: Answer, headers: dict[bytes, bytes]) -> Response:
        if answer.location:
            return Response(b"", answer.status, {"Location": answer.location})
        if answer.copied is not None:
            return copied(answer.copied, answer.type)
        tag = f'"{answer.digest}"'
        if answer.digest and headers.get(b"if-none-match") == tag.encode():
            return Response(b"", 304, {"ETag": tag, "X-Epoch": self._responder.epoch})
        response = Response(answer.data, answer.status, media_type=answer.type)
        if answer.digest:
            response.headers["ETag"] = tag
        if answer.type == HTML:
            response.headers["X-Epoch"] = self._responder.epoch
        return response


def _asked(query: str) -> dict[str, str] | Response:
    """Return the last value of each parameter of a query, or the refusal of one that no page of ours makes."""
    if len(query) > _LONGEST_QUERY:
        return PlainTextResponse("query is too long\n", 414)
    try:
        return {name: values[-1] for name, values in parse_qs(query, max_num_fields=_MOST_FIELDS).items()}
    except ValueError:
        return PlainTextResponse("query has too many parameters\n", 400)


def _may_write(scope: Scope) -> bool:
    """Return whether a request comes from this machine, under a name of it."""
    headers = dict(scope["headers"])
    host = host_of(headers.get(b"host", b"").decode("latin-1"))
    return host in LOOPBACK and is_local(str((scope.get("client") or ("",))[0]))


def _reached_at(scope: Scope) -> frozenset[str]:
    """Return the local address at which a request arrived, even one assigned after the start."""
    address = str((scope.get("server") or ("",))[0]).removeprefix("::ffff:").partition("%")[0]
    return frozenset((f"[{address}]" if ":" in address else address,)) if address else frozenset()
