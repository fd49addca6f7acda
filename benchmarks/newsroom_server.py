"""A server on this machine that answers as it is told, badly if it is told so; one port a host."""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Literal, Self, TypeAlias

End: TypeAlias = Literal["whole", "hang", "endless", "reset", "short"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `drip` is the time its body takes; `end` how it ends.

    "hang" never answers, "endless" goes on with the body for ever, "reset" breaks the connection
    off in the middle, "short" sends less than it said it would.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    drip: float = 0.0
    end: End = "whole"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and what was answered. `at` and `done` are seconds of one clock."""

    host: int
    path: str
    headers: Mapping[str, str]
    reply: Reply
    at: float
    done: float


Answering: TypeAlias = Callable[[int, str, Mapping[str, str]], Reply]
"""Host, path and headers → the answer."""


class Server:
    """So many hosts, each a port of this machine; `log` has every request that came."""

    def __init__(self, hosts: int, answer: Answering) -> None:
        self.ports: list[int] = []
        self.log: list[Asked] = []
        self._hosts = hosts
        self._answer = answer
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def base(self, host: int) -> str:
        """The address of a host, without a path."""
        return f"http://127.0.0.1:{self.ports[host]}"

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._open())
        self._ready.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        for server in self._servers:
            server.close()
        pending = asyncio.all_tasks(self._loop)
        self._loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _open(self) -> None:
        self._servers = []
        for host in range(self._hosts):
            server = await asyncio.start_server(self._serve(host), "127.0.0.1", 0, backlog=16)
            self._servers.append(server)
            self.ports.append(server.sockets[0].getsockname()[1])

    def _serve(
        self, host: int
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], "asyncio.Future[None]"]:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            at = time.time()
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                first, *lines = head.split("\r\n")
                path = first.split(" ")[1]
                pairs = (line.partition(": ") for line in lines if line)
                headers = {name.lower(): value for name, _, value in pairs}
                reply = self._answer(host, path, headers)
                with suppress(ConnectionError):
                    if reply.end == "hang":
                        await reader.read()  # until they give up
                    else:
                        await _send(writer, reply)
                self.log.append(Asked(host, path, headers, reply, at, time.time()))
            except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
                pass
            except asyncio.CancelledError:
                pass
            finally:
                writer.close()

        return serve  # type: ignore[return-value]


async def _send(writer: asyncio.StreamWriter, reply: Reply) -> None:
    size = len(reply.body) + (1000 if reply.end == "short" else 0)
    phrase = HTTPStatus(reply.status).phrase
    headers = dict(reply.headers)
    if reply.end != "endless":
        headers["Content-Length"] = str(size)
    lines = [f"HTTP/1.1 {reply.status} {phrase}", *(f"{k}: {v}" for k, v in headers.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
    if reply.end == "reset":
        writer.write(reply.body[: len(reply.body) // 2])
        await writer.drain()
        writer.transport.abort()
        return
    steps = 10 if reply.drip else 1
    size = -(-len(reply.body) // steps) or 1
    for start in range(0, len(reply.body), size):
        writer.write(reply.body[start : start + size])
        await writer.drain()
        await asyncio.sleep(reply.drip / steps)
    while reply.end == "endless":
        writer.write(b"<!-- more to come -->" * 3000)
        await writer.drain()
        await asyncio.sleep(0.001)
