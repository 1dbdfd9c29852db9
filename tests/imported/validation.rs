use std::collections::BTreeMap;

use error_catalog::ErrorCatalog;

/// 入力検証関連
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "VALIDATION", locales("ja"))]
pub enum ValidationError {
    #[catalog(
        code = "VALIDATION_ERROR",
        status = 422,
        log_level = "INFO",
        message = "入力内容に誤りがあります"
    )]
    ValidationError {
        /// Each field with what is wrong with it.
        #[detail(flatten)]
        fields: BTreeMap<String, String>,
    },
}
