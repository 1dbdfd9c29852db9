//! `error-handling-design`: authentication, users, reservations, and the unexpected.

// declaration: begin
use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes, locales("ja"))]
pub enum AuthError {
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, log_level = "INFO",
              message = "メールアドレスまたはパスワードが正しくありません")]
    InvalidCredentials,
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO",
              message = "認証の有効期限が切れています")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_INVALID", status = 401, log_level = "WARN",
              message = "無効な認証トークンです")]
    TokenInvalid,
    #[catalog(code = "AUTH_INSUFFICIENT_PERMISSIONS", status = 403, log_level = "WARN",
              message = "この操作を行う権限がありません")]
    InsufficientPermissions,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes, locales("ja"))]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "ユーザーが見つかりません")]
    NotFound,
    #[catalog(code = "USER_EMAIL_EXISTS", status = 409, log_level = "INFO",
              message = "このメールアドレスは既に使用されています")]
    EmailExists,
    #[catalog(code = "USER_INVALID_STATUS", status = 400, log_level = "WARN",
              message = "無効なユーザーステータスです")]
    InvalidStatus,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION", registry = Codes, locales("ja"))]
pub enum ReservationError {
    #[catalog(code = "RESERVATION_NOT_FOUND", status = 404, log_level = "INFO", message = "予約が見つかりません")]
    NotFound,
    #[catalog(code = "RESERVATION_SLOT_UNAVAILABLE", status = 409, log_level = "INFO",
              message = "指定された時間枠は既に予約されています")]
    SlotUnavailable,
    #[catalog(code = "RESERVATION_CANCEL_DEADLINE", status = 400, log_level = "INFO",
              message = "キャンセル可能期限を過ぎています")]
    CancelDeadline,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SYSTEM", registry = Service, locales("ja"),
          code = "SYSTEM_INTERNAL_ERROR", status = 500, log_level = "ERROR", message = "システムエラーが発生しました")]
pub struct InternalError;

error_catalog::catalog! { pub struct Codes { AuthError, UserError, ReservationError } }
error_catalog::catalog! { pub struct Service { ..Codes, InternalError, super::validation::ValidationError } }
// declaration: end
