"""What an article's address gave → the report to read, and what it is known by."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

import msgspec

from onrecord.errors import InputError
from onrecord.fetch.errors import FetchError
from onrecord.fetch.request import Answer
from onrecord.fetch.urls import host_of, path_of, read_url, url_key
from onrecord.ingest.documents import FEWEST_WORDS
from onrecord.ingest.marked import MarkedText
from onrecord.ingest.recognise import HEAD, recognise
from onrecord.ingest.sources import Source
from onrecord.store.articles import Article, find_seen
from onrecord.store.database import Store
from onrecord.watching.desk import Desk
from onrecord.watching.plan import Trouble

_TAGS = re.compile(r"<[a-zA-Z/!][^>]{0,2000}>")
_MEDIA = re.compile(r"(?:audio|video|image|font)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An article with what its address gave: an answer, or trouble. Neither: it has no address."""

    article: Article
    at: float
    answer: Answer | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A report to read. `trouble` is why it is the feed's text and not the page's."""

    article: Article
    source: Source
    keys: tuple[str, ...]
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """An article that is there already, under another address."""

    article: Article


@dataclass(frozen=True, slots=True)
class Lost:
    """An article of which there is nothing to read."""

    article: Article
    trouble: Trouble


def make_ready(desk: Desk, fetched: Fetched, feed: str) -> Ready | Double | Lost:
    """What to do with an article: its page is read, or what the feed itself says of it.

    What the page says of itself wins over what the feed says of it.
    """
    article = fetched.article
    entry = msgspec.msgpack.decode(article.entry, type=Source)
    read = _read_answer(desk, entry, fetched, feed)
    found: Ready | Lost
    if isinstance(read, Trouble):
        found = _own_text(article, entry, read if article.url else None, feed)
    else:
        found = read
    if isinstance(found, Ready) and _is_double(desk.store, found):
        return Double(article)
    return found


def _read_answer(desk: Desk, entry: Source, fetched: Fetched, feed: str) -> Ready | Trouble:
    """The report on a page, a text or a PDF file."""
    article, answer = fetched.article, fetched.answer
    if answer is None:
        return fetched.trouble or Trouble("it has no address of its own", "")
    kind = recognise(answer.body[:HEAD], frozenset())
    if kind not in {"html", "pdf", "text"} or _MEDIA.match(answer.headers.get("content-type", "")):
        said = answer.headers.get("content-type", "").partition(";")[0][:60] or kind
        return Trouble(f"{answer.url} is no page, but {said}", "nothing is to be done")
    page = MarkedText("", ())
    if kind == "html":
        try:
            found = desk.apart.lay_out(answer.body, answer.url)
        except InputError:
            pass  # the reader says so again, and its failure is kept with the bytes
        else:
            if isinstance(found, Trouble):
                return found
            page = found
            if len(page.text.split()) < FEWEST_WORDS:
                said = f"{answer.url} shows no report without its scripts"
                return Trouble(said, "save the page from a browser and add it")
    where = _real_address(answer, page)
    near = _is_near(where, feed)
    source = Source(
        name=article.url or where,
        data=answer.body,
        url=where,
        outlet=None if page.outlet or not near else entry.outlet,
        title=None if page.title else entry.title,
        authors=() if page.authors else entry.authors,
        published=None if page.published else entry.published,
        retrieved=dt.datetime.fromtimestamp(int(fetched.at), dt.UTC),
    )
    text = answer.body.decode("utf-8", "replace") if kind == "text" else page.text
    keys = (*_place_keys(answer.url), *_place_keys(where), *_text_keys(where, text))
    return Ready(article, source, keys)


def _own_text(article: Article, entry: Source, trouble: Trouble | None, feed: str) -> Ready | Lost:
    """What the feed itself says, if it is enough to be read."""
    text = _TAGS.sub(" ", entry.data.decode("utf-8", "replace"))
    if len(text.split()) < FEWEST_WORDS:
        return Lost(article, trouble or Trouble("the entry holds no report", "see the feed"))
    name = article.url or f"{feed}#{hashlib.sha256(entry.data).hexdigest()[:12]}"
    source = msgspec.structs.replace(entry, name=name)
    return Ready(article, source, _text_keys(article.url or feed, text), trouble)


def _is_double(store: Store, ready: Ready) -> bool:
    """Whether its text, or its address with its title, is another article's."""
    mine = ready.article
    for key in ready.keys:
        seen = find_seen(store.engine, key)
        if seen is None or seen.article == mine.seq:
            continue
        if key.startswith("text ") or not mine.title or seen.title in {mine.title, ""}:
            return True
    return False


def _real_address(answer: Answer, page: MarkedText) -> str:
    """Where the page says it is, if that is a place on the same host; else where it was."""
    try:
        said = read_url(page.url, answer.url) if page.url else answer.url
    except FetchError:
        return answer.url
    same = _plain_host(said) == _plain_host(answer.url)
    return said if same and path_of(said) not in {"", "/"} else answer.url


def _place_keys(url: str) -> tuple[str, ...]:
    return () if path_of(url) in {"", "/"} else (f"url {url_key(url)}",)


def _text_keys(url: str, text: str) -> tuple[str, ...]:
    """The text on its host: another host's reprint is a report of its own."""
    words = _words(text)
    if len(words) < FEWEST_WORDS:
        return ()
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()
    return (f"text {_plain_host(url)} {digest}",)


def _words(text: str) -> list[str]:
    """The words of a text as texts are compared."""
    return re.findall(r"\w+", text.casefold())


def _plain_host(url: str) -> str:
    return host_of(url).partition("://")[2].removeprefix("www.")


def _is_near(url: str, feed: str) -> bool:
    """Whether a page is of the feed's own site, whose title then is the outlet's name."""
    one, other = (_plain_host(u).partition(":")[0].split(".")[-2:] for u in (url, feed))
    return one == other
