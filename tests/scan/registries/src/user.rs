/// People.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
