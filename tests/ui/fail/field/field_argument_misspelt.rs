// Rule: field-arguments

use std::collections::BTreeMap;

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "VALIDATION")]
enum ValidationError {
    #[catalog(code = "VALIDATION_ERROR", status = 400, log_level = "INFO", message = "入力内容に誤りがあります")]
    Invalid {
        #[detail(flaten)]
        fields: BTreeMap<String, String>,
    },
}

fn main() {}
