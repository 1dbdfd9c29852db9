// Rule: same-as-detail

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "USER",
    rest(code = "USER_ERROR", status = 400, log_level = "INFO", message = "that cannot be done")
)]
enum UserError {
    Parse {
        #[detail]
        line: u32,
    },
}

fn main() {}
