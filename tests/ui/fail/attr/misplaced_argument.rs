// Rules: misplaced-key, unknown-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
pub enum AuthError {
    #[catalog(
        code = "AUTH_USER_LOCKED",
        status = 423,
        log_level = "INFO",
        message = "the account is locked",
        data_class = "pii"
    )]
    Locked {
        #[context]
        user: String,
    },

    #[catalog(
        code = "AUTH_PROVIDER_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "try again later",
        max = 5
    )]
    ProviderDown,

    #[catalog(code = "AUTH_TOKEN_OLD", status = 401, log_level = "INFO", message = "sign in again")]
    TokenOld {
        #[detail("years", log_level = "WARN")]
        age: u32,
    },
}

fn main() {}
// Mistakes: 3
