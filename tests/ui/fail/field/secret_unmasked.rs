// Rustc: a secret's type must mask itself

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_INVALID", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenInvalid {
        #[secret]
        token: String,
    },
}

fn main() {}
