"""Damaged files of every format, and what must hold of them.

python -m tests.ingest.mutated 600     # ten minutes of them, each fault printed
"""

import gzip
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.ingest.clean import find_passages
from onrecord.ingest.documents import read_report
from onrecord.ingest.files import read_sources
from onrecord.ingest.sources import Source
from tests.ingest.formats.test_formats import ATOM, MAIL, RSS, SITEMAP, TALKS
from tests.ingest.made import PROSE, page, pdf, warc_record

SECONDS = 10.0
"""No file takes longer."""
LD = {"@type": "NewsArticle", "headline": "Talks", "author": [{"name": "Jane Doe"}],
      "datePublished": "2031-04-12", "image": {"caption": "Rell arrives."}}  # fmt: skip
FIGURE = "<figure><img src=a.jpg alt=x><figcaption>Rell. (J. Doe/AP)</figcaption></figure>"
PIECES = (
    b"\x00", b"\xff\xfe", b"<", b">", b"&#x110000;", b"]]>", b"<!--", b"<![CDATA[", b'"', b"'",
    b"{", b"[", b"}", b"\r\n\r\n", b"--b\r\n", b"Content-Length: -1\r\n", b"=?utf-8?b?//?=", b"PK",
    b"99999999999999999999", b"-1", b"1e999", b"9999-99-99", b"0000-00-00T99:99:99+99:99", b",",
    "\u202e".encode(), "\ud800".encode("utf-8", "surrogatepass"), b"\xed\xa0\x80", b"%s%n", b"../",
    b"http://[", b"charset=utf-7", b"charset=x-nothing", b"Content-Encoding: gzip\r\n", b"\n\n\n",
)  # fmt: skip


def samples() -> dict[str, bytes]:
    """A small sound file of every format."""
    head = f"<script type='application/ld+json'>{json.dumps(LD)}</script>"
    html = page(PROSE + FIGURE, head)
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [
        {"id": "1", "url": "https://example.org/1", "content_html": PROSE,
         "authors": [{"name": "Jane Doe"}], "date_published": "2031-04-12T10:00:00Z"}]}  # fmt: skip
    ninjs = {"uri": "http://example.org/1", "headline": "Talks", "body_text": TALKS,
             "versioncreated": "2031-04-12T10:00:00Z", "byline": "Jane Doe"}  # fmt: skip
    rows = "".join(json.dumps({"text": TALKS, "title": str(n)}) + "\n" for n in range(5))
    inner = _zipped({"e.txt": b"x"})
    warc = warc_record(html) + warc_record(TALKS.encode(), kind="text/plain")
    return {
        "text": f"Talks resume\n\nGENEVA (Reuters) - {TALKS}\n\nPhoto: J. Doe/AP\n".encode(),
        "html": html,
        "rss": RSS.encode(),
        "atom": ATOM.encode(),
        "sitemap": SITEMAP.encode(),
        "json feed": json.dumps(feed).encode(),
        "ninjs": json.dumps(ninjs).encode(),
        "jsonl": rows.encode(),
        "csv": f'title,text,published\nA,"{TALKS}",2031-04-12\nB,{TALKS},x\n'.encode(),
        "mail": MAIL.encode(),
        "warc": warc,
        "warc.gz": gzip.compress(warc),
        "gz": gzip.compress(html),
        "pdf": pdf(TALKS),
        "zip": _zipped({"a.txt": TALKS.encode(), "b.html": html, "d.zip": inner}),
        "wacz": _zipped({"archive/data.warc": warc, "datapackage.json": b"{}"}),
    }  # fmt: skip


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def mutate(data: bytes, rng: random.Random) -> bytes:
    """The data with some damage: cut, turned, doubled, or with something put in."""
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 5)):
        if not changed:
            break
        at = rng.randrange(len(changed))
        end = min(len(changed), at + rng.choice((1, 4, 30, 300)))
        match rng.randrange(7):
            case 0:
                del changed[at:]
            case 1:
                del changed[at:end]
            case 2:
                changed[at] ^= 1 << rng.randrange(8)
            case 3:
                changed[at:at] = rng.choice(PIECES)
            case 4:
                changed[at:at] = bytes(changed[at:end]) * rng.choice((1, 3, 200))
            case 5:
                changed[at:end] = rng.randbytes(end - at)
            case 6:
                changed[at:at] = rng.choice(PIECES) * rng.choice((100, 3000))
    return bytes(changed)


def read_all(path: Path) -> None:
    """Read a file as `add` does, up to the parser.

    Raises:
        Exception: whatever is not an InputError of one report.
    """
    for found in read_sources([path]):
        if isinstance(found, Source):
            try:
                report = read_report(found)
            except InputError:
                continue
            text = report.document.text
            for passage in find_passages(report.document, report.pieces):
                span = passage.span
                if text[span.start : span.end] != span.quote:
                    raise AssertionError(f"{span} is not what stands there")


def faults(folder: Path, *, seed: int, rounds: int) -> Iterator[tuple[str, bytes, str]]:
    """The damaged files that are not borne: format, bytes, what went wrong."""
    for kind, data in samples().items():
        rng = random.Random(f"{seed} {kind}")
        for _ in range(rounds):
            changed = mutate(data, rng)
            path = folder / "file"
            path.write_bytes(changed)
            began = time.process_time()
            try:
                read_all(path)
            except Exception:  # noqa: BLE001 - that is what is looked for
                yield kind, changed, traceback.format_exc()
            if time.process_time() - began > SECONDS:
                yield kind, changed, f"{time.process_time() - began:.1f} seconds"


def main() -> None:
    """Look for faults for so many seconds; keep the files that have them."""
    until, seed, seen = time.monotonic() + float(sys.argv[1]), 1_000, 0
    kept = Path(tempfile.mkdtemp(prefix="faults-"))
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            for kind, data, fault in faults(Path(folder), seed=seed, rounds=20):
                seen += 1
                (kept / f"{seed}-{seen}").write_bytes(data)
                print(kind, kept / f"{seed}-{seen}", fault, sep="\n", flush=True)  # noqa: T201
            seed += 1
    print(f"{(seed - 1_000) * 20 * len(samples()):,} files, {seen} faults in {kept}")  # noqa: T201


if __name__ == "__main__":
    main()
