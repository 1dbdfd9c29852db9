//! What can go wrong with accounts.

use error_catalog::ErrorCatalog;

use super::Status;

/// Accounts.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::catalogue::Codes, locales("ja", "en", "zh-TW", "vi"))]
pub enum UserError {
    /// No account has this number.
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message(
            "ja" = "ユーザーが見つかりません",
            "en" = "There is no such user",
            "zh-TW" = "找不到使用者",
            "vi" = "Không tìm thấy người dùng"
        )
    )]
    NotFound {
        /// The number that was asked for.
        #[detail]
        id: u64,
    },

    /// Another account has this address.
    ///
    /// # Solutions
    /// Sign in, or register with another address.
    #[catalog(
        code = "USER_EMAIL_EXISTS",
        status = 409,
        log_level = "INFO",
        message(
            "ja" = "このメールアドレスは既に使用されています",
            "en" = "This e-mail address is already in use",
            "zh-TW" = "此電子郵件已被使用",
            "vi" = "Email này đã được sử dụng"
        ),
        unique = "users_email_key"
    )]
    EmailExists,

    /// The account cannot take on this status.
    ///
    /// # Causes
    /// An account that was closed stays closed; none becomes what it is already.
    #[catalog(
        code = "USER_INVALID_STATUS",
        status = 400,
        log_level = "WARN",
        message(
            "ja" = "無効なユーザーステータスです",
            "en" = "The account cannot have this status",
            "zh-TW" = "無效的使用者狀態",
            "vi" = "Trạng thái người dùng không hợp lệ"
        ),
        display = "user {id} is {from} and cannot become {to}"
    )]
    InvalidStatus {
        #[context]
        id: u64,
        /// What the account is.
        #[detail(display)]
        from: Status,
        /// What it was to become.
        #[detail(display)]
        to: Status,
    },
}
