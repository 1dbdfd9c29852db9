// Rule: value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
    #[catalog(code = 1042, status = 401, log_level = "INFO", message = "the password is wrong")]
    WrongPassword,
    #[catalog(same_as = WrongPassword)]
    UnknownUser,
}

fn main() {
    println!("{}", AuthError::UnknownUser.envelope().to_json());
}
