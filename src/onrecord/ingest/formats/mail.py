"""A mail (.eml) → the report in it: a newsletter's HTML, or its text."""

import email
import email.policy
import email.utils
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from typing import BinaryIO

from onrecord.ingest.formats.failures import failure
from onrecord.ingest.sources import Source
from onrecord.records import Failure

MAX_MAIL = 50_000_000
"""Bytes of the largest mail, with its attachments."""
_STAGE = "mail"
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What the library raises on broken mails."""


def read_mail(file: BinaryIO, name: str) -> Iterator[Source | Failure]:
    """The report of a mail: subject, sender and date go with it; attachments are not looked at."""
    data = file.read(MAX_MAIL + 1)
    if len(data) > MAX_MAIL:
        yield failure(name, _STAGE, f"is a mail of more than {MAX_MAIL:,} bytes", "cut it down")
        return
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        yield _read_message(message, name)
    except _BROKEN as error:
        yield failure(
            name, _STAGE, f"is a mail that cannot be read: {type(error).__name__}: {error}",
            "save its text and give that",
        )  # fmt: skip


def _read_message(message: EmailMessage, name: str) -> Source | Failure:
    part = message.get_body(("html", "plain"))
    content = part.get_content() if part is not None else None
    if part is None or not isinstance(content, str) or not content.strip():
        return failure(name, _STAGE, "is a mail without text", "save its attachments and give them")
    sender = email.utils.parseaddr(_header(message, "From"))
    return Source(
        name=name,
        data=content.encode("utf-8", "replace"),
        media="html" if part.get_content_subtype() == "html" else "text",
        outlet=" ".join(sender[0].split())[:200] or None,
        title=" ".join(_header(message, "Subject").split())[:1000] or None,
        published=_day(_header(message, "Date")),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header's text; none where it is broken: the mail can be read without."""
    try:
        return str(message.get(name, ""))
    except _BROKEN:
        return ""


def _day(text: str) -> date | None:
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except _BROKEN:
        return None
