// Rustc: a placeholder's field is Display

use error_catalog::ErrorCatalog;

#[derive(Debug, serde::Serialize)]
struct UserId(u64);

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "there is no user {id}")]
    NotFound {
        #[detail]
        id: UserId,
    },
}

fn main() {}
