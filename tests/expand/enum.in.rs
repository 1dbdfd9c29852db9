/// Sign-in and sessions.
#[catalog(domain = "AUTH")]
pub enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "期限切れです")]
    TokenExpired,
}
