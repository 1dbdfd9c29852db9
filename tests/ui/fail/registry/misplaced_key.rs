// Rule: misplaced-key

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes)]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

catalog! {
    #[registry(status = 404, owner = "identity team")]
    struct Codes { AuthError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", docs = "https://docs.example.com/{code}")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {}
// Mistakes: 3
