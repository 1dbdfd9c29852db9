// Rules: value-kind, empty-value, unknown-key, combination, misplaced-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 409, log_level = "INFO", unique = "users_email_key")]
enum UserError {
    #[catalog(code = "USER_A", message = "taken", unique = users_email_key)]
    Unquoted,
    #[catalog(code = "USER_B", message = "taken", unique("users_email_key", 5))]
    Number,
    #[catalog(code = "USER_C", message = "taken", foreign_key = "")]
    Empty,
    #[catalog(code = "USER_D", message = "taken", check("", "users_age_check"))]
    EmptyInList,
    #[catalog(code = "USER_E", message = "taken", check)]
    Alone,
    #[catalog(code = "USER_F", message = "taken", uniqe = "users_email_key")]
    Misspelled,
    #[catalog(transparent, unique = "users_email_key")]
    Inner(#[from] OtherError),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "OTHER")]
enum OtherError {
    #[catalog(code = "OTHER_A", status = 409, log_level = "INFO", message = "taken")]
    A,
}

fn main() {}
// Mistakes: 8
