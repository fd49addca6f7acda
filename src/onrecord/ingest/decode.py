"""Bytes → text: UTF-8, UTF-16 or UTF-32 with a byte order mark, or an 8-bit code beyond doubt."""

import codecs

from onrecord.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file (Word, Excel and OpenDocument files are ZIP files)"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml")
_EIGHT_BIT = ("cp1252", "mac_roman", "gb18030")
"""What English reports without UTF-8 come in: Windows, old Macs, Chinese agencies."""
_SYMBOLS = frozenset("“”‘’‚„–—…•·€£¥©®™§¶°±½¼¾×′″«»‹›†\xa0")
_AS_TEXT = "save it as plain text in UTF-8 and read that"


def decode(data: bytes, label: str) -> str:
    """The text of a file, without its byte order mark and otherwise as it is.

    Args:
        data: what the file holds.
        label: how to call it in a message.

    Raises:
        InputError: it is no text, or nothing tells for sure which encoding it is in.
    """
    _refuse_binary(data, label)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_strictly(data, encoding, label)
    if b"\x00" in data:
        raise InputError(
            f"{label} holds zero bytes: it is no text, or UTF-16 without a byte order mark",
            remedy=_AS_TEXT,
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decode_eight_bit(data)
        if text is None:
            raise InputError(
                f"{label} is not UTF-8 (byte {data[error.start]:#04x} at {error.start}) and its"
                " encoding cannot be told",
                remedy="save it as UTF-8",
            ) from error
        return text


def _refuse_binary(data: bytes, label: str) -> None:
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise InputError(f"{label} is {what}, not plain text", remedy=_AS_TEXT)
    if data[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_PAGES):
        raise InputError(
            f"{label} is a web page or XML, not plain text",
            remedy="copy the text of the report out of it and read that",
        )


def _decode_strictly(data: bytes, encoding: str, label: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise InputError(
            f"{label} says by its byte order mark that it is {name}, but byte"
            f" {error.start} is not: {error.reason}",
            remedy="save it again as UTF-8",
        ) from error


def _decode_eight_bit(data: bytes) -> str | None:
    """The first encoding in which everything beyond ASCII makes sense in English; None for none."""
    for encoding in _EIGHT_BIT:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _makes_sense(text):
            return text
    return None


def _makes_sense(text: str) -> bool:
    """Whether what is beyond ASCII is little, and signs of English text or letters in names."""
    odd = [i for i, c in enumerate(text) if not c.isascii()]
    if 5 * len(odd) > len(text):
        return False
    return all(text[i] in _SYMBOLS or _is_letter_in_name(text, i) for i in odd)


def _is_letter_in_name(text: str, i: int) -> bool:
    """Whether an accented Latin letter stands in a word as such a letter does."""
    letter = text[i]
    if not letter.isalpha() or letter > "\u024f":
        return False
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if letter.islower():
        return before.isalpha() or after.isalpha()
    return (after.isalpha() and not before.islower()) or (before.isupper() and not after.isalpha())
