"""What can go wrong.

OnrecordError
├── InputError         a report, file or argument cannot be used
├── ConfigError        a setting, table or model is missing or not what it should be
├── StoreError         the record cannot be opened, read or written
└── MissingExtraError  a feature needs a package that is not installed

A message says what failed, the value got and what is legal; `remedy` says what to do next. A bad
document inside a batch does not raise: it becomes a stored `Failure`, and the run goes on.
"""


class OnrecordError(Exception):
    """The base of every error that onrecord raises on purpose.

    >>> str(InputError("the file is empty", remedy="give a file with text"))
    'the file is empty: give a file with text'
    """

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(f"{message}: {remedy}" if remedy else message)
        self.message = message
        self.remedy = remedy


class InputError(OnrecordError):
    """A report, file or argument cannot be used."""


class ConfigError(OnrecordError):
    """A setting, table or model is missing or is not what it should be."""


class StoreError(OnrecordError):
    """The record cannot be opened, read or written."""


class MissingExtraError(OnrecordError):
    """A feature needs a package that is not installed."""
