"""Is it English? Function words and scripts; an answer only where they leave no doubt."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import NamedTuple

WORDS_READ = 50_000
"""Code points looked at for function words: a report says what it is long before that."""
SHORT = 100
"""Words; below, another language must outnumber English three to one, for the sake of names."""

_WORD = re.compile(r"[^\W\d_]+")


class _Script(NamedTuple):
    code: str
    name: str
    marks: tuple[tuple[str, str, str], ...]
    """Code and name of a language with the letters that only it has, most telling first."""


class _Tables(NamedTuple):
    names: dict[str, str]
    words: dict[str, tuple[str, ...]]
    """Each function word with the languages that have it."""
    scripts: dict[str, _Script]


@cache
def _tables() -> _Tables:
    table = tomllib.loads((files("onrecord") / "data" / "languages.toml").read_text("utf-8"))
    scripts = {
        name: _Script(row["code"], row["name"], tuple(tuple(m) for m in row.get("marks", ())))
        for name, row in table.pop("scripts").items()
    }
    words: dict[str, tuple[str, ...]] = {}
    for code, language in table.items():
        for word in dict.fromkeys(language["words"].split()):
            words[word] = (*words.get(word, ()), code)
    names = {code: language["name"] for code, language in table.items()}
    for script in scripts.values():
        names.setdefault(script.code, script.name)
        for code, name, _ in script.marks:
            names.setdefault(code, name)
    return _Tables(names, words, scripts)


def language_name(code: str) -> str:
    """The English name of a language that `find_language` can answer.

    >>> language_name("uk")
    'Ukrainian'
    """
    return _tables().names.get(code, "a language that is not known here")


def find_language(text: str) -> str | None:
    """The ISO 639 code of a text's language; None where a few words leave it open.

    "und" is a text that is surely not English but in no language of the table.

    >>> find_language("The mayor said that the bridge had been hit again.")
    'en'
    >>> find_language("Talks resume in Geneva") is None
    True
    """
    letters = Counter({c: n for c, n in Counter(text).items() if c.isalpha()})
    foreign = Counter({c: n for c, n in letters.items() if c > "\u024f" and not _is_latin(c)})
    if 2 * foreign.total() > letters.total():
        return _language_of_script(foreign)
    words = _WORD.findall(text[:WORDS_READ])
    if text.isupper():
        words = [word.lower() for word in words]
    return _language_of_words(words)


def _is_latin(letter: str) -> bool:
    """Whether a letter beyond Latin Extended-B is Latin (or a mark or symbol of no script)."""
    name = unicodedata.name(letter, "")
    return name.startswith(("LATIN", "MODIFIER", "FULLWIDTH LATIN", "MATHEMATICAL", "FEMININE"))


def _language_of_script(letters: Counter[str]) -> str:
    scripts: Counter[str] = Counter()
    for letter, n in sorted(letters.items()):
        scripts[unicodedata.name(letter, "UNKNOWN").split()[0]] += n
    if scripts["HIRAGANA"] + scripts["KATAKANA"]:
        return "ja"
    name, _ = scripts.most_common(1)[0]
    script = _tables().scripts.get(name)
    if script is None:
        return "und"
    present = {letter.casefold() for letter in letters}
    for code, _, distinct in script.marks:
        if not present.isdisjoint(distinct):
            return code
    return script.code


def _language_of_words(words: list[str]) -> str | None:
    """The language whose function words cover a text; a capital is a name's in all but English."""
    hits: Counter[str] = Counter()
    distinct: Counter[str] = Counter()
    known = _tables().words
    for word, n in Counter(words).items():
        in_name = not word.islower()
        for code in known.get(word.lower(), ()):
            if code == "en" or not in_name:
                hits[code] += n
                distinct[code] += 1
    english = hits.pop("en", 0)
    other = min(hits, key=lambda code: (-hits[code], code), default="en")
    more = 3 * english if len(words) < SHORT else 3 * english // 2
    if hits[other] >= more and hits[other] >= 4 and distinct[other] >= 3:
        return other
    if english >= 2 and english >= hits[other] and 8 * english >= len(words):
        return "en"
    if len(words) >= 60 and 25 * english < len(words):
        return "und"
    return None
