"""What a client writes over the Python of a registry: checked strictly, then run.

usage: python narrow.py BODIES
"""

import pickle
import sys
from pathlib import Path
from typing import NoReturn

import agent
import flat
import google
import odd_names_standard
import problem
import standard


def never(value: NoReturn) -> NoReturn:
    raise AssertionError(value)


def say(error: standard.KnownError) -> str:
    """Each code has its arm: a type checker refuses the last one if a code is left out."""
    match error:
        case standard.ReservationSlotUnavailable(details=details):
            start: str = details.slot_start
            price: float | None = details.prices.get("room")
            other = details.alternatives[0] if details.alternatives else "none"
            row, column = details.position
            return f"{start} {other} {price} {row + 1} {column:.1f} {details.open[0]}"
        case standard.ReservationLimitsReached(details=details):
            return f"limits {sorted(details.limits.items()) if details else 'none'}"
        case standard.ReservationFormInvalid(details=details):
            return f"{details.form} {sorted(details.fields)}"
        case standard.ValidationError(details=details):
            return ",".join(sorted(details.fields)) if details else "none"
        case standard.AuthRateLimited(details=details):
            return f"{details.limit + 1}"
        case standard.ReservationNotFound(details=details):
            return f"{details.reservation_id + 1}"
        case standard.AuthTokenExpired(details=details):
            return details.expired_at
        case standard.HostileTextMarkup(details=details):
            return details.what
        case (
            standard.AuthInvalidCredentials()
            | standard.AuthProviderDown()
            | standard.SystemBodyMalformed()
            | standard.SystemBodyTooLarge()
            | standard.SystemInternalError()
            | standard.SystemMediaUnsupported()
            | standard.SystemMethodNotAllowed()
            | standard.SystemRequestTimeout()
            | standard.SystemRouteNotFound()
            | standard.UserNotFound()
        ):
            return error.message
    never(error)


def sign_in(error: standard.AnyError) -> str:
    """Each code of the set has its arm."""
    if not standard.is_sign_in_error(error):
        return f"other {error.code}"
    match error:
        case standard.AuthRateLimited(details=details):
            return f"{details.limit + 1}"
        case standard.AuthTokenExpired(details=token):
            return token.expired_at
        case standard.AuthInvalidCredentials() | standard.AuthProviderDown() | standard.SystemInternalError():
            return error.message
    never(error)


def by_code(error: standard.AnyError) -> str:
    """A comparison with a constant tells the types apart as well."""
    if isinstance(error, standard.UnknownError):
        return "unknown"
    if error.code == standard.Codes.RESERVATION_NOT_FOUND:
        number: int = error.details.reservation_id
        return str(number)
    return standard.ERRORS[error.code].message


def check(got: object, wanted: object) -> None:
    if got != wanted:
        raise AssertionError(f"{got!r} is not {wanted!r}")


def hand_made() -> None:
    slot = {
        "slot_start": "10:00",
        "resource_id": "a",
        "position": [1, 2],
        "open": [True, True],
        "prices": {"room": 7},
    }

    def body(code: str, details: object = None) -> object:
        return {"error": {"code": code, "message": "text", "details": details}}

    def read(body: object) -> str:
        error = standard.parse_error(body)
        if error is None:
            return "no error of ours"
        return f"unknown {error.code}" if isinstance(error, standard.UnknownError) else say(error)

    check(read(body("RESERVATION_SLOT_UNAVAILABLE", slot)), "10:00 none 7 2 2.0 True")
    for wrong in [None, {}, {**slot, "open": [True]}, {**slot, "position": [1, "2"]}, {**slot, "prices": [1]}]:
        check(read(body("RESERVATION_SLOT_UNAVAILABLE", wrong)), "unknown RESERVATION_SLOT_UNAVAILABLE")
    check(read(body("RESERVATION_LIMITS_REACHED", {"rooms": 3})), "limits [('rooms', 3)]")
    check(read(body("RESERVATION_LIMITS_REACHED")), "limits none")
    check(read(body("FUTURE_CODE_NEW")), "unknown FUTURE_CODE_NEW")
    for other in [{"error": "down"}, {"error": {"code": 5, "message": ""}}, None, "<html>", b"\xff", [], "[" * 100000]:
        check(read(other), "no error of ours")
    later = standard.parse_error(body("AUTH_RATE_LIMITED", {"limit": 4}), headers={"retry-after": "7"})
    assert later is not None
    check((later.is_retryable, later.retry_after, later.status), (True, 7.0, 429))
    check([later.backoff.delay(n) for n in range(6)] if later.backoff else [], [0.5, 1.5, 4.5, 13.5, 40.5, None])
    down = standard.parse_error(body("AUTH_PROVIDER_DOWN"), headers={"retry-after": "999999999"})
    check(down.retry_after if down else None, 86400.0)
    check((down := standard.parse_error(body("AUTH_PROVIDER_DOWN"))) and down.retry_after, 60)
    future = standard.parse_error(body("FUTURE_CODE_NEW"), status=503)
    assert future is not None
    check((sign_in(later), sign_in(future)), ("5", "other FUTURE_CODE_NEW"))
    check((future.is_retryable, by_code(future)), (True, "unknown"))
    check(by_code(later), standard.ERRORS["AUTH_RATE_LIMITED"].message)
    raised = pickle.loads(pickle.dumps(standard.ApiError(later)))
    check((str(raised), raised.error), (f"AUTH_RATE_LIMITED: text", later))


def examples(bodies: Path) -> None:
    """Every example body is a known error; a part of a body is no error, and breaks nothing."""
    for dialect in (standard, problem, google, flat, agent):
        codes = set()
        for line in (bodies / f"{dialect.__name__}.tsv").read_text("utf-8").splitlines():
            code, body = line.split("\t")
            error = dialect.parse_error(body.encode())
            if error is None or isinstance(error, dialect.UnknownError) or error.code != code:
                raise AssertionError(f"{dialect.__name__}: {body} reads as {error}")
            check(isinstance(dialect.parse_error(body.replace(code, "FUTURE_CODE")), dialect.UnknownError), True)
            for end in range(len(body)):
                check(dialect.parse_error(body[:end]), None)
            codes.add(code)
        check(codes, set(dialect.ERRORS))
    waits = google.parse_error((bodies / "google.tsv").read_text("utf-8").split("AUTH_PROVIDER_DOWN\t")[1].splitlines()[0])
    assert waits is not None
    check((waits.retry_after, waits.status, waits.trace_id), (60.0, 503, "4bf92f3577b34da6a3ce929d0e0e4736"))
    form = [line for line in (bodies / "problem.tsv").read_text("utf-8").splitlines() if line.startswith("VALIDATION_ERROR")]
    invalid = problem.parse_error(form[0].split("\t")[1])
    assert isinstance(invalid, problem.ValidationError)
    check([(one.field, one.rule) for one in invalid.violations], [("#/email", "email")])


def typed(bodies: Path) -> None:
    """A detail of another type makes an unknown error."""
    for line in (bodies / "typed.tsv").read_text("utf-8").splitlines():
        wanted, body = line.split("\t")
        error = odd_names_standard.parse_error(body)
        is_known = not isinstance(error, (odd_names_standard.UnknownError, type(None)))
        check((body, is_known), (body, wanted == "true"))


if __name__ == "__main__":
    hand_made()
    typed(Path(sys.argv[1]))
    examples(Path(sys.argv[1]))
