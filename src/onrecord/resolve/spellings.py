"""Which of a place's many names are worth keeping, and what can be made of them."""

import unicodedata
from collections.abc import Iterable, Iterator

from onrecord.text import name_key

LONGEST = 60

# The scripts in which a country's own press writes; names in others add nothing to a report.
SCRIPTS = {
    "CYRILLIC": "UA RU BY BG RS MK ME BA KZ KG TJ UZ TM MN MD GE AM AZ XK",
    "ARABIC": "AE AF BH DJ DZ EG EH IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN TR"
    " YE ER CN IN SS ML NE NG",
    "HEBREW": "IL PS SY LB",
    "GREEK": "GR CY AL MK BG TR",
    "ARMENIAN": "AM AZ GE",
    "GEORGIAN": "GE",
    "DEVANAGARI": "IN NP",
    "BENGALI": "BD IN",
    "GURMUKHI": "IN PK",
    "GUJARATI": "IN", "TAMIL": "IN LK", "TELUGU": "IN", "KANNADA": "IN", "MALAYALAM": "IN",
    "ORIYA": "IN", "SINHALA": "LK", "ETHIOPIC": "ET ER", "THAI": "TH", "LAO": "LA", "KHMER": "KH",
    "MYANMAR": "MM", "TIBETAN": "CN BT", "HANGUL": "KR KP", "CJK": "CN TW HK MO JP KR SG",
    "HIRAGANA": "JP", "KATAKANA": "JP", "THAANA": "MV",
}  # fmt: skip
NATIVE = {
    (script, country) for script, countries in SCRIPTS.items() for country in countries.split()
}

AREA_WORDS = {
    "oblast", "region", "province", "governorate", "district", "county", "state", "prefecture",
    "department", "territory", "krai", "republic", "rayon", "raion", "municipality", "parish",
    "emirate", "division", "canton", "borough", "kabupaten", "okrug", "voivodeship", "city",
}  # fmt: skip

ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE"}
"""Where the main name is the English one, and the others of a small town are old or foreign."""


def useful(names: Iterable[str], main: str, country: str) -> Iterator[str]:
    """The names whose keys differ from the main one's and each other's, and that serve."""
    seen = {name_key(main)}
    for name in names:
        key = name_key(name)
        if key not in seen and is_useful(name, country):
            seen.add(key)
            yield name


def is_useful(name: str, country: str) -> bool:
    """Whether a name can stand in a report: no code, in a script that the country's press uses."""
    key = name_key(name)
    if not 2 <= len(key) <= LONGEST or any(c.isdigit() for c in key):
        return False
    letter = next((c for c in key if c.isalpha()), "")
    script = unicodedata.name(letter, "?").split()[0] if letter else "?"
    if script == "LATIN":
        return not (len(key) == 3 and name.isupper())  # airport codes
    return (script, country) in NATIVE


def without_area_word(name: str) -> str:
    """The name without the word for what it is: "Boone County" → "Boone"; "" if it has none."""
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in AREA_WORDS:
        return " ".join(words[:-1])
    return ""
