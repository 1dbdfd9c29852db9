#[catalog(domain = "AUTH", registry = crate::Codes, rest(code = "AUTH_REST", status = 500, log_level = ERROR, message = "rest"))]
enum AuthError {
    /// The token is too old.
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = INFO, message = "期限切れです")]
    TokenExpired,
    #[catalog(code = "auth.legacy", status = 400, log_level = INFO, message = "古い", allow(code))]
    Legacy,
    Bare,
}
