// Rule: constraint-duplicate
// The example of `cargo error-catalog explain constraint-duplicate`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_EMAIL_EXISTS",
        status = 409,
        log_level = "INFO",
        message = "this e-mail address has an account",
        unique = "users_email_key"
    )]
    EmailExists,
    #[catalog(
        code = "USER_PHONE_EXISTS",
        status = 409,
        log_level = "INFO",
        message = "this phone number has an account",
        unique = "users_email_key"
    )]
    PhoneExists,
}

fn main() {}
