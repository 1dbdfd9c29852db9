use error_catalog::{ErrorCatalog, Secret};

/// Sign-in and sessions.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, locales("ja", "en"), owner = "identity")]
pub enum AuthError {
    /// The e-mail address or the password did not match an account.
    ///
    /// # Causes
    /// - a typing error
    /// - an attack that goes through passwords, which shows as many of these from few addresses in a short time
    ///
    /// # Solutions
    /// 1. ask the user to try again
    /// 2. offer to set a new password
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, log_level = "INFO",
              message("ja" = "メールアドレスまたはパスワードが正しくありません", "en" = "wrong e-mail address or password"),
              formerly("AUTH_LOGIN_FAILED"), since = "1.0")]
    InvalidCredentials,

    /// The user may not do this.
    #[catalog(code = "AUTH_INSUFFICIENT_PERMISSIONS", status = 403, log_level = "WARN",
              message("ja" = "この操作を行う権限がありません", "en" = "you may not do this"),
              display = "{user} may not {action}")]
    InsufficientPermissions {
        #[context]
        user: u64,
        /// What was tried.
        #[detail]
        action: String,
        #[detail]
        hint: Option<String>,
    },

    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "ERROR",
              message("ja" = "システムエラーが発生しました", "en" = "something went wrong"),
              display = "identity provider {host} timed out", retry = "transient", retry_after = 60, severity = "CRITICAL")]
    ProviderDown { #[context] host: String, token: Secret<String>, #[source] cause: std::io::Error },
}
