// Rule: field-arguments

use std::collections::BTreeMap;

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "VALIDATION")]
enum ValidationError {
    #[catalog(code = "VALIDATION_ERROR", status = 400, log_level = "INFO", message = "the input is not valid")]
    Invalid {
        #[detail(flaten)]
        fields: BTreeMap<String, String>,
    },
}

fn main() {}
