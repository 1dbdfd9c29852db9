use error_catalog::ErrorCatalog;

/// ユーザー管理関連
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja"))]
pub enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "ユーザーが見つかりません"
    )]
    NotFound,

    #[catalog(
        code = "USER_EMAIL_EXISTS",
        status = 409,
        log_level = "INFO",
        message = "このメールアドレスは既に使用されています"
    )]
    EmailExists,

    #[catalog(
        code = "USER_INVALID_STATUS",
        status = 400,
        log_level = "WARN",
        message = "無効なユーザーステータスです"
    )]
    InvalidStatus,
}
