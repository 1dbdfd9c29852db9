// Rules: detail-unnamed, field-roles, field-arguments

use error_catalog::{ErrorCatalog, Secret};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError<T> {
    #[catalog(code = "AUTH_TOKEN_INVALID", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenInvalid(#[detail] T, #[secret(token)] Secret<String>),
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, log_level = "WARN", message = "the account is locked")]
    AccountLocked {
        #[context]
        #[detail]
        user: T,
    },
}

fn main() {
    let error = AuthError::TokenInvalid(7, Secret::new("abc".to_owned()));
    println!("{error} {}", error.envelope().to_json());
}
// Mistakes: 3
