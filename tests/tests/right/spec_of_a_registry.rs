//! Two enums out of one spec, found by their names and by their domains.

use error_catalog::{ErrorCatalog, Registry};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes, locales("ja", "en"), spec = "ui/specs/service.json")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message("en" = "Your session has expired", "ja" = "認証の有効期限が切れています")
    )]
    TokenExpired,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "USER",
    registry = Codes,
    spec = "ui/specs/service.json",
    code = "USER_NOT_FOUND",
    status = NOT_FOUND,
    log_level = INFO,
    message = "ユーザーが見つかりません"
)]
struct NoSuchUser;

error_catalog::catalog! { struct Codes { AuthError, NoSuchUser } }

#[test]
fn runs() {
    assert_eq!(<Codes as Registry>::ALL.len(), 2);
}
