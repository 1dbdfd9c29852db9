use error_catalog::ErrorCatalog;

/// 認証関連
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("ja"))]
pub enum AuthError {
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = "INFO",
        message = "メールアドレスまたはパスワードが正しくありません"
    )]
    InvalidCredentials,

    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "認証の有効期限が切れています"
    )]
    TokenExpired,

    #[catalog(
        code = "AUTH_TOKEN_INVALID",
        status = 401,
        log_level = "WARN",
        message = "無効な認証トークンです"
    )]
    TokenInvalid,

    #[catalog(
        code = "AUTH_INSUFFICIENT_PERMISSIONS",
        status = 403,
        log_level = "WARN",
        message = "この操作を行う権限がありません"
    )]
    InsufficientPermissions,
}
