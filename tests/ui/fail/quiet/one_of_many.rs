// Rule: missing-key

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "もう一度ログインしてください")]
    TokenExpired,
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, log_level = "WARN")]
    AccountLocked,
    #[catalog(transparent)]
    User(#[from] UserError),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "ユーザーが見つかりません")]
    NotFound,
    #[catalog(code = "USER_LOCKED", status = 403, log_level = "WARN", public_as = "AUTH_ACCOUNT_LOCKED")]
    Locked,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION", registry = crate::Codes)]
enum ReservationError {
    #[catalog(code = "RESERVATION_SLOT_TAKEN", status = 409, log_level = "INFO", message = "この時間はすでに予約されています")]
    SlotTaken,
}

catalog! {
    #[registry(locales("ja"))]
    pub struct Codes { AuthError, UserError, ReservationError }
    retired { "USER_GONE" => "2.0: use USER_NOT_FOUND" }
}

fn main() {
    let error = AuthError::from(UserError::NotFound);
    assert!(error.is(Codes::USER_NOT_FOUND) || error.is(Codes::AUTH_ACCOUNT_LOCKED));
    println!("{} {}", Codes::to_json(), ReservationError::SlotTaken.envelope().to_json());
}
