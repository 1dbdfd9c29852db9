//! What can go wrong with who is asking.

use error_catalog::ErrorCatalog;

/// Sign-in, tokens and permissions.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::catalogue::Codes, locales("ja", "en", "zh-TW", "vi"))]
pub enum AuthError {
    /// The e-mail address or the password did not match an account that is active.
    ///
    /// # Causes
    /// A typing error, a forgotten password, or an account that was suspended or closed: the answer does not tell which.
    ///
    /// # Solutions
    /// Try again, or have the password set anew.
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = "INFO",
        message(
            "ja" = "メールアドレスまたはパスワードが正しくありません",
            "en" = "The e-mail address or the password is wrong",
            "zh-TW" = "電子郵件或密碼不正確",
            "vi" = "Email hoặc mật khẩu không đúng"
        )
    )]
    InvalidCredentials,

    /// The token was good once.
    ///
    /// # Solutions
    /// Sign in again.
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message(
            "ja" = "認証の有効期限が切れています",
            "en" = "Your session has expired",
            "zh-TW" = "登入已逾期",
            "vi" = "Phiên đăng nhập đã hết hạn"
        ),
        ext(www_authenticate = r#"Bearer error="invalid_token""#)
    )]
    TokenExpired,

    /// There is no token, or it is none of ours.
    ///
    /// # Causes
    /// The header `Authorization: Bearer <token>` is missing, or the token was signed out.
    #[catalog(
        code = "AUTH_TOKEN_INVALID",
        status = 401,
        log_level = "WARN",
        message(
            "ja" = "無効な認証トークンです",
            "en" = "The access token is not valid",
            "zh-TW" = "無效的存取權杖",
            "vi" = "Mã truy cập không hợp lệ"
        )
    )]
    TokenInvalid,

    /// The account lacks a permission.
    #[catalog(
        code = "AUTH_INSUFFICIENT_PERMISSIONS",
        status = 403,
        log_level = "WARN",
        message(
            "ja" = "この操作を行う権限がありません",
            "en" = "You may not do this",
            "zh-TW" = "您沒有執行此操作的權限",
            "vi" = "Bạn không có quyền thực hiện thao tác này"
        ),
        display = "user {user} may not {action}"
    )]
    InsufficientPermissions {
        #[context]
        user: u64,
        /// What was tried.
        #[detail]
        action: &'static str,
    },
}
