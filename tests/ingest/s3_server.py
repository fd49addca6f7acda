"""A server on this machine that speaks as much of S3 as reading and writing files needs."""

import hashlib
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Files(ThreadingHTTPServer):
    """Keeps what it is given, by bucket and name."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.files: dict[str, bytes] = {}
        self.parts: dict[str, bytes] = {}


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Files

    @property
    def key(self) -> str:
        return unquote(urlsplit(self.path).path).strip("/")

    @property
    def asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query, keep_blank_values=True)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if "/" not in self.key:
            self._answer(200, self._listed().encode() if "list-type" in self.asked else b"")
            return
        data = self.server.files.get(self.key)
        if data is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if wanted is None:
            self._answer(200, data)
            return
        first, last = int(wanted[1]), min(int(wanted[2] or len(data)), len(data) - 1)
        part = data[first : last + 1]
        self._answer(206, part, {"Content-Range": f"bytes {first}-{last}/{len(data)}"})

    def do_PUT(self) -> None:
        data = self._body()
        if "partNumber" in self.asked:
            self.server.parts[f"{int(self.asked['partNumber'][0]):05} {self.key}"] = data
        elif "/" in self.key:
            self.server.files[self.key] = data
        self._answer(200, b"", {"ETag": f'"{hashlib.md5(data).hexdigest()}"'})  # noqa: S324 - S3's

    def do_POST(self) -> None:
        self._body()
        bucket, _, name = self.key.partition("/")
        said = f"<Bucket>{bucket}</Bucket><Key>{escape(name)}</Key>"
        if "uploads" in self.asked:
            kind, said = "Initiate", f"{said}<UploadId>1</UploadId>"
        else:
            parts = [n for n in sorted(self.server.parts) if n.partition(" ")[2] == self.key]
            self.server.files[self.key] = b"".join(self.server.parts.pop(n) for n in parts)
            kind, said = "Complete", f'{said}<ETag>"1"</ETag>'
        name = f"{kind}MultipartUploadResult"
        self._answer(200, f"<{name}>{said}</{name}>".encode())

    def _listed(self) -> str:
        prefix = self.asked.get("prefix", [""])[0]
        bucket = self.key
        names = [n.partition("/")[2] for n in sorted(self.server.files)]
        found = [n for n in names if n.startswith(prefix)]
        contents = "".join(
            f"<Contents><Key>{escape(n)}</Key><Size>{len(self.server.files[f'{bucket}/{n}'])}"
            "</Size><LastModified>2031-04-12T10:00:00.000Z</LastModified></Contents>"
            for n in found
        )
        return (
            f"<ListBucketResult><Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix>"
            f"<KeyCount>{len(found)}</KeyCount><IsTruncated>false</IsTruncated>{contents}"
            "</ListBucketResult>"
        )

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            data = _without_chunks(self.rfile)
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            return _without_chunks(io.BytesIO(data))
        return data

    def _answer(self, code: int, data: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(code)
        headers = {
            "Content-Length": str(len(data)), "Last-Modified": "Sat, 12 Apr 2031 10:00:00 GMT",
            "ETag": '"1"', "Accept-Ranges": "bytes",
        } | (more or {})  # fmt: skip
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def _without_chunks(file: BufferedIOBase) -> bytes:
    """What is sent in chunks, each behind its size in hex, up to the empty one and its trailer."""
    data = b""
    while size := int(file.readline().split(b";")[0], 16):
        data += file.read(size)
        file.readline()
    while file.readline().strip():
        pass
    return data


@contextmanager
def running_s3() -> Iterator[str]:
    """Host and port of a running server."""
    with Files() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
