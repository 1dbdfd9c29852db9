// Rule: from-twice

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_STORE_UNREADABLE", status = 503, log_level = "ERROR", message = "システムエラーが発生しました")]
    Read(#[from] std::io::Error),
    #[catalog(code = "USER_STORE_UNWRITABLE", status = 503, log_level = "ERROR", message = "システムエラーが発生しました")]
    Write(#[from] std::io::Error),
}

fn main() {}
