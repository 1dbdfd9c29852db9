"""What a client writes over the errors of one operation, checked by mypy, then run."""

from client import ShowUserResponse404, SignUpResponse409, SignUpResponse422
from pydantic import ValidationError


def sign_up(body: object) -> str:
    error = SignUpResponse409.model_validate(body).root.error
    if error.code == "USER_NAME_TAKEN":
        tries: int = error.details.tries
        return f"{error.details.name} {tries + 1} {len(error.details.free or [])}"
    if error.code == "USER_PLAN_ENDED":
        return ",".join(error.details or {})
    code: str = error.code
    assert code == "USER_EMAIL_EXISTS"
    return error.message


def refused(body: object) -> bool:
    try:
        SignUpResponse409.model_validate(body)
    except ValidationError:
        return True
    return False


def body(code: str, **details: object) -> object:
    return {"error": {"code": code, "message": "text", "details": details}}


assert sign_up(body("USER_NAME_TAKEN", name="花子", tries=3, free=["a"])) == "花子 4 1"
assert sign_up(body("USER_PLAN_ENDED", rooms=3)) == "rooms"
assert sign_up(body("USER_EMAIL_EXISTS")) == "text"
assert refused(body("USER_NAME_TAKEN", name="a")), "a detail is missing"
assert refused(body("USER_NOT_FOUND", id=3)), "another operation sends it"
gone = ShowUserResponse404.model_validate(body("USER_NOT_FOUND", id=3))
assert gone.error.details.id + 1 == 4
fields = SignUpResponse422.model_validate(body("VALIDATION_ERROR", name="too short"))
assert list(fields.error.details or {}) == ["name"]
