
from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from typing import (
    Callable,
    Final,
    Literal,
    Mapping,
    NoReturn,
    Optional,
    Protocol,
    Sequence,
    Tuple,
    TypeAlias,
    TypeGuard,
    TypeVar,
    Union,
)


@dataclass(frozen=True)
class Backoff:
    """How often and how fast to try again."""

    max: int
    """The number of retries."""

    base: float
    """The seconds before the first retry."""

    factor: int
    """The factor from each delay to the next."""

    def delay(self, attempt: int) -> Optional[float]:
        """The seconds to wait before a retry, counted from 0; nothing after the last one."""
        if attempt >= self.max:
            return None
        return min(self.base * float(self.factor) ** min(attempt, 30), float(_LONGEST_WAIT))


@dataclass(frozen=True, kw_only=True)
class ErrorEntry:
    """What is known of a code without an error at hand."""

    status: int
    """The HTTP status."""

    error_class: str

    is_retryable: bool
    """Whether trying again can help."""

    backoff: Optional[Backoff] = None

    retry_after: Optional[int] = None
    """How many seconds to wait before trying again."""

    message: str
    """The text for users in the default locale, placeholders open."""
