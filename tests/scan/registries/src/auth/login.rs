/// Signing in.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "LOGIN")]
pub enum LoginError {
    #[catalog(code = "LOGIN_ACCOUNT_UNKNOWN", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
