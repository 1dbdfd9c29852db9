
AnyError: TypeAlias = Union[KnownError, UnknownError]
"""An error of the service, whether this file knows its code or not."""


class ApiError(Exception):
    """Raises an error of the service: `raise ApiError(error)`."""

    def __init__(self, error: AnyError) -> None:
        super().__init__(error)
        self.error: Final[AnyError] = error

    def __str__(self) -> str:
        return f"{self.error.code}: {self.error.message}"
