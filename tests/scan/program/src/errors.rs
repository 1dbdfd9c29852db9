/// In both crates of the package.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "APP")]
pub enum AppError {
    #[catalog(code = "APP_NOT_FOUND", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
