//! `error-handling-design`: what its validation handler sends without declaring it.

use std::collections::BTreeMap;

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "VALIDATION",
    registry = super::japanese::Service,
    locales("ja"),
    code = "VALIDATION_ERROR",
    status = 422,
    log_level = "INFO",
    message = "入力内容に誤りがあります"
)]
pub struct ValidationError {
    /// Each field with what is wrong with it.
    #[detail(flatten)]
    pub fields: BTreeMap<String, String>,
}
