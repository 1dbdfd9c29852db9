

class Headers(Protocol):
    """The headers of a response, whose names are read in lower case."""

    def get(self, name: str, /) -> Optional[str]: ...


def parse_error(
    body: object, *, status: Optional[int] = None, headers: Optional[Headers] = None
) -> Optional[AnyError]:
    """The error in a body: as text, as bytes, or parsed as JSON. Nothing where it is not an error of this service.

    `status` and `headers` of the response say what the body does not. A code that is not known is kept as it came: a
    service may be newer than its clients.
    """
    root = _parsed(body)
    code = {code}
    if not isinstance(code, str):
        return None
    texts = [text for text in ({messages},) if isinstance(text, str)]
    if not texts:
        return None
    wait: Optional[float] = {wait}
    trace_id = _text_or_none({trace_id})
    sent_status: object = {status}
    if headers is not None:
        wait = _seconds(_number_or_none(headers.get("retry-after"))) if wait is None else wait
        trace_id = headers.get("x-request-id") if trace_id is None else trace_id
    if status is None and type(sent_status) is int:
        status = sent_status
    sent = Sent(texts[0], status, trace_id, wait, root)
    reader = _READERS.get(code)
    if reader is not None:
        try:
            return reader(sent, {details}, {violations})
        except _Mismatch:
            pass
    return UnknownError(sent=sent, code=code)


_RETRYABLE: Final = frozenset([{statuses}])
_LONGEST_WAIT: Final = {longest}
_LONGEST_BODY: Final = 1 << 20
_T = TypeVar("_T")


class _Mismatch(Exception):
    pass


def _parsed(body: object) -> object:
    if not isinstance(body, (str, bytes, bytearray)):
        return body
    if len(body) > _LONGEST_BODY:
        return None
    try:
        parsed: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return parsed


def _member(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _text_or_none(value: object) -> Optional[str]:
    return value if isinstance(value, str) else None


def _object_or_empty(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _number_or_none(text: Optional[str]) -> object:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,9}", text.strip()) else None


def _seconds(value: object) -> Optional[float]:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0:
        return float(min(value, _LONGEST_WAIT))
    return None


def _object(value: object) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    raise _Mismatch


def _required(members: Mapping[str, object], name: str) -> object:
    if name in members:
        return members[name]
    raise _Mismatch


def _nullable(value: object, of: Callable[[object], _T]) -> Optional[_T]:
    return None if value is None else of(value)


def _rest(
    members: Mapping[str, object], named: Sequence[str], of: Callable[[object], _T]
) -> Mapping[str, _T]:
    return {name: of(value) for name, value in members.items() if name not in named}


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise _Mismatch


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _Mismatch


def _number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    raise _Mismatch


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _Mismatch


def _items(value: object, length: Optional[int]) -> Sequence[object]:
    if isinstance(value, list) and (length is None or len(value) == length):
        return value
    raise _Mismatch


def _list(
    value: object, of: Callable[[object], _T], length: Optional[int] = None
) -> Sequence[_T]:
    return [of(item) for item in _items(value, length)]


def _place(value: object, at: int, length: int) -> object:
    return _items(value, length)[at]


def _map(value: object, of: Callable[[object], _T]) -> Mapping[str, _T]:
    return {name: of(item) for name, item in _object(value).items()}


def _record(value: object, names: Sequence[str]) -> Mapping[str, object]:
    members = _object(value)
    return {name: _required(members, name) for name in names}
