// Rustc: a field called `source` is an error

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_IMPORT_FAILED", status = 422, log_level = "WARN", message = "取り込めませんでした")]
    ImportFailed { source: String },
}

fn main() {}
