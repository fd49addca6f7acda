"""Errors state the remedy."""

import pytest

import onrecord
from onrecord.errors import ConfigError, InputError, MissingExtraError, OnrecordError, StoreError


@pytest.mark.parametrize("kind", [InputError, ConfigError, StoreError, MissingExtraError])
def test_every_error_is_ours_and_carries_its_remedy(kind: type[OnrecordError]) -> None:
    error = kind("it is empty", remedy="fill it")
    assert isinstance(error, OnrecordError)
    assert (str(error), error.message, error.remedy) == (
        "it is empty: fill it",
        "it is empty",
        "fill it",
    )
    assert str(kind("it is empty")) == "it is empty"


@pytest.mark.parametrize("value", ["yesterday", "2031-13-01", "12/04/2031", ""])
def test_a_date_that_is_no_date(value: str) -> None:
    with pytest.raises(InputError, match="is no date: give the publication date as YYYY-MM-DD"):
        onrecord.parse_date(value)
