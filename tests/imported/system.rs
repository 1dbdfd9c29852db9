use error_catalog::ErrorCatalog;

/// システム全般
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SYSTEM", locales("ja"))]
pub enum SystemError {
    #[catalog(
        code = "SYSTEM_INTERNAL_ERROR",
        status = 500,
        log_level = "ERROR",
        message = "システムエラーが発生しました"
    )]
    InternalError,
}
