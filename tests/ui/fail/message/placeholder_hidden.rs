// Rule: placeholder-hidden

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, log_level = "WARN", message = "sign-in from {ip} is not allowed")]
    AccountLocked {
        #[context]
        ip: String,
    },
}

fn main() {}
