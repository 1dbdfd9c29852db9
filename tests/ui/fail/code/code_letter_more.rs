// Rule: code-letter

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "АUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_ＴＯＫＥＮ＿REVOKED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenRevoked,
    #[catalog(code = "AUTH_ÉCHEC", status = 401, log_level = "INFO", message = "please sign in again")]
    Echec,
}

fn main() {}
// Mistakes: 3
