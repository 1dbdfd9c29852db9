

@dataclass(frozen=True)
class Sent:
    """What every error has, as it was sent."""

    message: str
    """The text for users."""

    status: Optional[int] = None
    """The HTTP status, where it is known."""

    trace_id: Optional[str] = None
    """The id under which the service logged the error."""

    retry_after: Optional[float] = None
    """The seconds to wait before another try, as the service says."""

    body: object = dataclasses.field(default=None, repr=False, compare=False)
    """The parsed body."""


@dataclass(frozen=True)
class Violation:
    """A field of the input that breaks a rule."""

    field: str
    text: str
    rule: Optional[str] = None
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    location: Optional[str] = None
    """`query`, `path`, `header` or `cookie`; nothing for the body."""


@dataclass(frozen=True, kw_only=True)
class ErrorBase:
    """What the errors of all codes have in common."""

    sent: Sent
    code: str

    @property
    def message(self) -> str:
        """The text for users."""
        return self.sent.message

    @property
    def status(self) -> Optional[int]:
        """The HTTP status: as it was sent, or that of the code."""
        entry = self._entry
        return self.sent.status if self.sent.status is not None or entry is None else entry.status

    @property
    def trace_id(self) -> Optional[str]:
        """The id under which the service logged the error."""
        return self.sent.trace_id

    @property
    def is_retryable(self) -> bool:
        """Whether trying again can help: by the code, or by the status where the code is unknown."""
        entry = self._entry
        return self.sent.status in _RETRYABLE if entry is None else entry.is_retryable

    @property
    def retry_after(self) -> Optional[float]:
        """How many seconds to wait before trying again: as the service says, or as the code has it; a day at most."""
        if self.sent.retry_after is not None:
            return min(self.sent.retry_after, float(_LONGEST_WAIT))
        entry = self._entry
        return None if entry is None else entry.retry_after

    @property
    def backoff(self) -> Optional[Backoff]:
        """How often and how fast to try again."""
        entry = self._entry
        return None if entry is None else entry.backoff

    @property
    def _entry(self) -> Optional[ErrorEntry]:
        return ERRORS.get(self.code)


@dataclass(frozen=True, kw_only=True)
class UnknownError(ErrorBase):
    """An error whose code is newer than this file, or that lacks what its code promises."""
