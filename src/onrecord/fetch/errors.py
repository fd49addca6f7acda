"""What can go wrong with a request."""

from onrecord.errors import OnrecordError


class FetchError(OnrecordError):
    """An address gave nothing that can be used.

    `lasting`: asking again would give the same.
    """

    def __init__(self, message: str, *, remedy: str, lasting: bool = False) -> None:
        super().__init__(message, remedy=remedy)
        self.lasting = lasting
