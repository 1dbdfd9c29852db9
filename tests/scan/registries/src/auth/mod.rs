pub mod login;

/// Sessions.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "AUTH")]
pub enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
