// Rule: value-kind

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes)]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

catalog! {
    #[registry(docs = "docs.example.com/errors/{code}", problem_type = "errors/{slug}")]
    struct Codes { AuthError }
}

fn main() {}
// Mistakes: 2
