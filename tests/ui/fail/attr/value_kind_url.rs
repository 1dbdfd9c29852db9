// Rule: value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "please sign in again", doc_url = "docs.example.com/expired")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED", message = "please sign in again", doc_url = "/errors/revoked")]
    TokenRevoked,
}

fn main() {}
// Mistakes: 2
