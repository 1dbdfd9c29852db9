// Rustc: what is sent or logged as text is Display

use error_catalog::ErrorCatalog;

#[derive(Debug)]
struct UserId(u64);

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound {
        #[detail(display)]
        id: UserId,
    },
}

fn main() {}
