// Rustc: the same mistake in two variants is reported for both, though their texts are equal

use error_catalog::ErrorCatalog;

#[derive(Debug)]
struct Opaque;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_INVALID", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenInvalid {
        #[secret]
        token: String,
        #[context]
        reason: Opaque,
    },
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired {
        #[secret]
        token: String,
        #[context]
        reason: Opaque,
    },
}

fn main() {}
// Mistakes: 4
