"""Files as the tests need them: a page, a WARC record, a PDF."""

PROSE = (
    "<p>GENEVA (Reuters) - Talks on the bridge over the Orle resumed on Monday, Southmark's foreign"
    " minister, Ana Rell, told reporters.</p>"
    "<p>“We shall attend a second round if Norland withdraws,” Rell said after the meeting.</p>"
    "<p>At least 14 people were killed in the shelling of Orle on Monday, the mayor said.</p>"
)


def page(body: str = PROSE, head: str = "", title: str = "Talks resume in Geneva") -> bytes:
    """A page with a headline, a menu, a list of other reports and a footer around a body."""
    return (
        f"<!doctype html><html lang=en><head><title>{title} | Example Wire</title>{head}</head>"
        "<body><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav>"
        f"<main><h1>{title}</h1><article>{body}</article></main>"
        "<aside class=related><h3>More news</h3><ul><li><a href=/1>Norland votes on Sunday</a>"
        "</li></ul></aside><footer>Copyright 2031 Example Wire</footer></body></html>"
    ).encode()


def warc_record(
    content: bytes, url: str = "http://example.org/a", kind: str = "text/html"
) -> bytes:
    """A response record with HTTP around the content."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (
        kind.encode(), len(content), content,
    )  # fmt: skip
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\n"
        b"WARC-Date: 2031-04-12T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    ) % (url.encode(), len(http), http)


def pdf(line: str) -> bytes:
    """A PDF file of one page with one line."""
    stream = f"BT /F1 12 Tf 20 700 Td ({line}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    """These objects as a PDF file."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    xref, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, xref)


def pdf_of_forms(deep: int = 6, wide: int = 30) -> bytes:
    """A small PDF file of one page that draws a form, which draws the next so many times, …"""
    last = b"BT /F1 12 Tf (Talks) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number in range(deep):
        content = b"/X Do " * wide if number < deep - 1 else last
        inner = b"/XObject<</X %d 0 R>>" % (len(objects) + 2) if number < deep - 1 else b""
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>%s>>"
            b"/Length %d>>stream\n%s\nendstream" % (inner, len(content), content)
        )
    return _written(objects)
