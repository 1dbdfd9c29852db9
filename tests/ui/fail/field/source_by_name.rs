// Rustc: a field called `source` is an error

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_IMPORT_FAILED", status = 422, log_level = "WARN", message = "the import failed")]
    ImportFailed { source: String },
}

fn main() {}
